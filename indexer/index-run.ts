import { keepFirsts } from './keep-firsts.ts';
import { readRun } from './text-pipeline.ts';

/** What a run (see `cutRuns`) means to the index. */
export interface IndexedRun {
  /** Those that are indexed, in order. */
  readonly terms: readonly string[];
  /** Whether there is no term at all, not even one that isn't indexed. */
  readonly isEmpty: boolean;
  /** The one that is the run as written; `null` when it is not indexed, or too long to be one. */
  readonly word: string | null;
  /** Whether that one is written with a capital. */
  readonly hasCapital: boolean;
}

/** Words too frequent to find anything by; a question never looks them up either. */
const UNINDEXED = new Set(
  'a an and are as at be but by for if in into is it of on or such that the their then there these they this to was were will with'.split(
    ' ',
  ),
);

/** Reads a run. O(run), and far less for one that comes up often. */
export const indexRun = keepFirsts((run: string): IndexedRun => {
  const tokens = readRun(run);
  const indexed = tokens.filter(({ term }) => !UNINDEXED.has(term));
  const whole = indexed.find(({ role }) => role === 'word');
  return {
    terms: indexed.map(({ term }) => term),
    isEmpty: tokens.length === 0,
    word: whole?.term ?? null,
    hasCapital: whole !== undefined && /\p{Lu}/u.test(run.slice(whole.start, whole.end)),
  };
});
