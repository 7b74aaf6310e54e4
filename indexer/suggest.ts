const longestWord = 64;

/**
 * The candidate that `word` was most likely meant to be, or `null` when none is near: at most one slip
 * (a letter missing, added, changed, or two neighbours swapped) for every three letters, case aside.
 * Of equally near candidates the first is given.
 */
export function suggest(word: string, candidates: Iterable<string>): string | null {
  if (word.length > longestWord) return null;
  const wanted = word.toLowerCase();
  let nearest: string | null = null;
  let fewest = Math.max(1, Math.floor(word.length / 3)) + 1;
  for (const candidate of candidates) {
    if (Math.abs(candidate.length - word.length) >= fewest) continue;
    const slips = countSlips(wanted, candidate.toLowerCase());
    if (slips < fewest && slips < candidate.length) {
      nearest = candidate;
      fewest = slips;
    }
  }
  return nearest;
}

/** Optimal string alignment: edits from `a` to `b`, a swap of neighbours being one. */
export function countSlips(a: string, b: string): number {
  let beforeLast: number[] = [];
  let last = Array.from({ length: b.length + 1 }, (_, column) => column);
  for (let row = 1; row <= a.length; row++) {
    const now = [row];
    for (let column = 1; column <= b.length; column++) {
      const same = a[row - 1] === b[column - 1];
      let least = Math.min(
        at(last, column) + 1,
        at(now, column - 1) + 1,
        at(last, column - 1) + (same ? 0 : 1),
      );
      const swapped = row > 1 && column > 1 && a[row - 1] === b[column - 2] && a[row - 2] === b[column - 1];
      if (swapped) least = Math.min(least, at(beforeLast, column - 2) + 1);
      now.push(least);
    }
    beforeLast = last;
    last = now;
  }
  return at(last, b.length);
}

function at(row: readonly number[], column: number): number {
  return row[column] ?? Number.POSITIVE_INFINITY;
}
