import { FIELDS_ABOVE, type StoredPost } from './analysis.ts';
import type { EventInfo, IndexData, PostInfo } from './build-index.ts';
import type { Column } from './segment/column.ts';
import { countTerms, findTerm, lowerBound, termAt } from './segment/dictionary.ts';
import type { Lists } from './segment/lists.ts';
import { createPostingsSearch } from './segment/search-postings.ts';
import { countTexts, type Texts, textAt } from './segment/texts.ts';
import { findFirstPassages, openPassages } from './stored-passages.ts';
import { countSlips } from './suggest.ts';
import { termsOf } from './text-pipeline.ts';
import type { Passage, PostId } from './types.ts';

/** Find passages that hold `term`; more weight with a higher boost. */
export interface Clause {
  readonly term: string;
  readonly boost: number;
}

export interface Hit {
  /** Number of the passage. */
  readonly passage: number;
  /** Lunr's score (BM25 over fields, times the boosts), to the last bits; only its order and ratios mean something. */
  readonly score: number;
}

/** What answering needs of an index, whatever engine is behind it. */
export interface Index {
  /** All posts; they are read when they are first asked for. */
  readonly posts: readonly PostInfo[];
  readonly postCount: number;
  readonly events: readonly EventInfo[];
  readonly passages: readonly Passage[];
  /** What the community says for the same: the terms of each other wording of `terms` (joined by spaces). */
  synonymsOf(terms: string): readonly (readonly string[])[];
  post(id: PostId): PostInfo;
  /** The numbers of the post's passages, in order. */
  passagesOf(id: PostId): readonly number[];
  /** Passages that hold any of the terms, best first, ties by number. O(postings of the terms) at worst. */
  search(clauses: readonly Clause[], limit: number): Hit[];
  /** How many terms there are. */
  readonly vocabularySize: number;
  /** The term's place in the vocabulary; `undefined` when no passage holds it. */
  termNumber(term: string): number | undefined;
  /** Do the posts mostly write this term with a capital? */
  isName(term: string): boolean;
  /** The numbers of the passage's terms, by where they stand. O(words of the passage). */
  termsOfPassage(passage: number): PassageTerms;
  /** In how many passages the term stands: in their text or headings, else in any field. 0 when unknown. */
  frequency(term: string): number;
  /** The same of a term's number. */
  frequencyOf(number: number): number;
  /** Robertson and Spärck Jones's inverse document frequency over passages, in nats, never negative. */
  rarityOf(number: number): number;
  /** All terms of a post. O(1). */
  termsOfPost(id: PostId): PostTerms;
  /** Mean lengths of `termsOfPost`, in terms; the marks count as terms. */
  readonly meanLengths: { readonly title: number; readonly body: number };
  /**
   * Known words with the same first letter within `edits` letters missing, added, changed or swapped, in
   * alphabetical order. O(words of that letter); Lunr's own automaton took 3 to 6 ms for two edits.
   */
  similarTerms(term: string, edits: 1 | 2): string[];
}

/** Terms as numbers, in the order of the text. */
export interface PassageTerms {
  readonly heading: readonly number[];
  readonly sentences: readonly (readonly number[])[];
  /** Those of the post's titles, tags, series and names. */
  readonly title: readonly number[];
}

/** Terms of a post as numbers plus one, as they lie in the index; nothing is copied. */
export interface PostTerms {
  /** Those of its titles, tags, series and names. */
  readonly title: Column;
  /** Those of its passages; each run (heading, sentence) is closed by a zero. */
  readonly body: Column;
}

/**
 * Makes an index ready to search. Posts and passages are read from `data` when they are first asked for.
 * O(posts + passages + terms), without their texts.
 */
