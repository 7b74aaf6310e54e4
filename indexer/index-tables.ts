import type { IndexData, IndexPart } from './build-index.ts';
import { canHold } from './segment/blocks.ts';
import { type ColumnShape, findMisfit, type Shape } from './segment/check-shape.ts';
import type { Bytes } from './segment/bytes.ts';
import type { Column, Table } from './segment/column.ts';
import { FIELDS, HASH_BYTES, type Segment, type TermTotals, TOTALS, wholePart } from './segment-tables.ts';

/** The tables of a segment, and what the numbers in them lead to. Numbers within lists are looked at when they are read. */
export const SEGMENT_SHAPE = {
  passages: {
    post: { each: 'passage', numberOf: 'post' },
    heading: { each: 'passage', numberOf: 'heading' },
    firstLine: { each: 'passage' },
    lastLine: { each: 'passage' },
    sentences: { each: 'passage', startsOf: 'sentence' },
  },
  texts: blocksOf('passage'),
  headings: textsOf('heading'),
  sentences: {
    start: { each: 'sentence' },
    end: { each: 'sentence' },
    firstLine: { each: 'sentence' },
    lastLine: { each: 'sentence' },
    block: { each: 'sentence' },
    kind: { each: 'sentence' },
  },
  posts: blocksOf('post'),
  ids: textsOf('post', 'id'),
  files: blocksOf('post', 'path'),
  hashes: { bytes: { each: 'post', times: HASH_BYTES } },
  acronyms: listsOf('post', 'acronym'),
  spelt: textsOf('acronym'),
  terms: {
    units: { each: 'unit of a term' },
    starts: { each: 'term', startsOf: 'unit of a term' },
    numbers: { each: 'term', numberOf: 'term' },
    places: { each: 'term', numberOf: 'term' },
  },
  passageTerms: listsOf('passage', 'term'),
  postTerms: listsOf('post', 'term above'),
  postings: {
    starts: { each: 'term', startsOf: 'byte of a posting' },
    bytes: { each: 'byte of a posting' },
    holdings: { each: 'term' },
  },
  marks: {
    starts: { each: 'term', startsOf: 'mark' },
    documents: { each: 'mark' },
    offsets: { each: 'mark' },
  },
  kinds: { parents: { each: 'kind', refersBack: true }, entries: { each: 'kind' } },
  lengths: Object.fromEntries(Object.keys(FIELDS).map((field) => [field, { each: 'passage' }])),
  sizes: { totals: { each: 'field' }, longest: { each: 'field' } },
  postSizes: { above: { each: 'kind of size' } },
  totals: totalsOfTerms(),
  maxima: { weights: { each: 'term' } },
} satisfies Shape & { [T in keyof Segment]: Record<keyof Segment[T], ColumnShape> };

const PART_SHAPE: Shape = {
  ...SEGMENT_SHAPE,
  removed: { posts: { each: 'removed', numberOf: 'post' } },
  live: totalsOfTerms(),
};
const COMMON_SHAPE: Shape = { events: textsOf('event'), synonyms: textsOf('synonym') };

/** Terms: no file is larger than 1 MiB. */
const LONGEST_FIELD = 2 ** 20;
/** The texts whose bytes stand behind all tables, in this order part by part, so that they may stay in a file. */
const BEHIND = ['texts', 'posts', 'files'] as const;

/** Parts that a file may have; more are never left unjoined. */
const MOST_PARTS = 64;

/** One text an item. */
function textsOf(each: string, what = each) {
  return { bytes: { each: `byte of a ${what}` }, starts: { each, startsOf: `byte of a ${what}` } } as const;
}

/** The same in blocks. */
function blocksOf(each: string, what = each) {
  return {
    starts: { each, starts: true },
    firsts: { each: `block of a ${what}`, startsOf: each },
    offsets: { each: `block of a ${what}`, startsOf: `stored byte of a ${what}` },
    bytes: { each: `stored byte of a ${what}` },
  } as const;
}

