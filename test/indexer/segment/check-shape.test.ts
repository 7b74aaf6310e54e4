import { expect, test } from 'vitest';
import { findMisfit, type Shape } from '../../../indexer/segment/check-shape.ts';
import type { Table } from '../../../indexer/segment/column.ts';

const SHAPE: Shape = {
  terms: { starts: { each: 'term', startsOf: 'letter' }, units: { each: 'letter' } },
  postings: {
    starts: { each: 'term', startsOf: 'posting' },
    documents: { each: 'posting', numberOf: 'document' },
  },
  documents: {
    lines: { each: 'document', starts: true },
    original: { each: 'document', refersBack: true },
  },
};
/** Two terms, `ab` and `c`; the first is in both documents, of which the second is a copy of the first. */
const good = {
  terms: { starts: Uint8Array.of(0, 2, 3), units: Uint8Array.of(97, 98, 99) },
  postings: { starts: Uint8Array.of(0, 2, 3), documents: Uint8Array.of(0, 1, 1) },
  documents: { lines: Uint8Array.of(0, 40, 90), original: Uint8Array.of(0, 1) },
};

test('tables of the shape are told from others by nothing', () => {
  expect(findMisfit(good, SHAPE)).toBeNull();
});

test.each<[string, string, Table]>([
  ['terms.units is missing', 'terms', { starts: good.terms.starts }],
  ['terms.starts is missing', 'terms', {}],
  ['terms.starts points outside', 'terms', { ...good.terms, starts: Uint8Array.of(1, 2, 3) }],
  ['terms.starts points outside', 'terms', { ...good.terms, starts: Uint8Array.of(0, 200, 3) }],
  ['terms.starts points outside', 'terms', { ...good.terms, starts: Uint8Array.of(0, 2, 2) }],
  ['terms.starts has 0 numbers', 'terms', { ...good.terms, starts: Uint8Array.of() }],
  ['postings.starts has 2 numbers', 'postings', { ...good.postings, starts: Uint8Array.of(0, 3) }],
  ['postings.documents points outside', 'postings', { ...good.postings, documents: Uint32Array.of(0, 1, 2) }],
  ['documents.lines points outside', 'documents', { ...good.documents, lines: Uint8Array.of(0, 99, 90) }],
  ['documents.lines has 0 numbers', 'documents', { ...good.documents, lines: Uint8Array.of() }],
  ['documents.original points outside', 'documents', { ...good.documents, original: Uint8Array.of(0, 2) }],
])('%s', (misfit, table, columns) => {
  expect(findMisfit({ ...good, [table]: columns }, SHAPE)).toBe(misfit);
});