export function openIndex(data: IndexData): Index {
  const { terms, postings, passageTerms, postTerms } = data;
  const ids = Array.from({ length: countTexts(data.ids) }, (_, post) => textAt(data.ids, post) as PostId);
  const postNumbers = new Map(ids.map((id, post) => [id, post]));
  const passages = openPassages(data, (post) => ids[post] as PostId);
  const firsts = findFirstPassages(data);
  const search = createPostingsSearch(postings);
  const synonyms = pairSynonyms(readJson<string[]>(data.synonyms));
  const names = new Set(terms.names);
  const vocabularySize = countTerms(terms);
  const termNumber = (term: string) => findTerm(terms, term);
  const wordsOf = createWordLister(data);
  const total = passages.length;
  const rarity = (frequency: number) => Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
  const rarities = Float64Array.from(terms.frequencies, rarity);
  const rarest = rarity(0);
  const termsOfPost = (id: PostId): PostTerms => {
    const post = postNumbers.get(id);
    if (post === undefined) return { title: new Uint8Array(), body: new Uint8Array() };
    const listsOf = ({ starts, values }: Lists, first: number, end: number) =>
      values.subarray(starts[first], starts[end]);
    return {
      title: listsOf(postTerms, post * FIELDS_ABOVE, (post + 1) * FIELDS_ABOVE),
      body: listsOf(passageTerms, firsts[post] as number, firsts[post + 1] as number),
    };
  };
  const storedPost = (number: number) => JSON.parse(textAt(data.posts, number)) as StoredPost;
  const readPost = (number: number): PostInfo => {
    const { supersededBy, ...post } = storedPost(number);
    const successor = supersededBy === null ? undefined : postNumbers.get(supersededBy);
    return {
      ...post,
      supersededBy:
        supersededBy === null || successor === undefined
          ? null
          : { id: supersededBy, title: storedPost(successor).title },
    };
  };
  const titleOf = (id: PostId) => numbersOf(termsOfPost(id).title);
  const posts = new Map<PostId, PostInfo>();
  let allPosts: readonly PostInfo[] | null = null;

  return {
    get posts() {
      allPosts ??= ids.map((_, number) => readPost(number));
      return allPosts;
    },
    postCount: ids.length,
    events: readJson<EventInfo>(data.events),
    passages,
    synonymsOf: (terms) => synonyms.get(terms) ?? [],
    post(id) {
      const number = postNumbers.get(id);
      let post = posts.get(id);
      if (post === undefined && number !== undefined) {
        if (posts.size >= MOST_KEPT) posts.clear();
        post = readPost(number);
        posts.set(id, post);
      }
      return post as PostInfo;
    },
    passagesOf(id) {
      const post = postNumbers.get(id) ?? -1;
      const first = firsts[post] ?? 0;
      return Array.from({ length: (firsts[post + 1] ?? 0) - first }, (_, place) => first + place);
    },
    search(clauses, limit) {
      const wanted = clauses.flatMap(({ term, boost }) => {
        const number = termNumber(term);
        return number === undefined ? [] : [{ term: number, boost }];
      });
      return search(wanted, limit).map(({ document, score }) => ({ passage: document, score }));
    },
    vocabularySize,
    termNumber,
    isName: (term) => names.has(termNumber(term) ?? -1),
    termsOfPassage(number) {
      const [heading = [], ...sentences] = splitAtMarks(
        numbersOf(
          passageTerms.values.subarray(
            passageTerms.starts[number] ?? 0,
            passageTerms.starts[number + 1] ?? 0,
          ),
        ),
      );
      return { heading, sentences, title: titleOf(passages[number]?.post as PostId) };
    },
    frequency: (term) => terms.frequencies[termNumber(term) ?? -1] ?? 0,
    frequencyOf: (number) => terms.frequencies[number] ?? 0,
    rarityOf: (number) => rarities[number] ?? rarest,
    termsOfPost,
    meanLengths: {
      title: postTerms.values.length / Math.max(1, ids.length),
      body: passageTerms.values.length / Math.max(1, ids.length),
    },
    similarTerms: (term, edits) =>
      wordsOf(term[0] ?? '').filter(
        (other) => Math.abs(other.length - term.length) <= edits && countSlips(term, other) <= edits,
      ),
  };
}

/** Posts that are kept once they were read, about 1 KB each; when there are more, all begin anew. */
const MOST_KEPT = 50_000;

function readJson<Value>(texts: Texts): Value[] {
  return Array.from({ length: countTexts(texts) }, (_, number) => JSON.parse(textAt(texts, number)) as Value);
}

/** Lists the terms of three letters or more that begin with a letter and hold nothing else. */
function createWordLister({ terms }: IndexData): (initial: string) => readonly string[] {
  const lists = new Map<string, string[]>();
  return (initial) => {
    let words = lists.get(initial);
    if (words === undefined) {
      const first = lowerBound(terms, initial);
      const behind =
        initial === '' ? first : lowerBound(terms, String.fromCharCode(initial.charCodeAt(0) + 1));
      words = Array.from({ length: behind - first }, (_, place) => termAt(terms, first + place));
      words = words.filter((word) => /^\p{L}{3,}$/u.test(word));
      lists.set(initial, words);
    }
    return words;
  };
}

/** What is stored plus one: the numbers of terms, and -1 for each mark. */
function numbersOf(values: Column): number[] {
  const numbers = new Array<number>(values.length);
  for (let place = 0; place < values.length; place++) numbers[place] = (values[place] as number) - 1;
  return numbers;
}

/** Each wording's terms, joined by spaces, and those of the others of its groups. */
function pairSynonyms(groups: readonly (readonly string[])[]): Map<string, string[][]> {
  const paired = new Map<string, string[][]>();
  for (const group of groups) {
    const wordings = new Map(group.map((wording) => [termsOf(wording).join(' '), termsOf(wording)]));
    for (const key of wordings.keys()) {
      const known = paired.get(key) ?? [];
      const others = [...wordings].filter(([other]) => other !== key && other !== '');
      paired.set(key, [...known, ...others.map(([, terms]) => terms)]);
    }
  }
  return paired;
}

/** Cuts at each -1, which closes a run. */
function splitAtMarks(numbers: readonly number[]): number[][] {
  const runs: number[][] = [];
  let start = 0;
  for (let end = numbers.indexOf(-1); end >= 0; end = numbers.indexOf(-1, start)) {
    runs.push(numbers.slice(start, end));
    start = end + 1;
  }
  return runs;
}
