import { expect, test } from 'vitest';
import { createProgressBar } from '../../bot/progress-bar.ts';

/** Draws on a terminal of so many columns, each step at its time in ms; gives what was written. */
function draw(columns: number | undefined, steps: readonly [at: number, done: number, total: number][]) {
  const written: string[] = [];
  let now = 0;
  const write = (text: string | Uint8Array) => written.push(String(text)) > 0;
  const terminal = { write, ...(columns === undefined ? {} : { columns }) };
  const bar = createProgressBar('Indexing', terminal, () => now);
  for (const [at, done, total] of steps) {
    now = at;
    bar.update(done, total);
  }
  bar.stop();
  return written;
}
const CLEAR = '\r\u001b[K';

test('a bar shows count, rate and time left, counted from the first step', () => {
  expect(
    draw(100, [
      [5_000, 0, 1_000],
      [7_000, 500, 1_000],
      [9_000, 750, 1_000],
    ]),
  ).toEqual([
    `${CLEAR}Indexing ████████████░░░░░░░░░░░░ 500/1000, 250 a second, 2 s left`,
    `${CLEAR}Indexing ██████████████████░░░░░░ 750/1000, 188 a second, 2 s left`,
    CLEAR,
  ]);
});

test('a bar is not drawn for quick work, nor more often than eyes can follow', () => {
  expect(
    draw(100, [
      [0, 0, 10],
      [90, 9, 10],
    ]),
  ).toEqual([]);
  const steps = Array.from({ length: 1_000 }, (_, n) => [n, n, 1_000] as [number, number, number]);
  expect(draw(100, steps)).toHaveLength(9 + 1);
});

test('a bar tells no rate of what has not moved, and long times in minutes', () => {
  expect(
    draw(undefined, [
      [0, 0, 3_000],
      [1_000, 0, 3_000],
      [2_000, 8, 3_000],
      [3_000, 0, 0],
    ]),
  ).toEqual([
    `${CLEAR}Indexing ░░░░░░░░░░░░░░░░░░░░░░░░ 0/3000`,
    `${CLEAR}Indexing ░░░░░░░░░░░░░░░░░░░░░░░░ 8/3000, 4.0 a second, 13 min left`,
    CLEAR,
  ]);
});

test('a bar stays on one line of a narrow terminal', () => {
  const [line = ''] = draw(20, [
    [0, 0, 10],
    [1_000, 5, 10],
  ]);
  expect(line.slice(CLEAR.length)).toBe('Indexing ██████████');
});
