import { expect, test } from 'vitest';
import { findMisfit, type Shape } from '../../../indexer/segment/check-shape.ts';
import type { Table } from '../../../indexer/segment/column.ts';

const SHAPE: Shape = {
  terms: { starts: { each: 'term', startsOf: 'letter' }, units: { each: 'letter' } },
  postings: {
    starts: { each: 'term', startsOf: 'posting' },
    documents: { each: 'posting', numberOf: 'document' },
  },
  documents: { terms: { each: 'document', markOrNumberOf: 'term' } },
};
/** Two terms, `ab` and `c`; the first is in both documents. */
const good = {
  terms: { starts: Uint8Array.of(0, 2, 3), units: Uint8Array.of(97, 98, 99) },
  postings: { starts: Uint8Array.of(0, 2, 3), documents: Uint8Array.of(0, 1, 1) },
  documents: { terms: Uint8Array.of(1, 2) },
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
  ['documents.terms points outside', 'documents', { terms: Uint16Array.of(1, 3) }],
])('%s', (misfit, table, columns) => {
  expect(findMisfit({ ...good, [table]: columns }, SHAPE)).toBe(misfit);
});
