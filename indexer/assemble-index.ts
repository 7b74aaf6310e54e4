import type { IndexData, IndexPart } from './build-index.ts';
import { type MergeOrder, mergeSegments } from './merge-segments.ts';
import { packingOf } from './packing.ts';
import { isMarked, makeBits, mark } from './segment/bits.ts';
import { removePosts } from './remove-posts.ts';
import { countTexts } from './segment/texts.ts';
import { type SegmentPart, type SegmentTables, wholePart } from './segment-tables.ts';

/** Fewer posts are joined at once: it takes a quarter of a second at most, and nothing is left to join. */
const WORTH_PARTS = 2_000;
/** More parts are joined: each takes its share of every search. */
const MOST_PARTS = 8;
/** Joined when one post in so many has changed or gone: until then their old versions take room. */
const CHANGED_SHARE = 16;

/** Are so many parts, and so many changed or removed posts among all, worth being joined? */
function isWorthJoining(parts: number, changed: number, posts: number): boolean {
  return posts < WORTH_PARTS || parts > MOST_PARTS || changed * CHANGED_SHARE > posts;
}

/**
 * The parts of an index of these posts: post `order.posts[n]` of segment `order.parts[n]`, where those of `before`
 * come first and the fresh ones follow. What changed is put into a part of its own and taken out of the others, which
 * costs O(words of fresh posts + posts); all are joined into one, O(words of all), when that is worth it.
 *
 * @param mayJoin Whether they may be, however many parts there are.
 * @param onPost Told how many posts are joined.
 */
export function assembleParts(
  before: readonly IndexPart[],
  fresh: readonly SegmentTables[],
  order: MergeOrder,
  mayJoin = true,
  onPost?: (done: number) => void,
): IndexData['parts'] {
  const count = order.posts.length;
  const packing = packingOf(count);
  const all = [...before, ...fresh.map((tables) => wholePart(tables))].map((part, n) =>
    removePosts(part, listLeftOut(part, n, order), packing.inflate),
  );
  const [kept, added] = [all.slice(0, before.length) as IndexPart[], all.slice(before.length)];
  const freshOrder = pickFresh(order, before.length);
  const changed =
    kept.reduce((sum, { removed }) => sum + removed.length, 0) +
    kept.slice(1).reduce((sum, { tables }) => sum + countTexts(tables.ids), 0) +
    freshOrder.posts.length;
  const isKept =
    kept.length > 0 && !(mayJoin && changed > 0 && isWorthJoining(kept.length + 1, changed, count));
  if (!isKept) return [wholePart(mergeSegments(all, order, packing, onPost))];
  if (freshOrder.posts.length === 0) return kept as unknown as IndexData['parts'];
  return [...kept, wholePart(mergeSegments(added, freshOrder, packing))] as unknown as IndexData['parts'];
}

/** The posts of a segment that are not in the order. */
function listLeftOut(
  { tables: { ids } }: SegmentPart,
  part: number,
  { parts, posts }: MergeOrder,
): Uint32Array {
  const count = countTexts(ids);
  const taken = makeBits(count);
  for (let place = 0; place < posts.length; place++)
    if (parts[place] === part) mark(taken, posts[place] as number);
  return Uint32Array.from({ length: count }, (_, post) => post).filter((post) => !isMarked(taken, post));
}

/** Of an order, what is of segments that come behind the first `before`, numbered from 0 on. */
function pickFresh({ parts, posts }: MergeOrder, before: number): MergeOrder {
  const places = Array.from(parts, (_, place) => place).filter((place) => (parts[place] as number) >= before);
  return {
    parts: places.map((place) => (parts[place] as number) - before),
    posts: places.map((place) => posts[place] as number),
  };
}
