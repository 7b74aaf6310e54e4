import { analysePosts } from '../analyse-posts.ts';
import { assembleParts, changeParts, isSmall, isWorthJoining } from '../assemble-index.ts';
import type { IndexData, StoredEvent } from '../build-index.ts';
import { listPosts, type MergeOrder, mergeSegments } from '../merge-segments.ts';
import { packingOf } from '../packing.ts';
import { type PostPlace, type SegmentTables, wholePart } from '../segment-tables.ts';
import { splitPassages } from '../split-passages.ts';
import type { Post } from '../types.ts';
import type { Look } from './content-keeper.ts';
import type { IndexedFile } from '../indexed-files.ts';
import { writeJson } from '../json-texts.ts';

export interface IndexBuilder {
  /** Takes an index for the last one that was built. @param files As `listIndexedFiles` lists them. */
  adopt(data: IndexData, files: readonly IndexedFile[]): void;
  /** Takes up what is otherwise than in the last index; it is held until an index is built of it. */
  take(difference: Pick<Look, 'posts' | 'removed'>): void;
  /** The index of the content: of posts that did not change, nothing is analysed. */
  build(look: Pick<Look, 'events' | 'synonyms' | 'digests'>): IndexData;
  /**
   * The last index that was built, with its parts joined into one, as `share` gives it; null when that is not worth it
   * yet. O(words of all).
   */
  join(share: (data: IndexData) => IndexData): IndexData | null;
}

/** Builds one index after the other, each O(text of new posts), and of fewer than 2,000 posts O(words of all). */
export function createIndexBuilder(): IndexBuilder {
  let last: IndexData | null = null;
  /** Of the posts of the last index, by their files. */
  const places = new Map<string, PostPlace>();
  /** Null for a post that is gone. */
  const pending = new Map<string, Post | null>();

  /** One part of all posts, in the order of their files; `fresh` is the one behind the last index's parts. */
  const joinAll = (
    fresh: readonly SegmentTables[],
    placeOf: ReadonlyMap<string, PostPlace>,
  ): IndexData['parts'] => {
    const files = [...placeOf.keys()].sort();
    const order = files.map((file) => placeOf.get(file) as PostPlace);
    const parts = assembleParts(last?.parts ?? [], fresh, {
      parts: order.map(({ part }) => part),
      posts: order.map(({ post }) => post),
    });
    places.clear();
    for (const [post, file] of files.entries()) places.set(file, { part: 0, post });
    return parts;
  };

  const change = (
    before: IndexData['parts'],
    fresh: readonly Post[],
    tables: SegmentTables,
  ): IndexData['parts'] => {
    const gone = before.map(({ removed }) => [...removed]);
    for (const file of pending.keys()) {
      const place = places.get(file);
      if (place !== undefined) (gone[place.part] as number[]).push(place.post);
    }
    const removed = gone.map((posts) => Uint32Array.from(posts).sort());
    const whole = [wholePart(tables)];
    const segment = mergeSegments(whole, listPosts(whole), packingOf(fresh.length));
    const { parts, first, order } = changeParts(before, removed, segment);
    for (const file of pending.keys()) places.delete(file);
    for (const [post, { file }] of fresh.entries()) places.set(file, { part: before.length, post });
    if (first < before.length) follow(first, order);
    return parts;
  };

  /** Notes where the posts are that are now in part `first`. */
  const follow = (first: number, { parts, posts }: MergeOrder) => {
    const numbers = new Map(
      Array.from(posts, (post, number) => [`${parts[number]}#${post}`, number] as const),
    );
    for (const [file, { part, post }] of places) {
      if (part >= first) places.set(file, { part: first, post: numbers.get(`${part}#${post}`) as number });
    }
  };

  return {
    adopt(data, files) {
      last = data;
      for (const found of files) if ('place' in found) places.set(found.file, found.place);
    },
    take({ posts, removed }) {
      for (const file of removed) pending.set(file, null);
      for (const post of posts) pending.set(post.file, post);
    },
    build({ events, synonyms, digests }) {
      const stored = events.map((event): StoredEvent => ({ event, hash: digests.get(event.file) ?? '' }));
      const texts = { events: writeJson(stored), synonyms: writeJson(synonyms) };
      if (last !== null && pending.size === 0) {
        last = { ...last, ...texts };
        return last;
      }
      const fresh = [...pending.values()].filter((post) => post !== null).sort(byFile);
      const count = [...pending.keys()].reduce(
        (sum, file) => sum - (places.has(file) ? 1 : 0),
        places.size + fresh.length,
      );
      const { deflate } = packingOf(count);
      const tables = analysePosts(fresh, { hashes: digests, deflate, cut: splitPassages });
      if (last === null || isSmall(count)) {
        const part = last?.parts.length ?? 0;
        const unchanged = [...places].filter(([file]) => !pending.has(file));
        const added = fresh.map(({ file }, post) => [file, { part, post }] as const);
        last = { parts: joinAll([tables], new Map([...unchanged, ...added])), ...texts };
      } else {
        last = { parts: change(last.parts, fresh, tables), ...texts };
      }
      pending.clear();
      return last;
    },
    join(share) {
      if (last === null || !isWorthJoining(last.parts, places.size)) return null;
      last = share({ ...last, parts: joinAll([], new Map(places)) });
      return last;
    },
  };
}

function byFile(a: Post, b: Post): number {
  return a.file < b.file ? -1 : 1;
}
