import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  findTerm,
  lowerBound,
  makeDictionary,
  TermNumbers,
  termAt,
} from '../../../indexer/segment/dictionary.ts';

test('a dictionary numbers its terms in order, and finds them again', () => {
  const dictionary = makeDictionary(['arp', 'arp_accept', 'nic', '字']);
  expect(findTerm(dictionary, 'arp_accept')).toBe(1);
  expect(findTerm(dictionary, 'arp_')).toBeUndefined();
  expect(findTerm(dictionary, '')).toBeUndefined();
  expect(lowerBound(dictionary, 'b')).toBe(2);
  expect(termAt(dictionary, 3)).toBe('字');
});

test('a dictionary agrees with a sorted list about any texts, well formed or not', () => {
  const text = fc.oneof(
    fc.string({ unit: 'binary' }),
    fc.constantFrom('\ud800', '\udc00a', '\uffff', '😀', '__proto__'),
  );
  fc.assert(
    fc.property(fc.uniqueArray(text), text, (texts, other) => {
      const numbers = new TermNumbers();
      const provisional = texts.map((one) => numbers.of(one));
      expect(texts.map((one) => numbers.of(one))).toEqual(provisional);
      const { dictionary, final } = numbers.finish();
      const sorted = [...texts].sort();
      expect(sorted.map((_, number) => termAt(dictionary, number))).toEqual(sorted);
      for (const [place, one] of texts.entries())
        expect(findTerm(dictionary, one)).toBe(final[provisional[place] ?? -1]);
      const place = sorted.indexOf(other);
      expect(findTerm(dictionary, other)).toBe(place < 0 ? undefined : place);
      expect(lowerBound(dictionary, other)).toBe(sorted.filter((one) => one < other).length);
    }),
  );
});
