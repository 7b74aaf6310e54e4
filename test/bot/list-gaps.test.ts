import { expect, test, vi } from 'vitest';
import type { Gap } from '../../bot/gaps/types.ts';
import { gapLister } from '../../bot/list-gaps.ts';

const gap = (id: number, question: string): Gap => ({
  id,
  question,
  earlier: null,
  reason: 'declined',
  place: 'web',
  times: 1,
  first: '2017-05-26T10:00:00Z',
  last: '2017-05-26T10:00:00Z',
});

test('a list that took long is given again for ten times as long', () => {
  let now = 0;
  const clock = vi.spyOn(performance, 'now').mockImplementation(() => now);
  let made = 0;
  const list = gapLister({
    open() {
      made++;
      now += 100;
      return [gap(1, 'how do I bake bread?')];
    },
  });
  expect(list().map(({ question }) => question)).toEqual(['how do I bake bread?']);
  now += 999;
  expect([list().length, made]).toEqual([1, 1]);
  now += 1;
  expect([list().length, made]).toEqual([1, 2]);
  clock.mockRestore();
});

test('a thousand questions made to be half alike are grouped in bounded time', () => {
  const words = (from: number) => Array.from({ length: 40 }, (_, n) => `w${from + n}x`).join(' ');
  const gaps = Array.from({ length: 1_000 }, (_, n) => gap(n, `${words(0)} ${words(1_000 * (n + 1))}`));
  const start = performance.now();
  expect(gapLister({ open: () => gaps })().length).toBeGreaterThan(0);
  expect(performance.now() - start).toBeLessThan(5_000);
});
