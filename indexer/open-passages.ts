import { findPart, type OpenPosts } from './open-posts.ts';
import type { OpenSegment } from './open-segment.ts';
import type { PostPlace } from './segment-tables.ts';
import { type PassageSource, readPassage, StoredPassage } from './stored-passages.ts';
import type { Passage } from './types.ts';

/** Passages that are kept once they were read, some 3 KB each; when there are more, all begin anew. */
const MOST_KEPT = 3_000;

/** All passages, by number: those of the second segment follow those of the first. */
export function openPassages(segments: readonly OpenSegment[], posts: OpenPosts) {
  const firsts: number[] = [];
  const all: Passage[] = [];
  const kept = new Map<number, Passage>();
  for (const [part, { tables, texts }] of segments.entries()) {
    const first = all.length;
    firsts.push(first);
    const source: PassageSource = {
      postOf: (number) => posts.idOf(part, tables.passages.post[number - first] as number),
      read(number) {
        let passage = kept.get(number);
        if (passage === undefined) {
          if (kept.size >= MOST_KEPT) kept.clear();
          passage = readPassage(tables, texts, number - first, source.postOf(number));
          kept.set(number, passage);
        }
        return passage;
      },
    };
    const count = tables.passages.post.length;
    for (let own = 0; own < count; own++) all.push(new StoredPassage(first + own, source));
  }
  return {
    all,
    firsts,
    find(number: number): PostPlace | undefined {
      if (!(number >= 0 && number < all.length)) return undefined;
      const part = findPart(firsts, number);
      const { passages } = (segments[part] as OpenSegment).tables;
      return { part, post: passages.post[number - (firsts[part] as number)] as number };
    },
    postOf(number: number): number {
      const part = findPart(firsts, number);
      const { post } = (segments[part] as OpenSegment).tables.passages;
      return (posts.firsts[part] as number) + (post[number - (firsts[part] as number)] as number);
    },
    rangeOf({ part, post }: PostPlace): readonly [first: number, end: number] {
      const own = (segments[part] as OpenSegment).firsts;
      const first = firsts[part] as number;
      return [first + (own[post] as number), first + (own[post + 1] as number)];
    },
  };
}
