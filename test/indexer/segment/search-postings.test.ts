import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Doc, searchLunr, searchOurs, spreadTerms } from './lunr-model.ts';

describe('search over postings', () => {
  test('gives what lunr gives, in order, with its scores', () => {
    const texts: Doc[] = [
      { body: ['arp', 'nic', 'arp'], title: ['linux'], blog: [] },
      { body: ['nic'], title: ['arp'], blog: ['planet'] },
      { body: ['vm', 'vm'], title: [], blog: ['planet'] },
    ];
    const hits = searchOurs(texts)(
      [
        { term: 'arp', boost: 2 },
        { term: 'planet', boost: 1 },
      ],
      10,
    );
    expect(hits.map(({ document }) => document)).toEqual([0, 1, 2]);
    expect(hits[0]?.score).toBeCloseTo(
      searchLunr(texts)(
        [
          { term: 'arp', boost: 2 },
          { term: 'planet', boost: 1 },
        ],
        1,
      )[0]?.score ?? 0,
      12,
    );
  });

  test('leaves out only what cannot get in: the very same results over many windows of documents', () => {
    const many = spreadTerms(20_000);
    const pruned = searchOurs(many);
    const whole = searchOurs(many, false);
    const wanted = fc.array(
      fc.record({
        term: fc.nat(39).map((n) => `t${n}`),
        boost: fc.double({ min: 0.01, max: 20, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(wanted, fc.constantFrom(1, 2, 10, 100, 1_000, 20_000), (question, limit) => {
        expect(pruned(question, limit)).toEqual(whole(question, limit));
      }),
      { numRuns: 300 },
    );
  });

  test('finds nothing among no documents, for no terms, or with no places to fill', () => {
    expect(searchOurs([])([{ term: 'arp', boost: 1 }], 10)).toEqual([]);
    const one = searchOurs([{ body: ['arp'], title: [], blog: [] }]);
    expect(one([], 10)).toEqual([]);
    expect(one([{ term: 'arp', boost: 1 }], 0)).toEqual([]);
  });
});
