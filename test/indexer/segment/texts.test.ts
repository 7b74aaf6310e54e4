import fc from 'fast-check';
import { expect, test } from 'vitest';
import { countTexts, textAt, TextsWriter } from '../../../indexer/segment/texts.ts';

test('texts come back as they went in, by number', () => {
  fc.assert(
    fc.property(fc.array(fc.string({ unit: 'grapheme', maxLength: 3_000 })), (texts) => {
      const writer = new TextsWriter();
      expect(texts.map((text) => writer.push(text))).toEqual(texts.map((_, number) => number));
      const stored = writer.finish();
      expect(countTexts(stored)).toBe(texts.length);
      expect(texts.map((_, number) => textAt(stored, number))).toEqual(texts);
    }),
  );
});
