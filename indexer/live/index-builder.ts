import { analysePosts } from '../analyse-posts.ts';
import { assembleParts } from '../assemble-index.ts';
import { type IndexData, type IndexPart, type StoredEvent, writeJson } from '../build-index.ts';
import { packingOf } from '../packing.ts';
import { countTexts } from '../segment/texts.ts';
import type { SegmentTables } from '../segment-tables.ts';
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

/** Parts of fewer posts are joined with what is new, in some 20 ms: else each change would make a part of its own. */
const SMALL_PART = 500;

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

      const all = parts ?? [];
      const kept = all.filter((part, number) => number === 0 || !isSmall(part));
      const small = all.filter((part) => !kept.includes(part));
      /** By the number that a part had, the one that it has among those that are kept, or behind them. */
      const numbers = all.map((part) => [...kept, ...small].indexOf(part));
      const fresh = [...pending.values()].filter((post) => post !== null).sort(byFile);
      const added = new Map(fresh.map(({ file }, post) => [file, { part: all.length, post }]));
      const unchanged = [...places.keys()].filter((file) => !pending.has(file));
      const files = [...unchanged, ...added.keys()].sort();
      const order: { parts: number[]; posts: number[] } = { parts: [], posts: [] };
      for (const file of files) {
        const { part, post } = (added.get(file) ?? places.get(file)) as PostPlace;
        order.parts.push(numbers[part] ?? part);
        order.posts.push(post);
      }
      const segments = small.map(({ tables }): SegmentTables => tables);
      if (fresh.length > 0) {
        const { deflate } = packingOf(files.length);
        segments.push(analysePosts(fresh, { hashes: digests, deflate, cut: splitPassages }));
      }
      parts = assembleParts(kept, segments, order);

      const isJoined = parts[0].tables !== kept[0]?.tables;
      let next = 0;
      places.clear();
      for (const [place, file] of files.entries()) {
        const [part, post] = [order.parts[place] as number, order.posts[place] as number];
        const isMoved = isJoined || part >= kept.length;
        places.set(file, isMoved ? { part: isJoined ? 0 : kept.length, post: next++ } : { part, post });
      }
      pending.clear();
      return { parts, ...texts };
    },
  };
}

function isSmall({ tables }: IndexPart): boolean {
  return countTexts(tables.ids) < SMALL_PART;
}

function byFile(a: Post, b: Post): number {
  return a.file < b.file ? -1 : 1;
}
