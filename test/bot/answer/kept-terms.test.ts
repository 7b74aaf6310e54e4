import { expect, test } from 'vitest';
import { KeptTerms } from '../../../bot/answer/kept-terms.ts';
import type { Index } from '../../../indexer/open-index.ts';
import type { PostId } from '../../../indexer/types.ts';
import { makeIndex, makePost } from '../../make-index.ts';

const index = makeIndex([
  makePost('lamp', 'The lamp is dim. Clean the lamp.'),
  makePost('boat', 'A boat sails.'),
  makePost('sea', 'The sea is wide, and a boat is small.'),
]);
const posts = ['sea', 'lamp', 'boat'] as PostId[];
/** As the index at hand reads posts: into a room that the next one takes. */
const overwriting = (read: PostId[]): Index => {
  const room = new Uint32Array(100);
  return Object.create(index, {
    termsOfPost: {
      value(id: PostId) {
        read.push(id);
        const { title, body } = index.termsOfPost(id);
        room.set(title);
        room.set(body, title.length);
        const end = title.length + body.length;
        return { title: room.subarray(0, title.length), body: room.subarray(title.length, end) };
      },
    },
  });
};
const open = (kept: KeptTerms, place: number) => {
  kept.open(place);
  const { terms, first, body, end } = kept;
  return { title: [...terms.subarray(first, body)], body: [...terms.subarray(body, end)] };
};
const stored = (id: PostId) => {
  const { title, body } = index.termsOfPost(id);
  return { title: [...title], body: [...body] };
};

test('a post is read once, however often it is opened', () => {
  const read: PostId[] = [];
  const kept = new KeptTerms(overwriting(read));
  kept.begin(posts);
  for (const place of [0, 1, 2, 2, 0, 1]) expect(open(kept, place)).toEqual(stored(posts[place] as PostId));
  expect(read).toEqual(['sea', 'lamp', 'boat']);
});

test('what does not fit is read anew each time', () => {
  const read: PostId[] = [];
  // The sea is 8 numbers long (title, author, words and marks), the lamp 9, the boat 6.
  const kept = new KeptTerms(overwriting(read), 20);
  kept.begin(posts);
  for (const place of [0, 1, 2, 0, 1, 2]) expect(open(kept, place)).toEqual(stored(posts[place] as PostId));
  expect(read).toEqual(['sea', 'lamp', 'boat', 'boat']);
});

test('nothing is left of the posts of the question before', () => {
  const kept = new KeptTerms(overwriting([]));
  kept.begin(posts);
  open(kept, 0);
  kept.begin(['boat' as PostId]);
  expect(open(kept, 0)).toEqual(stored('boat' as PostId));
});
