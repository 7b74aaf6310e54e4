import { analysePosts } from '../analyse-posts.ts';
import { type IndexData, indexAnalysis, withoutText } from '../build-index.ts';
import { AnalysisJoiner } from '../join-analyses.ts';
import type { Content, Post } from '../types.ts';

export interface IndexBuilder {
  /** Takes an index that was made of these posts, in this order, for the last one that was built. */
  adopt(data: IndexData, posts: readonly Post[]): void;
  /** The index of the content: of posts that the last one holds, as objects, nothing is analysed. */
  build(
    content: Pick<Content, 'posts' | 'events'>,
    synonyms: readonly (readonly string[])[],
    digests: ReadonlyMap<string, string>,
  ): IndexData;
}

/** Builds one index after the other. O(text of new posts + words of all). */
export function createIndexBuilder(): IndexBuilder {
  let last: IndexData | null = null;
  let numbers: ReadonlyMap<Post, number> = new Map();
  const adopt = (data: IndexData, posts: readonly Post[]) => {
    last = data;
    numbers = new Map(posts.map((post, number) => [post, number]));
  };
  return {
    adopt,
    build({ posts, events }, synonyms, digests) {
      const fresh = posts.filter((post) => !numbers.has(post));
      const joiner = new AnalysisJoiner();
      const addKnown = last === null ? () => undefined : joiner.from(last);
      const addFresh = joiner.from(analysePosts(fresh));
      const places = new Map(fresh.map((post, number) => [post, number]));
      for (const post of posts) {
        const known = numbers.get(post);
        if (known === undefined) addFresh(places.get(post) as number);
        else addKnown(known);
      }
      const files = [...events, ...posts].map(({ file }) => ({ file, hash: digests.get(file) ?? '' }));
      const data = indexAnalysis(joiner.finish(), events.map(withoutText), synonyms, files);
      adopt(data, posts);
      return data;
    },
  };
}
