import { expect, test } from 'vitest';
import { scoreRun } from '../../bench/retrieval/score-run.ts';

test('scores are means over the queries with a relevant document, found or not', () => {
  const qrels = new Map([
    ['first', new Map([['a', 1]])],
    ['second', new Map([['b', 1]])],
    ['found nothing', new Map([['c', 1]])],
    ['nothing is relevant', new Map([['d', 0]])],
  ]);
  const rankings = new Map([
    ['first', ['a', 'x']],
    ['second', ['x', 'b']],
    ['nothing is relevant', ['d']],
    ['nobody judged', ['a']],
  ]);
  // first: all 1. second: 1/log2(3) = 0.63093, 1/2, 1, 0, 1/2. found nothing: all 0. Means over these three.
  const scores = scoreRun(rankings, qrels);
  expect(scores.ndcg10).toBeCloseTo((1 + 0.63093) / 3, 5);
  expect(scores.map).toBeCloseTo(1.5 / 3, 12);
  expect(scores.recall100).toBeCloseTo(2 / 3, 12);
  expect(scores.precision1).toBeCloseTo(1 / 3, 12);
  expect(scores.reciprocalRank).toBeCloseTo(1.5 / 3, 12);
});

test('a document that is found twice is a fault, since it would count twice', () => {
  const qrels = new Map([['q', new Map([['a', 1]])]]);
  expect(() => scoreRun(new Map([['q', ['a', 'b', 'a']]]), qrels)).toThrow(
    'query "q": a document was found twice',
  );
});
