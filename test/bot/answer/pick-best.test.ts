import fc from 'fast-check';
import { expect, test } from 'vitest';
import { pickBest } from '../../../bot/answer/pick-best.ts';

test('the highest come first, and of those that are alike the earliest', () => {
  expect(pickBest(Float64Array.of(2, 5, 3, 5, 2, 10), 4)).toEqual([5, 1, 3, 2]);
  expect(pickBest(Float64Array.of(2, 5, 2, 2), 3)).toEqual([1, 0, 2]);
  expect(pickBest(Float64Array.of(1), 3)).toEqual([0]);
  expect(pickBest(Float64Array.of(1, 2), 0)).toEqual([]);
});

test('any number of them are the first of all', () => {
  const scores = fc.array(fc.oneof(fc.constantFrom(0, 1, 2), fc.double({ noNaN: true })));
  fc.assert(
    fc.property(scores, fc.nat(10), (list, count) => {
      const places = list.map((_, place) => place);
      const all = places.sort(
        (a, b) => ((list[b] as number) < (list[a] as number) ? -1 : 1) * Number(list[a] !== list[b]) || a - b,
      );
      expect(pickBest(Float64Array.from(list), count)).toEqual(all.slice(0, count));
    }),
  );
});
