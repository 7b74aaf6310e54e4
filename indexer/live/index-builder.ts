import { analysePosts } from '../analyse-posts.ts';
import { assembleParts } from '../assemble-index.ts';
import { type IndexData, type StoredEvent, writeJson } from '../build-index.ts';
import { packingOf } from '../packing.ts';
import { splitPassages } from '../split-passages.ts';
import type { Post } from '../types.ts';
import type { Look } from './content-keeper.ts';
import type { IndexedFile, PostPlace } from './indexed-files.ts';

export interface IndexBuilder {
  /** Takes an index for the last one that was built. @param files As `listIndexedFiles` lists them. */
  adopt(data: IndexData, files: readonly IndexedFile[]): void;
  /** Takes up what is otherwise than in the last index; it is held until an index is built of it. */
  take(difference: Pick<Look, 'posts' | 'removed'>): void;
  /** The index of the content: of posts that did not change, nothing is analysed. */
  build(look: Pick<Look, 'events' | 'synonyms' | 'digests'>): IndexData;
}

/** Builds one index after the other. O(text of new posts + posts), and now and then O(words of all). */
export function createIndexBuilder(): IndexBuilder {
  let parts: IndexData['parts'] | null = null;
  /** Of the posts of the last index, by their files. */
  const places = new Map<string, PostPlace>();
  /** Null for a post that is gone. */
  const pending = new Map<string, Post | null>();
  return {
    adopt(data, files) {
      parts = data.parts;
      for (const found of files) if ('place' in found) places.set(found.file, found.place);
    },
    take({ posts, removed }) {
      for (const file of removed) pending.set(file, null);
      for (const post of posts) pending.set(post.file, post);
    },
    build({ events, synonyms, digests }) {
      const stored = events.map((event): StoredEvent => ({ event, hash: digests.get(event.file) ?? '' }));
      const texts = { events: writeJson(stored), synonyms: writeJson(synonyms) };
      if (parts !== null && pending.size === 0) return { parts, ...texts };

      const before = parts ?? [];
      const fresh = [...pending.values()].filter((post) => post !== null).sort(byFile);
      const unchanged = [...places.keys()].filter((file) => !pending.has(file));
      const files = [...unchanged, ...fresh.map(({ file }) => file)].sort();
      const added = new Map(fresh.map(({ file }, post) => [file, { part: before.length, post }]));
      const order = files.map((file) => (added.get(file) ?? places.get(file)) as PostPlace);
      const { deflate } = packingOf(files.length);
      const segments =
        fresh.length === 0 ? [] : [analysePosts(fresh, { hashes: digests, deflate, cut: splitPassages })];
      parts = assembleParts(before, segments, {
        parts: order.map(({ part }) => part),
        posts: order.map(({ post }) => post),
      });

      // Parts that stay keep their places; one that is new holds its posts in the order given.
      const isJoined = parts[0].tables !== before[0]?.tables;
      const moved = isJoined ? files : files.filter((file) => added.has(file));
      for (const file of pending.keys()) places.delete(file);
      for (const [post, file] of moved.entries()) {
        places.set(file, { part: isJoined ? 0 : before.length, post });
      }
      pending.clear();
      return { parts, ...texts };
    },
  };
}

function byFile(a: Post, b: Post): number {
  return a.file < b.file ? -1 : 1;
}
