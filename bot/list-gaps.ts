import { type GapGroup, groupGaps } from './gaps/group-gaps.ts';
import type { GapTable } from './store/gaps.ts';

/** A list is good for so many times as long as it took to make. */
const REST = 10;

/** Lists the open gaps in groups. Anybody may ask for it as often as they like: it takes a tenth of the time at most. */
export function gapLister(gaps: Pick<GapTable, 'open'>): () => readonly GapGroup[] {
  let list: readonly GapGroup[] = [];
  let goodUntil = Number.NEGATIVE_INFINITY;
  return () => {
    const start = performance.now();
    if (start >= goodUntil) {
      list = groupGaps(gaps.open());
      const end = performance.now();
      goodUntil = end + REST * (end - start);
    }
    return list;
  };
}
