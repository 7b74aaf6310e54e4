import { expect, test } from 'vitest';
import { KeptTerms } from '../../../bot/answer/kept-terms.ts';
import type { Index } from '../../../indexer/open-index.ts';
import { makeIndex, makePost, numberOf } from '../../make-index.ts';

const index = makeIndex([
  makePost('lamp', 'The lamp is dim. Clean the lamp.'),
  makePost('boat', 'A boat sails.'),
  makePost('sea', 'The sea is wide, and a boat is small.'),
]);
const [sea, lamp, boat] = ['sea', 'lamp', 'boat'].map((id) => numberOf(index, id)) as [
  number,
  number,
  number,
];
const posts = [sea, lamp, boat];
/** As the index at hand reads posts: into a room that the next one takes. */
const overwriting = (read: number[]): Index => {
  const room = new Uint32Array(100);
  return Object.create(index, {
    termsOfPost: {
      value(post: number) {
        read.push(post);
        const { title, body } = index.termsOfPost(post);
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
const stored = (post: number) => {
  const { title, body } = index.termsOfPost(post);
  return { title: [...title], body: [...body] };
};

test('a post is read once, however often it is opened', () => {
  const read: number[] = [];
  const kept = new KeptTerms(overwriting(read));
  kept.begin(posts);
  for (const place of [0, 1, 2, 2, 0, 1]) expect(open(kept, place)).toEqual(stored(posts[place] as number));
  expect(read).toEqual([sea, lamp, boat]);
});

test('what does not fit is read anew each time', () => {
  const read: number[] = [];
  // The sea is 8 numbers long (title, author, words and marks), the lamp 9, the boat 6.
  const kept = new KeptTerms(overwriting(read), 20);
  kept.begin(posts);
  for (const place of [0, 1, 2, 0, 1, 2]) expect(open(kept, place)).toEqual(stored(posts[place] as number));
  expect(read).toEqual([sea, lamp, boat, boat]);
});

test('nothing is left of the posts of the question before', () => {
  const kept = new KeptTerms(overwriting([]));
  kept.begin(posts);
  open(kept, 0);
  kept.begin([boat]);
  expect(open(kept, 0)).toEqual(stored(boat));
});
