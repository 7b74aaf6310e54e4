import type { IndexData, IndexPart } from './build-index.ts';
import { listPosts, type MergeOrder, mergeSegments } from './merge-segments.ts';
import { inflate, packingOf } from './packing.ts';
import { removePosts } from './remove-posts.ts';
import { isMarked, makeBits, mark } from './segment/bits.ts';
import { countTexts } from './segment/texts.ts';
import { type Segment, type SegmentTables, wholePart } from './segment-tables.ts';

type Parts = IndexData['parts'];

/** Fewer posts are joined at each change: it takes a quarter of a second at most, and nothing is left to join. */
const WORTH_PARTS = 2_000;
/** Each part takes its share of every search. */
const MOST_PARTS = 8;
/** Parts of fewer posts are joined with what is new, in some 20 ms: else each change would make a part of its own. */
const SMALL_PART = 500;
/** All are joined when one post in so many has changed or gone: until then their old versions take room. */
const CHANGED_SHARE = 16;

/** Are so few posts joined at each change? */
export function isSmall(posts: number): boolean {
  return posts < WORTH_PARTS;
}

/** Is it worth it to join so many posts into one part? */
export function isWorthJoining(parts: readonly IndexPart[], posts: number): boolean {
  const removed = parts.reduce((sum, { removed }) => sum + removed.length, 0);
  const later = parts.slice(1).reduce((sum, { tables }) => sum + countTexts(tables.ids), 0);
  return removed + later > 0 && (isSmall(posts) || (removed + later) * CHANGED_SHARE > posts);
}

/**
 * The parts of an index of these posts: post `order.posts[n]` of segment `order.parts[n]`, where those of `before`
 * come first and the fresh ones follow. What changed is put into a part of its own, or all are joined into one when that
 * is worth it. O(words of fresh posts + posts), or O(words of all).
 *
 * @param onPost Told how many posts are joined.
 */
export function assembleParts(
  before: readonly IndexPart[],
  fresh: readonly SegmentTables[],
  order: MergeOrder,
  onPost?: (done: number) => void,
): Parts {
  const gone = before.map(({ tables }, part) => listLeftOut(tables, part, order));
  const freshParts = fresh.map((tables, n) =>
    removePosts(wholePart(tables), listLeftOut(tables, before.length + n, order), inflate),
  );
  const freshOrder = pickFresh(order, before.length);
  const packing = packingOf(order.posts.length);
  const [first, ...others] = before;
  if (first !== undefined) {
    const added = mergeSegments(freshParts, freshOrder, packing);
    const { parts } = changeParts([first, ...others], gone, added);
    if (!isWorthJoining(parts, order.posts.length)) return parts;
  }
  const kept = before.map((part, n) => removePosts(part, gone[n] as Uint32Array, inflate));
  return [wholePart(mergeSegments([...kept, ...freshParts], order, packing, onPost))];
}

export interface Changed {
  readonly parts: Parts;
  /** The part that is new, if there is one. */
  readonly first: number;
  /** What it is made of: its post n was post `posts[n]` of part `parts[n]`, where the fresh posts come behind the parts before. */
  readonly order: MergeOrder;
}

/**
 * Takes posts out of the parts of an index, and puts others in, as a part of their own. O(words of these posts +
 * terms + words of small parts).
 *
 * @param gone By part: all posts that are not there any more, ascending.
 */
export function changeParts(before: Parts, gone: readonly Uint32Array[], fresh: Segment): Changed {
  const kept = before.map((part, n) => removePosts(part, gone[n] as Uint32Array, inflate));
  const posts = [...Array(countTexts(fresh.ids)).keys()];
  const added = posts.length === 0 ? [] : [wholePart(fresh)];
  /** The first of the parts that are joined with what is new. */
  let first = kept.length;
  if (added.length > 0) {
    while (first > 1 && (first >= MOST_PARTS || countLive(kept[first - 1] as IndexPart) < SMALL_PART))
      first--;
  }
  if (first === kept.length) {
    const order = { parts: posts.map(() => first), posts };
    return { parts: [...kept, ...added] as unknown as Parts, first, order };
  }
  const later = [...kept, ...added].slice(first);
  const order = listPosts(later);
  const joined = mergeSegments(later, order, packingOf(order.posts.length));
  const parts = [...kept.slice(0, first), wholePart(joined)] as unknown as Parts;
  return { parts, first, order: { ...order, parts: Array.from(order.parts, (part) => part + first) } };
}

function countLive({ tables, removed }: IndexPart): number {
  return countTexts(tables.ids) - removed.length;
}

/** The posts of a segment that are not in the order. */
function listLeftOut({ ids }: SegmentTables, part: number, { parts, posts }: MergeOrder): Uint32Array {
  const count = countTexts(ids);
  const taken = makeBits(count);
  for (let place = 0; place < posts.length; place++) {
    if (parts[place] === part) mark(taken, posts[place] as number);
  }
  return Uint32Array.from({ length: count }, (_, post) => post).filter((post) => !isMarked(taken, post));
}

/** Of an order, what is of segments from `first` on, numbered from 0. */
function pickFresh({ parts, posts }: MergeOrder, first: number): MergeOrder {
  const places = Array.from(parts, (_, place) => place).filter((place) => (parts[place] as number) >= first);
  return {
    parts: places.map((place) => (parts[place] as number) - first),
    posts: places.map((place) => posts[place] as number),
  };
}
