import { describe, expect, test } from 'vitest';
import {
  averagePrecision,
  countRelevant,
  ndcgAt,
  precisionAt1,
  recallAt,
  reciprocalRank,
} from '../../bench/retrieval/measures.ts';

/** Worked by hand from the definitions in trec_eval 9: m_ndcg_cut.c, m_map.c, m_recall.c, m_P.c, m_recip_rank.c. */
const judged = new Map([
  ['best', 3],
  ['good', 2],
  ['fair', 1],
  ['poor', 0],
  ['spam', -1],
]);

describe('ndcg_cut', () => {
  test('is 1 for the ideal order, whatever comes after it', () => {
    expect(ndcgAt(10, ['best', 'good', 'fair', 'poor', 'unjudged'], judged)).toBe(1);
  });

  test('divides each gain by log2(rank + 1), and the sum by that of the ideal order', () => {
    // ranked: 2/log2(2) + 0/log2(3) + 3/log2(4) = 2 + 0 + 1.5 = 3.5
    // ideal:  3/log2(2) + 2/log2(3) + 1/log2(4) = 3 + 1.26186 + 0.5 = 4.76186
    expect(ndcgAt(10, ['good', 'poor', 'best'], judged)).toBeCloseTo(3.5 / 4.76186, 5);
  });

  test('takes the grade itself as the gain, not 2^grade - 1', () => {
    // 1/log2(2) beside 2/log2(2) + 1/log2(3) = 2.63093; with 2^grade - 1 it would be 1 / 3.63093.
    const grades = new Map([
      ['two', 2],
      ['one', 1],
    ]);
    expect(ndcgAt(10, ['one'], grades)).toBeCloseTo(1 / 2.63093, 5);
  });

  test('cuts the ranking and the ideal order alike', () => {
    // At 2: (1 + 0) / (3 + 2/log2(3)) = 1 / 4.26186; "best" at rank 3 does not count.
    expect(ndcgAt(2, ['fair', 'unjudged', 'best'], judged)).toBeCloseTo(1 / 4.26186, 5);
  });

  test('counts what was not judged, or judged below 0, as a gain of 0', () => {
    // 3/log2(4) = 1.5 beside 4.76186.
    expect(ndcgAt(10, ['unjudged', 'spam', 'best'], judged)).toBeCloseTo(1.5 / 4.76186, 5);
  });

  test('does not change when documents of the same grade change places', () => {
    const tied = new Map([
      ['a', 2],
      ['b', 2],
      ['c', 1],
    ]);
    expect(ndcgAt(10, ['a', 'b', 'c'], tied)).toBe(1);
    expect(ndcgAt(10, ['b', 'a', 'c'], tied)).toBe(1);
  });
});

describe('map', () => {
  test('is the mean over all relevant documents of the precision at each', () => {
    // "fair" at 1: 1/1. "best" at 4: 2/4. "good" is not found: 0. (1 + 0.5 + 0) / 3 = 0.5
    expect(averagePrecision(['fair', 'poor', 'unjudged', 'best'], judged)).toBe(0.5);
  });

  test('knows no grades: any gain of 1 or more is relevant', () => {
    expect(averagePrecision(['fair', 'good', 'best'], judged)).toBe(1);
    expect(averagePrecision(['best', 'good', 'fair'], judged)).toBe(1);
  });
});

describe('recall', () => {
  test('is the share of the relevant documents among the first K', () => {
    expect(recallAt(3, ['best', 'poor', 'fair', 'good'], judged)).toBeCloseTo(2 / 3, 12);
    expect(recallAt(100, ['best', 'poor', 'fair', 'good'], judged)).toBe(1);
  });
});

describe('P_1', () => {
  test.each([
    { ranked: ['fair', 'poor'], precision: 1, why: 'relevant' },
    { ranked: ['poor', 'best'], precision: 0, why: 'judged as not relevant' },
    { ranked: ['unjudged', 'best'], precision: 0, why: 'not judged' },
    { ranked: [], precision: 0, why: 'nothing found' },
  ])('of $ranked is $precision: $why', ({ ranked, precision }) => {
    expect(precisionAt1(ranked, judged)).toBe(precision);
  });
});

describe('recip_rank', () => {
  test('is 1 / rank of the first relevant document', () => {
    expect(reciprocalRank(['unjudged', 'spam', 'poor', 'fair', 'best'], judged)).toBe(1 / 4);
  });

  test('is 0 when there is none', () => {
    expect(reciprocalRank(['unjudged', 'poor'], judged)).toBe(0);
  });
});

test.each([
  { ranked: [], judged, why: 'nothing was found' },
  { ranked: ['poor', 'spam'], judged: new Map([['poor', 0]]), why: 'nothing is relevant' },
  { ranked: ['best'], judged: new Map<string, number>(), why: 'nothing was judged' },
])('every measure is 0 when $why', ({ ranked, judged }) => {
  expect([
    ndcgAt(10, ranked, judged),
    averagePrecision(ranked, judged),
    recallAt(100, ranked, judged),
    precisionAt1(ranked, judged),
    reciprocalRank(ranked, judged),
  ]).toEqual([0, 0, 0, 0, 0]);
});

test('num_rel counts gains of 1 and more', () => {
  expect(countRelevant(judged)).toBe(3);
});
