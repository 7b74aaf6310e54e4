import { BOOSTS } from './passage-fields.ts';
import { BlocksWriter, createBlockReader, type Deflate, type Inflate } from './segment/blocks.ts';
import { type Column, GrowingColumn, narrow } from './segment/column.ts';
import { countTerms, type Dictionary, makeDictionary, termAt } from './segment/dictionary.ts';
import { mergePostings } from './segment/merge-postings.ts';
import { type Lists, ListsWriter, readLists, Scratch } from './segment/lists.ts';
import { measureLengths, type PostingTables } from './segment/postings.ts';
import { StringNumbers } from './segment/string-numbers.ts';
import { countTexts, makeTexts, TextsWriter, textAt } from './segment/texts.ts';
import { findMaxima } from './segment/weigh-terms.ts';
import {
  BLOCK_SIZES,
  FIELDS,
  HASH_BYTES,
  measurePosts,
  type Segment,
  type SegmentPart,
  type SegmentTables,
  type TermTotals,
  TOTALS,
} from './segment-tables.ts';
import { findFirstPassages, PassagesWriter } from './stored-passages.ts';

/** In which order posts are taken: post `posts[n]` of part `parts[n]`. Those of one part must ascend. */
export interface MergeOrder {
  readonly parts: ArrayLike<number>;
  readonly posts: ArrayLike<number>;
}

/** All posts of parts that are there, part by part. */
export function listPosts(all: readonly SegmentPart[]): MergeOrder {
  const order: { parts: number[]; posts: number[] } = { parts: [], posts: [] };
  for (const [part, { tables, removed }] of all.entries()) {
    for (let post = 0, next = 0; post < countTexts(tables.ids); post++) {
      if (removed[next] === post) next++;
      else {
        order.parts.push(part);
        order.posts.push(post);
      }
    }
  }
  return order;
}

/** How texts are packed. */
export interface Packing {
  /** `null`: texts that are not copied in whole blocks are kept as they are. */
  readonly deflate: Deflate | null;
  readonly inflate: Inflate;
}

/**
 * Joins parts into one segment. Terms that only posts hold which are not there do not get in; those that most
 * passages hold have the lowest numbers. The same posts in the same order give the same tables, byte for byte, but for how
 * texts lie in blocks: those that are deflated are copied whole where they can be. O(words + terms × log terms).
 *
 * @param order All posts that are there.
 * @param onPost Told how many are copied.
 */
export function mergeSegments(
  parts: readonly SegmentPart[],
  order: MergeOrder,
  packing: Packing,
  onPost?: (done: number) => void,
): Segment {
  const sources = parts.map((part) => openSource(part));
  const passages = copyPosts(sources, order, packing, onPost);
  const { dictionary, numbers } = mergeTerms(sources);
  const lists = copyLists(sources, order, numbers);
  const postings = mergePostings(sources, numbers, countTerms(dictionary));
  const tables = { ...passages, ...lists, ...postings };
  return {
    ...tables,
    terms: dictionary,
    totals: sumTotals(sources, numbers, countTerms(dictionary)),
    maxima: { weights: findMaxima(tables, BOOSTS) },
  };
}

/** A part, and where its passages go. */
interface Source extends SegmentPart {
  /** The number of each post's first passage. */
  readonly firsts: Uint32Array;
  /** By passage: its number in the whole, plus one; 0: it is not taken. */
  readonly targets: Uint32Array;
}

function openSource(part: SegmentPart): Source {
  const { tables } = part;
  return {
    ...part,
    firsts: findFirstPassages(tables),
    targets: new Uint32Array(tables.passages.post.length),
  };
}

