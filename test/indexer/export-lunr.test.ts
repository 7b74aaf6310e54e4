import lunr from 'lunr';
import { expect, test } from 'vitest';
import { exportLunr } from '../../indexer/export-lunr.ts';
import { makeIndex, makePost } from '../make-index.ts';

const index = makeIndex([
  makePost(
    'arp',
    '# Locktime\n\nLinux ignores gratuitous ARP.\n\n# Commands\n\n```\nsysctl arp_accept\n```\n',
    {
      title: 'Gratuitous ARP',
      tags: ['neutron'],
    },
  ),
  makePost('nic', 'A NIC sends ARP. __proto__ is no NIC.', { author: 'Grace', blog: 'Planet' }),
]);
/** As another program reads it. */
const loaded = lunr.Index.load(JSON.parse(JSON.stringify(exportLunr(index))));

test('the index is loaded by lunr, with a reference for each passage, and stems questions as posts were', () => {
  expect(loaded.search('accepts').map(({ ref }) => ref)).toEqual(['arp#1']);
  expect(loaded.search('IGNORING').map(({ ref }) => ref)).toEqual(['arp#0']);
  expect(loaded.search('author:grace').map(({ ref }) => ref)).toEqual(['nic#0']);
  expect(loaded.search('zebra')).toEqual([]);
});

test.each([['arp'], ['nic'], ['neutron'], ['arp_accept'], ['__proto__'], ['planet'], ['gratuit'], ['zebra']])(
  'lunr scores the passages of "%s" as our search does',
  (term) => {
    const places = index.posts.flatMap(({ id }) => index.passagesOf(id).map((_, place) => `${id}#${place}`));
    const ours = index
      .search([{ term, boost: 1 }], 10)
      .map(({ passage, score }) => [places[passage], score.toFixed(9)]);
    const theirs = loaded
      .query((query) => query.term(term, { usePipeline: false }))
      .map(({ ref, score }) => [ref, score.toFixed(9)]);
    expect(theirs).toEqual(ours);
  },
);
