import fc from 'fast-check';
import { expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { findCandidates } from '../../../bot/answer/find-candidates.ts';
import { parseQuestion } from '../../../bot/answer/parse-question.ts';
import { createPostRanker } from '../../../bot/answer/rank-posts.ts';
import type { Index } from '../../../indexer/open-index.ts';
import type { PostId } from '../../../indexer/types.ts';
import { makeIndex, makePost, numberOf } from '../../make-index.ts';

const rank = (index: Index, asked: string) => {
  const question = parseQuestion(asked, index);
  return createPostRanker(index)(question, findCandidates(question, index));
};

test('however few are wanted, they are the first of all, and each has the score that it has there', () => {
  const id = (number: number) => `post-${number}` as PostId;
  const post = fc.record({
    lamps: fc.integer({ min: 0, max: 3 }),
    title: fc.constantFrom('lamp boat', 'Boat', 'The lamp', 'On and on'),
    successor: fc.option(fc.nat(11)),
  });
  fc.assert(
    fc.property(fc.array(post, { minLength: 1, maxLength: 12 }), fc.nat(12), (made, count) => {
      const posts = made.map(({ lamps, title, successor }, number) =>
        makePost(id(number), `A boat sails by${' the lamp'.repeat(lamps)}.`, {
          title,
          supersededBy: successor === null ? null : id(successor),
        }),
      );
      const index = makeIndex(posts);
      const ranked = rank(index, 'lamp boat');
      const all = ranked.best(Number.POSITIVE_INFINITY);
      expect(all).toHaveLength(posts.length);
      expect(all.map(({ score }) => score)).toEqual(all.map(({ score }) => score).sort((a, b) => b - a));
      expect(ranked.best(count)).toEqual(all.slice(0, count));
      for (const { post, score } of all) expect(ranked.scoreOf(numberOf(index, post))).toBe(score);
    }),
  );
});

test('a post that is not among the hits has no score', () => {
  const index = makeIndex([makePost('lamp', 'The lamp is dim.'), makePost('boat', 'A boat sails.')]);
  const ranked = rank(index, 'lamp');
  expect(ranked.best(5).map(({ post }) => post)).toEqual(['lamp']);
  expect(ranked.scoreOf(numberOf(index, 'boat'))).toBe(0);
});

test('no more posts are read than may be shown', () => {
  const index = makeIndex(
    Array.from({ length: 90 }, (_, number) => makePost(`${number}`, `The lamp ${number} is dim.`)),
  );
  const read = new Set<PostId>();
  const watched: Index = Object.create(index, {
    post: {
      value(id: PostId) {
        read.add(id);
        return index.post(id);
      },
    },
  });
  expect(createAnswerer(watched)('which lamp is dim?', '2017-05-26').answered).toBe(true);
  // The twenty best passages, one a post, and no post beyond them.
  expect(read.size).toBe(20);
});
