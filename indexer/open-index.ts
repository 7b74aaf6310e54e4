import lunr from 'lunr';
import type { EventInfo, IndexData, PostInfo } from './build-index.ts';
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
  /** Lunr's score (BM25 over fields, times the boosts); only its order and ratios mean something. */
  readonly score: number;
}

/** What answering needs of an index, whatever engine is behind it. */
export interface Index {
  readonly posts: readonly PostInfo[];
  readonly events: readonly EventInfo[];
  readonly passages: readonly Passage[];
  /** What the community says for the same: the terms of each other wording of `terms` (joined by spaces). */
  synonymsOf(terms: string): readonly (readonly string[])[];
  post(id: PostId): PostInfo;
  /** The numbers of the post's passages, in order. */
  passagesOf(id: PostId): readonly number[];
  /** Passages that hold any of the terms, best first, ties by number. O(postings of the terms). */
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
  /** The numbers of all terms of a post. O(passages of the post). */
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

/** Terms of a post as numbers. */
export interface PostTerms {
  /** Those of its titles, tags, series and names. */
  readonly title: readonly number[];
  /** One list a passage; each run (heading, sentence) is closed by -1. */
  readonly passages: readonly (readonly number[])[];
}

/** Makes an index ready to search. @throws Error when `data.lunr` is not of the version of Lunr at hand. */
export function openIndex(data: IndexData): Index {
  const version = (data.lunr as { version?: unknown }).version;
  if (version !== lunr.version) throw new Error(`the index is of lunr ${version}, this is ${lunr.version}`);
  const engine = lunr.Index.load(data.lunr);
  const posts = new Map(data.posts.map((post) => [post.id, post]));
  const passagesOf = new Map<PostId, number[]>(data.posts.map((post) => [post.id, []]));
  for (const [number, passage] of data.passages.entries()) passagesOf.get(passage.post)?.push(number);
  const vocabulary = new Map(
    Object.keys((engine as unknown as { invertedIndex: object }).invertedIndex)
      .sort()
      .map((term, number) => [term, number]),
  );
  const postNumbers = new Map(data.posts.map((post, number) => [post.id, number]));
  const synonyms = pairSynonyms(data.synonyms);
  const names = new Set(data.names);
  const byInitial = new Map<string, string[]>();
  for (const term of vocabulary.keys()) {
    if (!/^\p{L}{3,}$/u.test(term)) continue;
    const initial = term[0] as string;
    const words = byInitial.get(initial);
    if (words) words.push(term);
    else byInitial.set(initial, [term]);
  }
  const count = (lists: readonly (readonly number[])[]) => lists.reduce((sum, list) => sum + list.length, 0);
  const total = data.passages.length;
  const rarity = (frequency: number) => Math.log(1 + (total - frequency + 0.5) / (frequency + 0.5));
  const rarities = Float64Array.from(data.frequencies, rarity);
  const rarest = rarity(0);
  const meanLengths = {
    title: count(data.postTerms) / Math.max(1, data.posts.length),
    body: count(data.passageTerms) / Math.max(1, data.posts.length),
  };

  return {
    posts: data.posts,
    events: data.events,
    passages: data.passages,
    synonymsOf: (terms) => synonyms.get(terms) ?? [],
    post: (id) => posts.get(id) as PostInfo,
    passagesOf: (id) => passagesOf.get(id) ?? [],
    search(clauses, limit) {
      // Lunr takes an asterisk in a term for a wildcard; no term of ours holds one.
      const plain = clauses.filter(({ term }) => !term.includes('*'));
      if (plain.length === 0) return [];
      const results = engine.query((query) => {
        for (const { term, boost } of plain) query.term(term, { boost, usePipeline: false });
      });
      return results
        .map((result) => ({ passage: Number(result.ref), score: result.score }))
        .sort((a, b) => b.score - a.score || a.passage - b.passage)
        .slice(0, limit);
    },
    vocabularySize: vocabulary.size,
    termNumber: (term) => vocabulary.get(term),
    isName: (term) => names.has(vocabulary.get(term) ?? -1),
    termsOfPassage(number) {
      const post = data.passages[number]?.post;
      const [heading = [], ...sentences] = splitAtMarks(data.passageTerms[number] ?? []);
      return { heading, sentences, title: data.postTerms[postNumbers.get(post as PostId) ?? -1] ?? [] };
    },
    frequency: (term) => data.frequencies[vocabulary.get(term) ?? -1] ?? 0,
    frequencyOf: (number) => data.frequencies[number] ?? 0,
    rarityOf: (number) => rarities[number] ?? rarest,
    termsOfPost(id) {
      const title = data.postTerms[postNumbers.get(id) ?? -1] ?? [];
      return { title, passages: (passagesOf.get(id) ?? []).map((number) => data.passageTerms[number] ?? []) };
    },
    meanLengths,
    similarTerms: (term, edits) =>
      (byInitial.get(term[0] ?? '') ?? []).filter(
        (other) => Math.abs(other.length - term.length) <= edits && countSlips(term, other) <= edits,
      ),
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
