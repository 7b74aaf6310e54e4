import type { PostInfo } from './build-index.ts';
import type { OpenSegment } from './open-segment.ts';
import { type Bits, isMarked, makeBits, mark } from './segment/bits.ts';
import { countTexts, textAt } from './segment/texts.ts';
import type { PostPlace, StoredPost } from './segment-tables.ts';
import type { PostId } from './types.ts';

/** Posts that are kept once they were read, about 1 KB each; when there are more, all begin anew. */
const MOST_KEPT = 5_000;

export type OpenPosts = ReturnType<typeof openPosts>;

/** The posts that are there. Which id a post has is noted when it is looked at; all are only when an unknown one is asked for. */
export function openPosts(segments: readonly OpenSegment[]) {
  const places = new Map<PostId, PostPlace>();
  const ids = segments.map(({ tables }) => new Array<PostId | undefined>(countTexts(tables.ids)));
  const firsts = sumUp(ids.map(({ length }) => length));
  const removed = segments.map(({ gonePosts }, part): Bits | null => {
    if (gonePosts.length === 0) return null;
    const bits = makeBits((ids[part] as unknown[]).length);
    for (const post of gonePosts) mark(bits, post);
    return bits;
  });
  const isThere = (part: number, post: number) => !(removed[part] && isMarked(removed[part], post));
  const idOf = (part: number, post: number): PostId => {
    const known = ids[part] as (PostId | undefined)[];
    let id = known[post];
    if (id === undefined) {
      id = textAt((segments[part] as OpenSegment).tables.ids, post) as PostId;
      known[post] = id;
      if (isThere(part, post)) places.set(id, { part, post });
    }
    return id;
  };
  let isComplete = false;
  const find = (id: PostId): PostPlace | undefined => {
    if (!places.has(id) && !isComplete) {
      isComplete = true;
      for (const [part, known] of ids.entries()) for (const post of known.keys()) idOf(part, post);
    }
    return places.get(id);
  };
  const readStored = ({ part, post }: PostPlace) =>
    JSON.parse((segments[part] as OpenSegment).posts.text(post)) as StoredPost;
  const readPost = (place: PostPlace): PostInfo => {
    const { supersededBy, ...post } = readStored(place);
    const successor = supersededBy === null ? undefined : find(supersededBy);
    const title = successor && readStored(successor).title;
    return {
      ...post,
      supersededBy: supersededBy === null || title === undefined ? null : { id: supersededBy, title },
    };
  };
  const kept = new Map<PostId, PostInfo>();
  let all: readonly PostInfo[] | null = null;
  return {
    /** The number of the first post of each segment; its others follow. */
    firsts,
    locate(number: number): [part: number, post: number] {
      const part = findPart(firsts, number);
      return [part, number - (firsts[part] as number)];
    },
    count: segments.reduce(
      (sum, { gonePosts }, part) => sum + (ids[part] as unknown[]).length - gonePosts.length,
      0,
    ),
    idOf,
    find,
    read(id: PostId): PostInfo {
      let post = kept.get(id);
      const place = post === undefined ? find(id) : undefined;
      if (place !== undefined) {
        if (kept.size >= MOST_KEPT) kept.clear();
        post = readPost(place);
        kept.set(id, post);
      }
      return post as PostInfo;
    },
    all() {
      all ??= segments.flatMap((_, part) =>
        [...(ids[part] as unknown[]).keys()]
          .filter((post) => isThere(part, post))
          .map((post) => readPost({ part, post })),
      );
      return all;
    },
  };
}

/** How much comes before each. */
function sumUp(lengths: readonly number[]): number[] {
  let sum = 0;
  return lengths.map((length) => {
    sum += length;
    return sum - length;
  });
}

/** The last part that begins at or before `number`. */
export function findPart(firsts: readonly number[], number: number): number {
  let part = firsts.length - 1;
  while (part > 0 && (firsts[part] as number) > number) part--;
  return part;
}
