import type { EventInfo, IndexData, PostInfo, StoredEvent } from './build-index.ts';
import { sumCollection } from './collection.ts';
import { readJson } from './json-texts.ts';
import { listAcronyms } from './list-acronyms.ts';
import { openPassages } from './open-passages.ts';
import { openPosts } from './open-posts.ts';
import { type OpenSegment, openSegment } from './open-segment.ts';
import { BOOSTS, splitAtMarks } from './passage-fields.ts';
import type { Inflate } from './segment/blocks.ts';
import { type Lists, readLists, Scratch } from './segment/lists.ts';
import { createPostingsSearch } from './segment/search-postings.ts';
import { countSlips } from './suggest.ts';
import { termsOf } from './text-pipeline.ts';
import type { Passage, PostId } from './types.ts';
import { UNPACKED } from './unpacked.ts';
import { joinDictionaries, type Vocabulary } from './vocabulary.ts';

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
  /** By number; those of posts that are gone hold their places, until segments are joined. */
  readonly passages: readonly Passage[];
  /** How many there are of posts that are there. */
  readonly passageCount: number;
  /** What the community says for the same: the terms of each other wording of `terms` (joined by spaces). */
  synonymsOf(terms: string): readonly (readonly string[])[];
  post(id: PostId): PostInfo;
  /** The numbers of the post's passages, in order; none of a post that is not there. */
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
  /** The number of the passage's post. It holds in this index alone, and is found and looked up faster than an id. */
  postOf(passage: number): number;
  /** The id of the post of this number. */
  idOf(post: number): PostId;
  /** All terms of the post of this number, until the next post is asked for. O(words of the post). */
  termsOfPost(post: number): PostTerms;
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

/** Terms of a post as numbers plus one. */
export interface PostTerms {
  /** Those of its titles, tags, series and names. */
  readonly title: Uint32Array;
  /** Those of its passages; each run (heading, sentence) is closed by a zero. */
  readonly body: Uint32Array;
}

/**
 * Makes an index ready to search. Posts and passages are read from `data` when they are first asked for.
 * O(passages + terms of what is not in the first segment), without their texts.
 *
 * @param inflate Needed where texts are deflated.
 */
