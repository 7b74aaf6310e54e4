import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ListsWriter, readLists, Scratch } from '../../../indexer/segment/lists.ts';

test('lists come back as they went in, one by one or several at once', () => {
  const number = fc.oneof(
    fc.nat(200),
    fc.integer({ min: 0, max: 2 ** 32 - 1 }),
    fc.constantFrom(127, 128, 2 ** 31),
  );
  fc.assert(
    fc.property(fc.array(fc.array(number)), fc.nat(), fc.nat(), (lists, a, b) => {
      const writer = new ListsWriter();
      for (const list of lists) {
        for (const value of list) writer.push(value);
        writer.close();
      }
      const stored = writer.finish();
      const scratch = new Scratch();
      expect(lists.map((_, n) => [...readLists(stored, n, n + 1, scratch)])).toEqual(lists);
      const [first, end] = [a % (lists.length + 1), b % (lists.length + 1)].sort((a, b) => a - b) as [
        number,
        number,
      ];
      expect([...readLists(stored, first, end, scratch)]).toEqual(lists.slice(first, end).flat());
    }),
  );
});

test('a list that is cut off ends where the bytes end', () => {
  const scratch = new Scratch();
  expect([
    ...readLists({ starts: Uint8Array.of(0, 2), bytes: Uint8Array.of(5, 0x80) }, 0, 1, scratch),
  ]).toEqual([5, 0]);
});
