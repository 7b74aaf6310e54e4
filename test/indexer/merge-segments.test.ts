import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { buildIndex } from '../../indexer/build-index.ts';
import { listPosts, mergeSegments } from '../../indexer/merge-segments.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { inflate, packingOf, unpackIndex } from '../../indexer/packing.ts';
import { readContent } from '../../indexer/read-content.ts';
import { removePosts } from '../../indexer/remove-posts.ts';
import { type Segment, wholePart } from '../../indexer/segment-tables.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import type { Post } from '../../indexer/types.ts';
import { UNPACKED } from '../../indexer/unpacked.ts';

const { posts } = await readContent('content');
const analyse = (posts: readonly Post[]) => analysePosts(posts, { cut: splitPassages });
const build = (posts: readonly Post[]): Segment => buildIndex({ posts, events: [] }, []).parts[0].tables;

/** For each post: in which of three segments it is, and whether it is still there. */
const places = fc.array(fc.tuple(fc.nat(2), fc.boolean()), {
  minLength: posts.length,
  maxLength: posts.length,
});

describe('segments that are joined', () => {
  test('are as if their posts had been read together, byte for byte, but for those that were removed', () => {
    const isTheSame = (places: readonly (readonly [number, boolean])[]) => {
      const held = [0, 1, 2].map((part) => posts.filter((_, number) => places[number]?.[0] === part));
      const isThere = (post: Post) => places[posts.indexOf(post)]?.[1] === true;
      const parts = held.map((held) => {
        const removed = [...held.keys()].filter((number) => !isThere(held[number] as Post));
        return removePosts(wholePart(analyse(held)), Uint32Array.from(removed), inflate);
      });
      const there = posts.filter(isThere);
      const partOf = there.map((post) => held.findIndex((held) => held.includes(post)));
      const order = {
        parts: partOf,
        posts: there.map((post, place) => (held[partOf[place] as number] as Post[]).indexOf(post)),
      };
      expect(mergeSegments(parts, order, UNPACKED)).toEqual(build(there));
    };
    fc.assert(fc.property(places, isTheSame), { numRuns: 5 });
  });

  test('are nothing when they hold nothing', () => {
    expect(mergeSegments([], { parts: [], posts: [] }, UNPACKED)).toEqual(build([]));
  });

  test('say the same when their texts are deflated, and joined again', () => {
    const packing = packingOf(100_000);
    const halves = [posts.slice(0, 20), posts.slice(20)].map((half) =>
      wholePart(analysePosts(half, { cut: splitPassages, deflate: packing.deflate ?? null })),
    );
    const packed = mergeSegments(halves, listPosts(halves), packing);
    expect(packed.texts.bytes.length).toBeLessThan(build(posts).texts.bytes.length / 2);
    const data = { ...buildIndex({ posts: [], events: [] }, []), parts: [wholePart(packed)] as const };
    const index = openIndex(data, inflate);
    expect(index.passages.map(({ text }) => text)).toEqual(
      posts.flatMap(splitPassages).map(({ text }) => text),
    );
    expect(unpackIndex(data).parts[0].tables).toEqual(build(posts));
  });
});
