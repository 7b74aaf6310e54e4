import { expect, test } from 'vitest';
import { tokenize } from '../../indexer/text-pipeline.ts';
import { makeIndex, makePost } from '../make-index.ts';

/** The terms of the posts that are names, sorted. */
const find = (...bodies: string[]) => {
  const index = makeIndex(bodies.map((body, number) => makePost(`post-${number}`, body)));
  const terms = new Set(bodies.flatMap((body) => tokenize(body).map(({ term }) => term)));
  return [...terms].filter((term) => index.isName(term)).sort();
};

test('names are the words that mostly have a capital where no sentence begins', () => {
  // "keystone": two of three times with a capital, the first word of the last sentence left out.
  expect(
    find(
      'Packets go through Keystone and Élan. Some keystone and the ÉLAN of Keystone. Keystone packets go to OpenStack.',
    ),
  ).toEqual(['elan', 'keyston', 'openstack']);
});

test('a post that never writes a capital has its say, by what is no code and begins no sentence', () => {
  const named = 'We run Heat today.';
  expect(find(named)).toEqual(['heat']);
  expect(find(named, 'Cold and heat.')).toEqual([]);
  expect(find(named, 'Heat rises.')).toEqual(['heat']);
  expect(find(named, '```\nget heat\n```')).toEqual(['heat']);
});