export function openIndex(data: IndexData, inflate: Inflate = UNPACKED.inflate): Index {
  const segments = data.parts.map((part) => openSegment(part, inflate));
  const dictionaries = data.parts.map(({ tables }) => tables.terms);
  const vocabulary = joinDictionaries(dictionaries as [(typeof dictionaries)[0], ...typeof dictionaries]);
  const collection = sumCollection(segments, vocabulary);
  const posts = openPosts(segments);
  const passages = openPassages(segments, posts);
  const readTerms = createTermReader(segments, vocabulary);
  const search = createPostingsSearch(
    segments.map(({ tables, gone }, part) => ({
      tables,
      maxima: tables.maxima.weights,
      first: passages.firsts[part] as number,
      termOf: (term) => vocabulary.toOwn(part, term),
      gone,
    })),
    collection,
    BOOSTS,
  );
  const synonyms = pairSynonyms([...readJson<string[]>(data.synonyms), ...listAcronyms(segments)]);
  const wordsOf = createWordLister(vocabulary);
  const total = collection.documents;
  const rarity = (frequency: number) => Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
  const rarities = Float64Array.from({ length: vocabulary.size }, (_, term) =>
    rarity(collection.frequencyOf(term)),
  );
  const rarest = rarity(0);
  const frequencyOf = (number: number) => collection.frequencyOf(number);
  /** Terms that only posts hold which are gone are none. */
  const termNumber = (term: string) => {
    const number = vocabulary.numberOf(term);
    return number !== undefined && frequencyOf(number) > 0 ? number : undefined;
  };
  const [above, within] = [new Scratch(), new Scratch()];
  const runs = new Scratch();

  return {
    get posts() {
      return posts.all();
    },
    postCount: posts.count,
    events: readJson<StoredEvent>(data.events).map(({ event }) => event),
    passages: passages.all,
    passageCount: total,
    synonymsOf: (terms) => synonyms.get(terms) ?? [],
    post: posts.read,
    passagesOf(id) {
      const place = posts.find(id);
      if (place === undefined) return [];
      const [first, end] = passages.rangeOf(place);
      return Array.from({ length: end - first }, (_, n) => first + n);
    },
    search(clauses, limit) {
      const wanted = clauses.flatMap(({ term, boost }) => {
        const number = termNumber(term);
        return number === undefined ? [] : [{ term: number, boost }];
      });
      return search(wanted, limit).map(({ document, score }) => ({ passage: document, score }));
    },
    vocabularySize: vocabulary.size,
    termNumber,
    isName(term) {
      const number = termNumber(term);
      return number !== undefined && collection.isName(number);
    },
    termsOfPassage(number) {
      const place = passages.find(number);
      if (place === undefined) return { heading: [], sentences: [], title: [] };
      const { part, post } = place;
      const { passageTerms, postTerms } = (segments[part] as OpenSegment).tables;
      const own = number - (passages.firsts[part] as number);
      const [heading = [], ...sentences] = splitAtMarks(readTerms(part, passageTerms, own, own + 1, runs));
      const title = splitAtMarks(readTerms(part, postTerms, post, post + 1, runs)).flat();
      return { heading, sentences, title };
    },
    frequency(term) {
      const number = termNumber(term);
      return number === undefined ? 0 : frequencyOf(number);
    },
    frequencyOf,
    rarityOf: (number) => rarities[number] ?? rarest,
    postOf: passages.postOf,
    idOf: (number) => posts.idOf(...posts.locate(number)),
    termsOfPost(number) {
      const [part, post] = posts.locate(number);
      const { tables, firsts } = segments[part] as OpenSegment;
      const [first, end] = [firsts[post] as number, firsts[post + 1] as number];
      return {
        title: dropMarks(readTerms(part, tables.postTerms, post, post + 1, above)),
        body: readTerms(part, tables.passageTerms, first, end, within),
      };
    },
    meanLengths: collection.meanLengths,
    similarTerms: (term, edits) =>
      wordsOf(term[0] ?? '').filter(
        (other) =>
          Math.abs(other.length - term.length) <= edits &&
          countSlips(term, other) <= edits &&
          termNumber(other) !== undefined,
      ),
  };
}

/** Makes the function that reads lists of terms of a segment, as the numbers (plus one) that terms have in all. */
function createTermReader(segments: readonly OpenSegment[], vocabulary: Vocabulary) {
  return (part: number, lists: Lists, first: number, end: number, scratch: Scratch): Uint32Array => {
    const values = readLists(lists, first, end, scratch);
    const size = (segments[part] as OpenSegment).tables.terms.places.length;
    for (let at = 0; at < values.length; at++) {
      const value = values[at] as number;
      // What is written wrongly is no term, and closes a sentence.
      if (value > size) values[at] = 0;
      else if (part > 0 && value > 0) values[at] = vocabulary.fromOwn(part, value - 1) + 1;
    }
    return values;
  };
}

/** Lists the terms of three letters or more that begin with a letter and hold nothing else. */
function createWordLister(vocabulary: Vocabulary): (initial: string) => readonly string[] {
  const lists = new Map<string, string[]>();
  return (initial) => {
    let words = lists.get(initial);
    if (words === undefined) {
      words = vocabulary.beginningWith(initial).filter((word) => /^\p{L}{3,}$/u.test(word));
      lists.set(initial, words);
    }
    return words;
  };
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

/** Moves the others up where zeros stand. */
function dropMarks(values: Uint32Array): Uint32Array {
  let count = 0;
  for (const value of values) if (value > 0) values[count++] = value;
  return values.subarray(0, count);
}
