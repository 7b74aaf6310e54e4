import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAnswerer } from '../../bot/answer/answer-question.ts';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { buildIndex, type IndexData, type IndexPart } from '../../indexer/build-index.ts';
import { gatherTables, listTables, listTexts } from '../../indexer/index-tables.ts';
import { listPosts, mergeSegments } from '../../indexer/merge-segments.ts';
import { type Index, openIndex } from '../../indexer/open-index.ts';
import { inflate, packingOf } from '../../indexer/packing.ts';
import { readContent } from '../../indexer/read-content.ts';
import { removePosts } from '../../indexer/remove-posts.ts';
import { packTables, unpackTables } from '../../indexer/segment/pack-tables.ts';
import { wholePart } from '../../indexer/segment-tables.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import type { Post } from '../../indexer/types.ts';

let posts: readonly Post[];
beforeAll(async () => {
  ({ posts } = await readContent('content'));
});

/** What a post was before it was changed. */
const before = (post: Post): Post => ({
  ...post,
  title: 'Before',
  body: `${post.body.slice(0, post.body.length / 2)} The formerly zyxwv (FZ) Keystone.`,
});

/** For each post: in which of three parts it is now, and whether the first one holds it as it was before. */
const history = fc.array(fc.tuple(fc.nat(2), fc.boolean()), { minLength: 60, maxLength: 60 });

/** An index in parts, in which posts were changed, and one more was there. */
function spread(places: readonly (readonly [part: number, isChanged: boolean])[]): IndexData {
  const placeOf = (post: Post) => places[posts.indexOf(post)] as (typeof places)[number];
  const parts = [0, 1, 2].map((part): IndexPart => {
    const now = posts.filter((post) => placeOf(post)[0] === part);
    const old = part > 0 ? [] : posts.filter((post) => placeOf(post)[0] > 0 && placeOf(post)[1]).map(before);
    const gone =
      part > 0
        ? []
        : [...old, { ...before(posts[0] as Post), id: 'gone' as Post['id'], file: 'posts/gone.md' }];
    const whole = [wholePart(analysePosts([...now, ...gone], { cut: splitPassages }))];
    const tables = mergeSegments(whole, listPosts(whole), packingOf(now.length));
    return removePosts(
      wholePart(tables),
      Uint32Array.from(gone.keys(), (n) => now.length + n),
      inflate,
    );
  });
  return { ...buildIndex({ posts: [], events: [] }, []), parts: parts as [IndexPart, ...IndexPart[]] };
}

/** Which post a passage is of, and which it is there: numbers differ. */
const nameOf = (index: Index, passage: number) => {
  const post = index.passages[passage]?.post as Post['id'];
  return `${post}#${index.passagesOf(post).indexOf(passage)}`;
};

describe('an index in parts is that of a fresh build', () => {
  test('in what it knows of posts and of terms', () => {
    const fresh = openIndex(buildIndex({ posts, events: [] }, []));
    const isTheSame = (places: readonly (readonly [number, boolean])[]) => {
      const index = openIndex(spread(places), inflate);
      expect(index.postCount).toBe(posts.length);
      expect(index.passageCount).toBe(fresh.passageCount);
      expect(index.meanLengths).toEqual(fresh.meanLengths);
      expect([...index.posts].sort((a, b) => (a.id < b.id ? -1 : 1))).toEqual(
        [...fresh.posts].sort((a, b) => (a.id < b.id ? -1 : 1)),
      );
      for (const { id } of posts) {
        const texts = (of: Index) => of.passagesOf(id).map((passage) => of.passages[passage]?.text);
        expect(texts(index)).toEqual(texts(fresh));
        const countTerms = (of: Index) =>
          of.termsOfPost(of.postOf(of.passagesOf(id)[0] as number)).body.length;
        expect(countTerms(index)).toBe(countTerms(fresh));
      }
      const words = new Set(posts.flatMap(({ body }) => body.toLowerCase().match(/[a-z]+/g) ?? []));
      for (const word of [...words, 'zyxwv']) {
        expect([word, index.frequency(word)]).toEqual([word, fresh.frequency(word)]);
        expect([word, index.isName(word)]).toEqual([word, fresh.isName(word)]);
      }
      expect(index.termNumber('zyxwv')).toBeUndefined();
      expect(index.similarTerms('zyxwv', 1)).toEqual([]);
      expect(index.synonymsOf('fz')).toEqual([]);
      expect(index.post('gone' as Post['id'])).toBeUndefined();
      expect(index.passagesOf('gone' as Post['id'])).toEqual([]);
    };
    fc.assert(fc.property(history, isTheSame), { numRuns: 5, endOnFailure: true });
  });

  test('in what it finds, and with which scores, whether it looks at all or not', () => {
    const fresh = openIndex(buildIndex({ posts, events: [] }, []));
    const words = [...new Set(posts.flatMap(({ body }) => body.toLowerCase().match(/[a-z]+/g) ?? []))];
    const clauses = fc.array(
      fc.record({ term: fc.constantFrom(...words), boost: fc.double({ min: 0.1, max: 9, noNaN: true }) }),
      { minLength: 1, maxLength: 6 },
    );
    const questions = fc.array(fc.tuple(clauses, fc.constantFrom(1, 10, 1_000)), {
      minLength: 200,
      maxLength: 200,
    });
    const isTheSame = (
      places: readonly (readonly [number, boolean])[],
      questions: readonly (readonly [{ term: string; boost: number }[], number])[],
    ) => {
      const index = openIndex(spread(places), inflate);
      for (const [clauses, limit] of questions) {
        const theirs = new Map(
          fresh.search(clauses, 1_000).map(({ passage, score }) => [nameOf(fresh, passage), score]),
        );
        const best = [...theirs.values()].sort((a, b) => b - a).slice(0, limit);
        const ours = index.search(clauses, limit);
        expect(ours.length).toBe(best.length);
        for (const [rank, { passage, score }] of ours.entries()) {
          // Of equals, another may have come first.
          expect(Math.abs(score - (best[rank] as number))).toBeLessThanOrEqual(1e-9 * score);
          expect(Math.abs(score - (theirs.get(nameOf(index, passage)) ?? Number.NaN))).toBeLessThanOrEqual(
            1e-9 * score,
          );
        }
      }
    };
    fc.assert(fc.property(history, questions, isTheSame), { numRuns: 8, endOnFailure: true });
  });

  test('in its answers', () => {
    const ask = (index: Index) => createAnswerer(index)('why is my gratuitous ARP ignored?', '2017-05-26');
    const places = posts.map((_, number) => [number % 3, number % 2 === 0] as const);
    expect(ask(openIndex(spread(places), inflate))).toEqual(
      ask(openIndex(buildIndex({ posts, events: [] }, []))),
    );
  });

  test('when it was written and read, too', () => {
    const data = spread(posts.map((_, number) => [number % 3, number % 2 === 0] as const));
    const bytes = Buffer.concat(packTables(listTables(data)));
    const texts = Buffer.concat(listTexts(data).map((bytes) => bytes.subarray()));
    const cut = (start: number, end: number) => new Uint8Array(texts).subarray(start, end);
    expect(gatherTables(unpackTables(new Uint8Array(bytes)), cut)).toEqual(data);
  });
});
