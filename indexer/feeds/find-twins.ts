import type { TextMarks } from './text-marks.ts';

/** The share of its runs of words that a text must have in common with another to be the same article. */
const ALIKE = 0.8;
/** Sampled runs below which a text is too short to be judged so. */
const LEAST_SHINGLES = 6;
/** Texts that hold a run; one that more have is boilerplate. */
const MOST_HOLDERS = 50;

/** Finds texts that are the same but for small changes. */
export interface TwinFinder<T> {
  add(holder: T, marks: TextMarks): void;
  /** Those with the same words exactly. */
  findEqual(marks: TextMarks): readonly T[];
  /** The one most alike, if it is alike enough and `accepts` it. */
  findAlike(marks: TextMarks, accepts: (holder: T) => boolean): T | null;
}

/** An inverted index of sampled runs of words; a look-up costs some 50 steps a run at most. */
export function createTwinFinder<T>(): TwinFinder<T> {
  const byDigest = new Map<string, T[]>();
  const byShingle = new Map<number, T[]>();
  const sizes = new Map<T, number>();
  return {
    add(holder, { digest, shingles }) {
      byDigest.set(digest, [...(byDigest.get(digest) ?? []), holder].slice(0, MOST_HOLDERS));
      sizes.set(holder, shingles.size);
      for (const shingle of shingles) {
        const holders = byShingle.get(shingle);
        if (holders === undefined) byShingle.set(shingle, [holder]);
        else if (holders.length <= MOST_HOLDERS) holders.push(holder);
      }
    },
    findEqual: ({ digest }) => byDigest.get(digest) ?? [],
    findAlike({ shingles }, accepts) {
      if (shingles.size < LEAST_SHINGLES) return null;
      const shared = new Map<T, number>();
      for (const shingle of shingles) {
        const holders = byShingle.get(shingle) ?? [];
        if (holders.length > MOST_HOLDERS) continue;
        for (const holder of holders) shared.set(holder, (shared.get(holder) ?? 0) + 1);
      }
      let best: T | null = null;
      let most = 0;
      for (const [holder, count] of shared) {
        const share = count / Math.max(shingles.size, sizes.get(holder) ?? 0);
        if (share < ALIKE || share <= most || !accepts(holder)) continue;
        [best, most] = [holder, share];
      }
      return best;
    },
  };
}
