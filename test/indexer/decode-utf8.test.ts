import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { decodeUtf8 } from '../../indexer/decode-utf8.ts';

const bytes = (...parts: (string | number)[]) =>
  Buffer.concat(parts.map((part) => (typeof part === 'string' ? Buffer.from(part) : Buffer.from([part]))));

describe('decodeUtf8', () => {
  it('reads text, and drops a byte order mark', () => {
    expect(decodeUtf8(bytes('\ufeffDiggin’ 🐧')).text).toBe('Diggin’ 🐧');
    expect(decodeUtf8(bytes('')).text).toBe('');
  });

  it.each([
    ['a byte that begins nothing', bytes('one\nt’wo', 0xff, ' three\n'), 2, 5],
    ['Latin-1', bytes('caf', 0xe9, '\n'), 1, 4],
    ['a character that is cut off at the end', bytes('one\n🐧', 0xe2, 0x80), 2, 3],
    ['an overlong slash', bytes('..', 0xc0, 0xaf), 1, 3],
    ['half a surrogate pair', bytes('a\n\n', 0xed, 0xa0, 0x80), 3, 1],
    ['UTF-16', bytes(0xff, 0xfe, 'a', 0), 1, 1],
  ])('tells where the first bad byte stands: %s', (_, input, line, column) => {
    expect(decodeUtf8(input)).toEqual({ text: null, line, column });
  });

  it('finds the place of a bad byte behind any text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme' }), fc.uint8Array(), (before, after) => {
        const lines = before.split('\n');
        const text = before.startsWith('\ufeff') ? before.slice(1) : before;
        const found = decodeUtf8(Buffer.concat([Buffer.from(text), Buffer.from([0xff]), after]));
        expect(found).toEqual({ text: null, line: lines.length, column: (lines.at(-1) ?? '').length + 1 });
      }),
    );
  });
});