/** Everything but terms. Notes where passages go. */
function copyPosts(
  sources: readonly Source[],
  { parts, posts }: MergeOrder,
  { deflate, inflate }: Packing,
  onPost?: (done: number) => void,
) {
  const passages = new PassagesWriter(deflate);
  const ids = new TextsWriter();
  const [acronyms, spelt] = [new ListsWriter(), new StringNumbers()];
  const scratch = new Scratch();
  const lengths = Object.keys(FIELDS).map((field) => [field, new GrowingColumn()] as const);
  const hashes = new GrowingColumn();
  const ranges: Range[] = [];
  let count = 0;
  for (let place = 0; place < parts.length; place++) {
    const part = parts[place] as number;
    const post = posts[place] as number;
    const { tables, firsts, targets } = sources[part] as Source;
    for (let passage = firsts[post] as number; passage < (firsts[post + 1] as number); passage++) {
      targets[passage] = ++count;
      passages.copy(tables, passage, place);
      for (const [field, column] of lengths)
        column.push((tables.lengths[field] as Column)[passage] as number);
    }
    ids.pushBytes(tables.ids.bytes.subarray(tables.ids.starts[post], tables.ids.starts[post + 1]));
    for (const acronym of readLists(tables.acronyms, post, post + 1, scratch)) {
      if (acronym < countTexts(tables.spelt)) acronyms.push(spelt.of(textAt(tables.spelt, acronym)));
    }
    acronyms.close();
    for (let byte = post * HASH_BYTES; byte < (post + 1) * HASH_BYTES; byte++) {
      hashes.push(tables.hashes.bytes[byte] as number);
    }
    const last = ranges.at(-1);
    onPost?.(place + 1);
    if (last?.part === part && last.end === post) last.end++;
    else ranges.push({ part, first: post, end: post + 1 });
  }
  const writers = {
    posts: new BlocksWriter(deflate, BLOCK_SIZES.posts),
    files: new BlocksWriter(deflate, BLOCK_SIZES.files),
  };
  const readers = sources.map(({ tables }) => ({
    texts: createBlockReader(tables.texts, inflate),
    posts: createBlockReader(tables.posts, inflate),
    files: createBlockReader(tables.files, inflate),
  }));
  for (const { part, first, end } of ranges) {
    const { firsts } = sources[part] as Source;
    const { texts, posts, files } = readers[part] as (typeof readers)[number];
    passages.texts.copy(texts, firsts[first] as number, firsts[end] as number);
    writers.posts.copy(posts, first, end);
    writers.files.copy(files, first, end);
  }
  const all: PostingTables['lengths'] = Object.fromEntries(
    lengths.map(([field, column]) => [field, column.finish()]),
  );
  const copied = { ...passages.finish(), ids: ids.finish() };
  return {
    ...copied,
    posts: writers.posts.finish(),
    files: writers.files.finish(),
    acronyms: acronyms.finish(),
    spelt: makeTexts(spelt.list()),
    hashes: { bytes: hashes.finish() },
    lengths: all,
    sizes: measureLengths(all),
    postSizes: measurePosts(all, findFirstPassages(copied)),
  };
}

/** Posts that stand one behind the other in their segment and in the whole. */
interface Range {
  readonly part: number;
  readonly first: number;
  end: number;
}

/** The dictionary of what is taken, and for each segment the numbers there of its terms, plus one; 0: not taken. */
function mergeTerms(sources: readonly Source[]): { dictionary: Dictionary; numbers: Uint32Array[] } {
  const known = new StringNumbers();
  const uses: number[] = [];
  const provisional = sources.map((source) => {
    const { terms } = source.tables;
    const counts = source.live.documents;
    const numbers = new Uint32Array(countTerms(terms));
    for (let place = 0; place < numbers.length; place++) {
      const number = terms.numbers[place] as number;
      const count = counts[number] as number;
      if (count === 0) continue;
      const at = known.of(termAt(terms, place));
      uses[at] = (uses[at] ?? 0) + count;
      numbers[number] = at + 1;
    }
    return numbers;
  });
  const terms = known.list();
  const order = [...terms.keys()].sort(
    (a, b) =>
      (uses[b] as number) - (uses[a] as number) || ((terms[a] as string) < (terms[b] as string) ? -1 : 1),
  );
  const final = new Uint32Array(terms.length + 1);
  for (const [number, at] of order.entries()) final[at + 1] = number + 1;
  return {
    dictionary: makeDictionary(order.map((at) => terms[at] as string)),
    numbers: provisional.map((numbers) => numbers.map((number) => final[number] as number)),
  };
}

function sumTotals(sources: readonly Source[], numbers: readonly Uint32Array[], terms: number): TermTotals {
  const sums = TOTALS.map((name) => {
    const sum = new Uint32Array(terms);
    for (const [part, final] of numbers.entries()) {
      const counts = (sources[part] as Source).live[name];
      for (let term = 0; term < final.length; term++) {
        const number = final[term] as number;
        if (number > 0) sum[number - 1] = (sum[number - 1] as number) + (counts[term] as number);
      }
    }
    return [name, narrow(sum)] as const;
  });
  return Object.fromEntries(sums) as TermTotals;
}

/** The lists of terms, with the numbers that these have in the whole. */
function copyLists(
  sources: readonly Source[],
  { parts, posts }: MergeOrder,
  numbers: readonly Uint32Array[],
): Pick<SegmentTables, 'passageTerms' | 'postTerms'> {
  const writers = { passageTerms: new ListsWriter(), postTerms: new ListsWriter() };
  const scratch = new Scratch();
  const copyList = (lists: Lists, list: number, to: ListsWriter, final: Uint32Array) => {
    for (const value of readLists(lists, list, list + 1, scratch)) {
      to.push(value === 0 ? 0 : (final[value - 1] ?? 0));
    }
    to.close();
  };
  for (let place = 0; place < parts.length; place++) {
    const part = parts[place] as number;
    const post = posts[place] as number;
    const { tables, firsts } = sources[part] as Source;
    const final = numbers[part] as Uint32Array;
    for (let passage = firsts[post] as number; passage < (firsts[post + 1] as number); passage++) {
      copyList(tables.passageTerms, passage, writers.passageTerms, final);
    }
    copyList(tables.postTerms, post, writers.postTerms, final);
  }
  return {
    passageTerms: writers.passageTerms.finish(),
    postTerms: writers.postTerms.finish(),
  };
}
