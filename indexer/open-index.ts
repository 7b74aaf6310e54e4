import { type EventInfo, type IndexData, type PostInfo, type StoredEvent, UNPACKED } from './build-index.ts';
import { sumCollection } from './collection.ts';
import type { Acronym } from './find-acronyms.ts';
import { type OpenSegment, openSegment } from './open-segment.ts';
import { BOOSTS, splitAtMarks } from './passage-fields.ts';
import { type Bits, isMarked, makeBits, mark } from './segment/bits.ts';
import type { Inflate } from './segment/blocks.ts';
import { type Lists, readLists, Scratch } from './segment/lists.ts';
import { createPostingsSearch } from './segment/search-postings.ts';
import { countTexts, type Texts, textAt } from './segment/texts.ts';
import type { StoredPost } from './segment-tables.ts';
import { type PassageSource, readPassage, StoredPassage } from './stored-passages.ts';
import { countSlips } from './suggest.ts';
import { termsOf } from './text-pipeline.ts';
import type { Passage, PostId } from './types.ts';
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
  const synonyms = pairSynonyms([...readJson<string[]>(data.synonyms), ...readAcronyms(segments)]);
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

/** Where a post is: the number of its segment, and its own number there. */
interface PostPlace {
  readonly part: number;
  readonly post: number;
}

/** Posts that are kept once they were read, about 1 KB each; when there are more, all begin anew. */
const MOST_POSTS = 5_000;
/** The same of passages, some 3 KB each. */
const MOST_PASSAGES = 3_000;

/** The posts that are there. Which id a post has is noted when it is looked at; all are only when an unknown one is asked for. */
function openPosts(segments: readonly OpenSegment[]) {
  const places = new Map<PostId, PostPlace>();
  const ids = segments.map(({ tables }) => new Array<PostId | undefined>(countTexts(tables.ids)));
  const firsts = sumUp(ids.map(({ length }) => length));
  const removed = segments.map(({ gonePosts }, part): Bits | null => {
    if (gonePosts.length === 0) return null;
    const bits = makeBits((ids[part] as unknown[]).length);
    for (const post of gonePosts) mark(bits, post);
    return bits;
  });
  const isThere = (part: number, post: number) => !(removed[part] && isMarked(removed[part], post));
  const idOf = (part: number, post: number): PostId => {
    const known = ids[part] as (PostId | undefined)[];
    let id = known[post];
    if (id === undefined) {
      id = textAt((segments[part] as OpenSegment).tables.ids, post) as PostId;
      known[post] = id;
      if (isThere(part, post)) places.set(id, { part, post });
    }
    return id;
  };
  let isComplete = false;
  const find = (id: PostId): PostPlace | undefined => {
    if (!places.has(id) && !isComplete) {
      isComplete = true;
      for (const [part, known] of ids.entries()) for (const post of known.keys()) idOf(part, post);
    }
    return places.get(id);
  };
  const readStored = ({ part, post }: PostPlace) =>
    JSON.parse((segments[part] as OpenSegment).posts.text(post)) as StoredPost;
  const readPost = (place: PostPlace): PostInfo => {
    const { supersededBy, ...post } = readStored(place);
    const successor = supersededBy === null ? undefined : find(supersededBy);
    const title = successor && readStored(successor).title;
    return {
      ...post,
      supersededBy: supersededBy === null || title === undefined ? null : { id: supersededBy, title },
    };
  };
  const kept = new Map<PostId, PostInfo>();
  let all: readonly PostInfo[] | null = null;
  return {
    /** The number of the first post of each segment; its others follow. */
    firsts,
    locate(number: number): [part: number, post: number] {
      const part = findPart(firsts, number);
      return [part, number - (firsts[part] as number)];
    },
    count: segments.reduce(
      (sum, { gonePosts }, part) => sum + (ids[part] as unknown[]).length - gonePosts.length,
      0,
    ),
    idOf,
    find,
    read(id: PostId): PostInfo {
      let post = kept.get(id);
      const place = post === undefined ? find(id) : undefined;
      if (place !== undefined) {
        if (kept.size >= MOST_POSTS) kept.clear();
        post = readPost(place);
        kept.set(id, post);
      }
      return post as PostInfo;
    },
    all() {
      all ??= segments.flatMap((_, part) =>
        [...(ids[part] as unknown[]).keys()]
          .filter((post) => isThere(part, post))
          .map((post) => readPost({ part, post })),
      );
      return all;
    },
  };
}

