import { deflateSync } from 'node:zlib';
import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { inflate } from '../../../indexer/packing.ts';
import { BlocksWriter, type Deflate, createBlockReader } from '../../../indexer/segment/blocks.ts';

const SIZE = 200;
const deflate: Deflate = (bytes) => deflateSync(bytes);
const text = fc.oneof(
  fc.string({ unit: 'grapheme', maxLength: 300 }),
  fc.constantFrom('', 'word '.repeat(100), '\ufeffmark'),
);
const write = (texts: readonly string[], how: Deflate | null) => {
  const writer = new BlocksWriter(how, SIZE);
  for (const text of texts) writer.push(text);
  return createBlockReader(writer.finish(), inflate);
};

describe('texts in blocks', () => {
  test('come back as they went in, deflated or not, in any order', () => {
    const isTheSame = (texts: readonly string[], order: readonly number[], how: Deflate | null) => {
      const reader = write(texts, how);
      for (const n of order.filter((n) => n < texts.length)) expect(reader.text(n)).toBe(texts[n]);
      expect(texts.map((_, n) => reader.text(n))).toEqual(texts);
    };
    fc.assert(fc.property(fc.array(text), fc.array(fc.nat(20)), fc.constantFrom(deflate, null), isTheSame));
  });

  test('can be copied from one to another, whatever their packing, in whole blocks and in pieces', () => {
    const how = fc.constantFrom(deflate, null);
    const isTheSame = (
      texts: readonly string[],
      cuts: readonly number[],
      [from, to]: readonly [Deflate | null, Deflate | null],
    ) => {
      const source = write(texts, from);
      const writer = new BlocksWriter(to, SIZE);
      const places = [0, ...cuts.map((cut) => cut % (texts.length + 1)).sort((a, b) => a - b), texts.length];
      for (const [n, first] of places.slice(0, -1).entries()) {
        if (n > 0) writer.push('between');
        writer.copy(source, first, places[n + 1] as number);
      }
      const copied = createBlockReader(writer.finish(), inflate);
      const wanted = places
        .slice(0, -1)
        .flatMap((first, n) => [...(n > 0 ? ['between'] : []), ...texts.slice(first, places[n + 1])]);
      expect(wanted.map((_, n) => copied.text(n))).toEqual(wanted);
    };
    fc.assert(
      fc.property(fc.array(text), fc.array(fc.nat(), { maxLength: 3 }), fc.tuple(how, how), isTheSame),
    );
  });

  test('that are copied whole are not deflated again', () => {
    const source = write(['word '.repeat(100), 'other '.repeat(100)], deflate);
    const writer = new BlocksWriter(() => {
      throw new Error('deflated');
    }, SIZE);
    writer.copy(source, 0, 2);
    expect(writer.finish()).toEqual(source.blocks);
  });

  test('are refused when a bit of them is not as it was written, unless it means nothing', () => {
    const text = 'word '.repeat(100);
    const { blocks } = write([text], deflate);
    let refused = 0;
    for (let bit = 0; bit < blocks.bytes.length * 8; bit++) {
      const bytes = blocks.bytes.subarray().slice();
      bytes[bit >>> 3] = (bytes[bit >>> 3] as number) ^ (1 << (bit & 7));
      try {
        expect(createBlockReader({ ...blocks, bytes }, inflate).text(0)).toBe(text);
      } catch (error) {
        expect((error as Error).message).toContain('a text of the index is damaged');
        refused++;
      }
    }
    expect(refused).toBeGreaterThan(blocks.bytes.length * 8 - 16);
  });
});
