import { expect, test } from 'vitest';
import { isSpaceAt } from '../../indexer/white-space.ts';

test('white space is what the pattern takes for it', () => {
  const all = Array.from({ length: 0x10000 }, (_, code) => String.fromCharCode(code));
  expect(all.filter((text) => isSpaceAt(text, 0))).toEqual(all.filter((text) => /\s/u.test(text)));
});

test('there is none around a text', () => {
  expect([isSpaceAt(' ', -1), isSpaceAt(' ', 1)]).toEqual([false, false]);
});
