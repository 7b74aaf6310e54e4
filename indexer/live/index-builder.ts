import { analysePosts } from '../analyse-posts.ts';
import { assembleParts } from '../assemble-index.ts';
import { type IndexData, type IndexPart, type StoredEvent, withoutText, writeJson } from '../build-index.ts';
import { listPosts } from '../merge-segments.ts';
import { packingOf } from '../packing.ts';
import { textAt } from '../segment/texts.ts';
import { splitPassages } from '../split-passages.ts';
import type { Content, Post } from '../types.ts';

export interface IndexBuilder {
  /** Takes an index that was made of these posts for the last one that was built. */
  adopt(data: IndexData, posts: readonly Post[]): void;
  /** The index of the content: of posts that the last one holds, as objects, nothing is analysed. */
  build(
    content: Pick<Content, 'posts' | 'events'>,
    synonyms: readonly (readonly string[])[],
    digests: ReadonlyMap<string, string>,
  ): IndexData;
}

interface Place {
  readonly part: number;
  readonly post: number;
}

/** Builds one index after the other. O(text of new posts + posts), and now and then O(words of all). */
export function createIndexBuilder(): IndexBuilder {
  let last: IndexData | null = null;
  let places: ReadonlyMap<Post, Place> = new Map();
  const adopt = (data: IndexData, posts: readonly Post[]) => {
    const { parts, posts: numbers } = listPosts(data.parts);
    const found = new Map(
      Array.from(numbers, (post, n) => {
        const part = parts[n] as number;
        return [textAt((data.parts[part] as IndexPart).tables.ids, post), { part, post }] as const;
      }),
    );
    last = data;
    places = new Map(
      posts.flatMap((post) => (found.has(post.id) ? [[post, found.get(post.id) as Place]] : [])),
    );
  };
  return {
    adopt,
    build({ posts, events }, synonyms, digests) {
      const fresh = posts.filter((post) => !places.has(post));
      const before = last?.parts ?? [];
      const numbers = new Map(fresh.map((post, number) => [post, number]));
      const placesNow = posts.map(
        (post) => places.get(post) ?? { part: before.length, post: numbers.get(post) as number },
      );
      const parts = assembleParts(
        before,
        fresh.length === 0
          ? []
          : [
              analysePosts(fresh, {
                hashes: digests,
                deflate: packingOf(posts.length).deflate,
                cut: splitPassages,
              }),
            ],
        { parts: placesNow.map(({ part }) => part), posts: placesNow.map(({ post }) => post) },
      );
      const stored = events.map(
        (event): StoredEvent => ({ event: withoutText(event), hash: digests.get(event.file) ?? '' }),
      );
      const data = { parts, events: writeJson(stored), synonyms: writeJson(synonyms) };
      adopt(data, posts);
      return data;
    },
  };
}
