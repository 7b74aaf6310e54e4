import { expect, test } from 'vitest';
import { NameFinder } from '../../indexer/find-names.ts';
import { tokenize } from '../../indexer/text-pipeline.ts';

test('names are the words that mostly have a capital where no sentence begins', () => {
  const finder = new NameFinder();
  for (const sentence of [
    'Packets go through Keystone and Élan.',
    'Some keystone and the ÉLAN of Keystone.',
    'Keystone packets go to OpenStack.',
  ]) {
    finder.read(sentence, tokenize(sentence));
  }
  // "keystone": two of three times with a capital, the first word of the last sentence left out.
  expect(finder.names().sort()).toEqual(['elan', 'keyston', 'openstack']);
});
