import { expect, test } from 'vitest';
import { indexRun } from '../../indexer/index-run.ts';

test.each([
  ['a word', 'packets', { terms: ['packet'], isEmpty: false, word: 'packet', hasCapital: false }],
  ['a name', '`Élan`', { terms: ['elan'], isEmpty: false, word: 'elan', hasCapital: true }],
  [
    'a compound, which counts as a whole',
    'fail-Over',
    { terms: ['fail-over', 'failov', 'fail', 'over'], isEmpty: false, word: 'fail-over', hasCapital: true },
  ],
  ['a word that is not indexed', 'The', { terms: [], isEmpty: false, word: null, hasCapital: false }],
  ['no word', '--', { terms: [], isEmpty: true, word: null, hasCapital: false }],
  [
    'what is too long to be a term',
    `${'a'.repeat(30)}.${'B'.repeat(30)}`,
    { terms: ['a'.repeat(30), 'b'.repeat(30)], isEmpty: false, word: null, hasCapital: false },
  ],
])('reads %s: %s', (_, run, indexed) => {
  expect(indexRun(run)).toEqual(indexed);
});