/** One list an item. */
function listsOf(each: string, what: string) {
  return {
    starts: { each, startsOf: `byte of a list of ${what}` },
    bytes: { each: `byte of a list of ${what}` },
  } as const;
}

function totalsOfTerms() {
  const each = { each: 'term' } as const;
  return Object.fromEntries(TOTALS.map((name) => [name, each])) as Record<keyof TermTotals, typeof each>;
}

/** What stands `BEHIND` the tables, piece by piece. */
export function listTexts({ parts }: IndexData): Bytes[] {
  return parts.flatMap(({ tables }) => BEHIND.map((name) => tables[name].bytes));
}

/** All tables of an index but for what is `BEHIND` them; those of its parts with their number before their name: `0.postings`. */
export function listTables({ parts, events, synonyms }: IndexData): Record<string, Table> {
  const listed = parts.flatMap(({ tables, removed, live }, part) => {
    const withoutBytes = BEHIND.map((name) => {
      const { bytes: _, ...columns } = tables[name];
      return [name, columns] as const;
    });
    const all = { ...tables, ...Object.fromEntries(withoutBytes), removed: { posts: removed }, live };
    // Always in one order, wherever the tables are from.
    const names = Object.keys(removed.length > 0 ? PART_SHAPE : SEGMENT_SHAPE);
    return names.map((name) => [`${part}.${name}`, all[name as keyof typeof all] as Table] as const);
  });
  return Object.fromEntries([...listed, ['events', events], ['synonyms', synonyms]]);
}

/**
 * The index that the tables are of.
 *
 * @param cutTexts Gives a stretch of what stands `BEHIND` them.
 * @throws RangeError, with the table and column, when a number in them leads outside.
 */
export function gatherTables(
  tables: Readonly<Record<string, Table>>,
  cutTexts: (start: number, end: number) => Bytes,
): IndexData {
  const check = (tables: Readonly<Record<string, Table>>, shape: Shape, where: string) => {
    const fault = findMisfit(tables, shape);
    if (fault !== null) throw new RangeError(`${where}${fault}`);
  };
  check(tables, COMMON_SHAPE, '');
  const parts: IndexPart[] = [];
  let start = 0;
  for (let part = 0; part === 0 || tables[`${part}.passages`] !== undefined; part++) {
    if (part === MOST_PARTS) throw new RangeError(`there are more than ${MOST_PARTS} parts`);
    const own = pickPart(tables, part);
    for (const name of BEHIND) {
      const end = start + (own[name]?.offsets?.at(-1) ?? 0);
      own[name] = { ...own[name], bytes: cutTexts(start, end) as Column };
      start = end;
    }
    const isWhole = own.removed === undefined;
    check(own, isWhole ? SEGMENT_SHAPE : PART_SHAPE, `${part}.`);
    const { removed, live, ...segment } = own as unknown as Segment & {
      removed: { posts: IndexPart['removed'] };
      live: IndexPart['live'];
    };
    if (segment.sizes.longest.some((length) => length > LONGEST_FIELD)) {
      throw new RangeError(`${part}.sizes.longest is larger than any field`);
    }
    for (const name of BEHIND) {
      if (!canHold(segment[name])) throw new RangeError(`${part}.${name}.starts points outside`);
    }
    parts.push(isWhole ? wholePart(segment) : { tables: segment, removed: removed.posts, live });
  }
  const { events, synonyms } = tables as unknown as Pick<IndexData, 'events' | 'synonyms'>;
  return { parts: parts as [IndexPart, ...IndexPart[]], events, synonyms };
}

/** The tables of a part, under their own names. */
function pickPart(tables: Readonly<Record<string, Table>>, part: number): Record<string, Table> {
  const picked = Object.keys(PART_SHAPE).flatMap((name) => {
    const table = tables[`${part}.${name}`];
    return table === undefined ? [] : [[name, table] as const];
  });
  return Object.fromEntries(picked);
}
