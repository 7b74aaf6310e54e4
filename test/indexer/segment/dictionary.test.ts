import fc from 'fast-check';
import { expect, test } from 'vitest';
import { findTerm, lowerBound, makeDictionary, termAt, termOf } from '../../../indexer/segment/dictionary.ts';

test('a dictionary keeps the numbers of its terms, and their order', () => {
  const dictionary = makeDictionary(['nic', '字', 'arp_accept', 'arp']);
  expect(findTerm(dictionary, 'arp_accept')).toBe(2);
  expect(findTerm(dictionary, 'arp_')).toBeUndefined();
  expect(findTerm(dictionary, '')).toBeUndefined();
  expect(lowerBound(dictionary, 'b')).toBe(2);
  expect([0, 1, 2, 3].map((place) => termAt(dictionary, place))).toEqual(['arp', 'arp_accept', 'nic', '字']);
  expect(termOf(dictionary, 1)).toBe('字');
});

test('a dictionary agrees with a list about any texts, well formed or not', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\udc00a', '\uffff', '😀', '__proto__'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(text), text, (texts, other) => {
      const dictionary = makeDictionary(texts);
      expect(texts.map((_, number) => termOf(dictionary, number))).toEqual(texts);
      expect(texts.map((one) => findTerm(dictionary, one))).toEqual(texts.map((_, number) => number));
      const sorted = [...texts].sort();
      expect(sorted.map((_, place) => termAt(dictionary, place))).toEqual(sorted);
      const number = texts.indexOf(other);
      expect(findTerm(dictionary, other)).toBe(number < 0 ? undefined : number);
      expect(lowerBound(dictionary, other)).toBe(sorted.filter((one) => one < other).length);
    }),
  );
});
