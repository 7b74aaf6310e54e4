import type { IndexData, IndexPart } from './build-index.ts';
import { type ColumnShape, findMisfit, type Shape } from './segment/check-shape.ts';
import type { Table } from './segment/column.ts';
import { FIELDS, FIELDS_ABOVE, HASH_BYTES, type Segment } from './segment-tables.ts';

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
  postTerms: listsOf('post', 'term above', FIELDS_ABOVE),
  capitals: listsOf('post', 'capital'),
  postings: {
    starts: { each: 'term', startsOf: 'byte of a posting' },
    bytes: { each: 'byte of a posting' },
    documents: { each: 'term' },
    holdings: { each: 'term' },
  },
  marks: {
    starts: { each: 'term', startsOf: 'mark' },
    documents: { each: 'mark' },
    offsets: { each: 'mark' },
  },
  kinds: { parents: { each: 'kind', refersBack: true }, entries: { each: 'kind' } },
  lengths: Object.fromEntries(Object.keys(FIELDS).map((field) => [field, { each: 'passage' }])),
  totals: {
    frequencies: { each: 'term' },
    capitals: { each: 'term' },
    inside: { each: 'term' },
    maxima: { each: 'term' },
  },
} satisfies Shape & { [T in keyof Segment]: Record<keyof Segment[T], ColumnShape> };

const PART_SHAPE: Shape = { ...SEGMENT_SHAPE, removed: { posts: { each: 'removed', numberOf: 'post' } } };
const COMMON_SHAPE: Shape = { events: textsOf('event'), synonyms: textsOf('synonym') };

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

/** So many lists an item. */
function listsOf(each: string, what: string, times = 1) {
  return {
    starts: { each, times, startsOf: `byte of a list of ${what}` },
    bytes: { each: `byte of a list of ${what}` },
  } as const;
}

/** All tables of an index, those of its parts with their number before their name: `0.postings`. */
export function listTables({ parts, events, synonyms }: IndexData): Record<string, Table> {
  const listed = parts.flatMap(({ tables, removed }, part) =>
    Object.entries<Table>({ ...tables, removed: { posts: removed } }).map(
      ([name, table]) => [`${part}.${name}`, table] as const,
    ),
  );
  return Object.fromEntries([...listed, ['events', events], ['synonyms', synonyms]]);
}

/**
 * The index that the tables are of.
 * @throws RangeError, with the table and column, when a number in them leads outside.
 */
export function gatherTables(tables: Readonly<Record<string, Table>>): IndexData {
  const fit = (tables: Readonly<Record<string, Table>>, shape: Shape, where: string) => {
    const fault = findMisfit(tables, shape);
    if (fault !== null) throw new RangeError(`${where}${fault}`);
  };
  fit(tables, COMMON_SHAPE, '');
  const parts: IndexPart[] = [];
  for (let part = 0; part === 0 || tables[`${part}.passages`] !== undefined; part++) {
    if (part === MOST_PARTS) throw new RangeError(`there are more than ${MOST_PARTS} parts`);
    const names = Object.keys(PART_SHAPE);
    const own = Object.fromEntries(names.flatMap((name) => (tables[`${part}.${name}`] ? [[name, tables[`${part}.${name}`] as Table]] : [])));
    fit(own, PART_SHAPE, `${part}.`);
    const { removed, ...segment } = own as unknown as Segment & { removed: { posts: IndexPart['removed'] } };
    parts.push({ tables: segment, removed: removed.posts });
  }
  const { events, synonyms } = tables as unknown as Pick<IndexData, 'events' | 'synonyms'>;
  return { parts: parts as [IndexPart, ...IndexPart[]], events, synonyms };
}