/** All passages, by number: those of the second segment follow those of the first. */
function openPassages(segments: readonly OpenSegment[], posts: ReturnType<typeof openPosts>) {
  const firsts: number[] = [];
  const all: Passage[] = [];
  const kept = new Map<number, Passage>();
  for (const [part, { tables, texts }] of segments.entries()) {
    const first = all.length;
    firsts.push(first);
    const source: PassageSource = {
      postOf: (number) => posts.idOf(part, tables.passages.post[number - first] as number),
      read(number) {
        let passage = kept.get(number);
        if (passage === undefined) {
          if (kept.size >= MOST_PASSAGES) kept.clear();
          passage = readPassage(tables, texts, number - first, source.postOf(number));
          kept.set(number, passage);
        }
        return passage;
      },
    };
    const count = tables.passages.post.length;
    for (let own = 0; own < count; own++) all.push(new StoredPassage(first + own, source));
  }
  return {
    all,
    firsts,
    find(number: number): PostPlace | undefined {
      if (!(number >= 0 && number < all.length)) return undefined;
      const part = findPart(firsts, number);
      const { passages } = (segments[part] as OpenSegment).tables;
      return { part, post: passages.post[number - (firsts[part] as number)] as number };
    },
    postOf(number: number): number {
      const part = findPart(firsts, number);
      const { post } = (segments[part] as OpenSegment).tables.passages;
      return (posts.firsts[part] as number) + (post[number - (firsts[part] as number)] as number);
    },
    rangeOf({ part, post }: PostPlace): readonly [first: number, end: number] {
      const own = (segments[part] as OpenSegment).firsts;
      const first = firsts[part] as number;
      return [first + (own[post] as number), first + (own[post + 1] as number)];
    },
  };
}

/** How much comes before each. */
function sumUp(lengths: readonly number[]): number[] {
  let sum = 0;
  return lengths.map((length) => {
    sum += length;
    return sum - length;
  });
}

/** The last part that begins at or before `number`. */
function findPart(firsts: readonly number[], number: number): number {
  let part = firsts.length - 1;
  while (part > 0 && (firsts[part] as number) > number) part--;
  return part;
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

/** In groups by the acronym, as they first come. */
function readAcronyms(segments: readonly OpenSegment[]): Acronym[] {
  const groups = new Map<string, Map<string, Acronym>>();
  for (const segment of segments) {
    const spelt = readJson<Acronym>(segment.tables.spelt);
    const isSpelt = findSpelt(segment);
    for (const [number, acronym] of spelt.entries()) {
      if (!isSpelt(number)) continue;
      const group = groups.get(acronym[0]) ?? new Map<string, Acronym>();
      if (!group.has(acronym[1])) group.set(acronym[1], acronym);
      groups.set(acronym[0], group);
    }
  }
  return [...groups.values()].flatMap((group) => [...group.values()]);
}

/** Tells whether a post that is there spells an acronym out. */
function findSpelt({ tables: { acronyms, spelt }, gonePosts }: OpenSegment): (number: number) => boolean {
  if (gonePosts.length === 0) return () => true;
  const counts = new Int32Array(countTexts(spelt));
  const scratch = new Scratch();
  const count = (first: number, end: number, sign: 1 | -1) => {
    for (const number of readLists(acronyms, first, end, scratch))
      counts[number] = (counts[number] ?? 0) + sign;
  };
  count(0, acronyms.starts.length - 1, 1);
  for (const post of gonePosts) count(post, post + 1, -1);
  return (number) => (counts[number] as number) > 0;
}

function readJson<Value>(texts: Texts): Value[] {
  return Array.from({ length: countTexts(texts) }, (_, number) => JSON.parse(textAt(texts, number)) as Value);
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
