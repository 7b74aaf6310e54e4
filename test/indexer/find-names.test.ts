import { expect, test } from 'vitest';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { findNames } from '../../indexer/find-names.ts';
import { termAt } from '../../indexer/segment/dictionary.ts';
import { makePost } from '../make-index.ts';

const find = (...bodies: string[]) => {
  const analysis = analysePosts(bodies.map((body, number) => makePost(`post-${number}`, body)));
  return [...findNames(analysis)].map((number) => termAt(analysis.terms, number));
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
