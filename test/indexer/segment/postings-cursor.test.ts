import fc from 'fast-check';
import { expect, test } from 'vitest';
import { PostingsEncoder } from '../../../indexer/segment/postings.ts';
import { END, PostingsCursor } from '../../../indexer/segment/postings-cursor.ts';

/** Documents ascending, with gaps up to `widest`, each with a kind. */
const postings = fc
  .tuple(
    fc.constantFrom(1, 3, 300),
    fc.array(fc.tuple(fc.nat(), fc.nat(300)), { maxLength: 1_000, size: 'max' }),
  )
  .map(([widest, steps]) => {
    let document = -1;
    return steps.map(([gap, kind]) => {
      document += 1 + (gap % widest);
      return [document, kind % 3 === 0 ? kind : 0] as const;
    });
  });

const encode = (...terms: (readonly (readonly [number, number])[])[]) => {
  const encoder = new PostingsEncoder();
  for (const term of terms) {
    encoder.beginTerm(term.length);
    for (const [document, kind] of term) encoder.push(document, kind);
  }
  return encoder.finish();
};

test('postings come back as they went in, step by step', () => {
  fc.assert(
    fc.property(postings, postings, (first, second) => {
      const tables = encode(first, second);
      for (const [term, wanted] of [first, second].entries()) {
        const found: [number, number][] = [];
        for (const cursor = new PostingsCursor(tables, term); cursor.document < END; cursor.next()) {
          found.push([cursor.document, cursor.kind]);
        }
        expect(found).toEqual(wanted);
      }
    }),
  );
});

test('seeking finds the first posting of a document or a later one, however far it is', () => {
  fc.assert(
    fc.property(postings, postings, fc.array(fc.nat(20_000)), (before, term, targets) => {
      const cursor = new PostingsCursor(encode(before, term), 1);
      for (const target of targets.sort((a, b) => a - b)) {
        cursor.seek(target);
        const wanted = term.find(([document]) => document >= target);
        expect(cursor.document).toBe(wanted?.[0] ?? END);
        if (wanted !== undefined) expect(cursor.kind).toBe(wanted[1]);
      }
    }),
  );
});
