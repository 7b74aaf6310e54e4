import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { readInterval } from '../../../bot/sync/read-interval.ts';
import { syncOnSchedule } from '../../../bot/sync/sync-on-schedule.ts';

beforeEach(() => void vi.useFakeTimers());
afterEach(() => void vi.useRealTimers());

const MINUTE = 60_000;

test.each([
  ['15m', 15 * MINUTE],
  ['1h', 60 * MINUTE],
  ['2d', 2 * 24 * 60 * MINUTE],
  ['1 h', null],
  ['-1h', null],
  ['1w', null],
])('an interval of %j is %j milliseconds', (text, milliseconds) => {
  expect(readInterval(text)).toBe(milliseconds);
});

test('runs after a part of the first wait, then at intervals give or take a tenth, and never twice at a time', async () => {
  const begun: number[] = [];
  const start = Date.now();
  const chances = [0.5, 0, 1, 0.5];
  const schedule = syncOnSchedule({
    every: 60 * MINUTE,
    first: MINUTE,
    random: () => chances.shift() ?? 0.5,
    log: () => undefined,
    async run() {
      begun.push((Date.now() - start) / MINUTE);
      await new Promise((resolve) => setTimeout(resolve, 100 * MINUTE));
    },
  });
  await vi.advanceTimersByTimeAsync(400 * MINUTE);
  // 0.5; 100 for the run and 0.9 * 60; 100 and 1.1 * 60.
  expect(begun).toEqual([0.5, 154.5, 320.5]);
  const stopping = schedule.stop();
  await vi.advanceTimersByTimeAsync(400 * MINUTE);
  await stopping;
  expect(begun).toHaveLength(3);
});

test('a run that fails is told, and the next one comes', async () => {
  const lines: string[] = [];
  let runs = 0;
  const schedule = syncOnSchedule({
    every: 60 * MINUTE,
    first: MINUTE,
    random: () => 0.5,
    log: (line) => lines.push(line),
    run: () => Promise.reject(new Error(`run ${++runs}`)),
  });
  await vi.advanceTimersByTimeAsync(65 * MINUTE);
  expect(lines).toEqual(['sync: run 1', 'sync: run 2']);
  await schedule.stop();
});

test('stopping ends the run at hand', async () => {
  let wasEnded = false;
  const schedule = syncOnSchedule({
    every: 60 * MINUTE,
    first: 0,
    random: () => 0,
    log: () => undefined,
    run: (signal) =>
      new Promise((_, reject) =>
        signal.addEventListener('abort', () => {
          wasEnded = true;
          reject(signal.reason);
        }),
      ),
  });
  await vi.advanceTimersByTimeAsync(1);
  await schedule.stop();
  expect(wasEnded).toBe(true);
});
