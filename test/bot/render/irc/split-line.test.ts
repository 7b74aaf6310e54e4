import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { byteLength } from '../../../../bot/render/irc/clean-text.ts';
import { stripFormats } from '../../../../bot/render/irc/format-codes.ts';
import { splitLine } from '../../../../bot/render/irc/split-line.ts';

const BOLD = '\u0002';
const RED = '\u000304';

describe('splitLine', () => {
  test('leaves a line that fits as it is', () => {
    expect(splitLine('  one two', 32)).toEqual(['  one two']);
    expect(splitLine('', 32)).toEqual([]);
  });

  test('breaks at blanks, counting bytes: each of these letters takes two', () => {
    expect(splitLine('ääääääääää öööööööööö', 40)).toEqual(['ääääääääää', 'öööööööööö']);
  });

  test('breaks a word that is longer than a line between characters as people see them', () => {
    const family = '👨‍👩‍👧'; // 18 bytes, five code points
    expect(splitLine(family.repeat(3), 40)).toEqual([family.repeat(2), family]);
  });

  test('switches formats on again in the next piece', () => {
    expect(splitLine(`${BOLD}${RED}${'a'.repeat(28)} ,b${BOLD} c`, 32)).toEqual([
      `${BOLD}${RED}${'a'.repeat(28)}`,
      `${BOLD}${RED}${BOLD}${BOLD},b${BOLD} c`,
    ]);
  });

  test('never cuts a colour from its digits', () => {
    const pieces = splitLine(`${'a'.repeat(30)}\u000312,04${'b'.repeat(30)}`, 32);
    expect(pieces[0]).toBe('a'.repeat(30));
    expect(pieces[1]?.startsWith('\u000312,04b')).toBe(true);
  });

  const text = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        ' ',
        ' ',
        'a',
        'ß',
        '水',
        '👍',
        '👨‍👩‍👧',
        'e\u0301',
        '\u0002',
        '\u001d',
        '\u0003',
        '\u000f',
        '4',
        ',',
      ),
      fc.string({ unit: 'grapheme', minLength: 1, maxLength: 1 }).filter((unit) => !/[\r\n]/.test(unit)),
    ),
    maxLength: 300,
  });
  const bare = (line: string) => stripFormats(line).replaceAll(' ', '');

  test('whatever the line: pieces fit, hold whole characters, and together all its words', () => {
    fc.assert(
      fc.property(text, fc.integer({ min: 32, max: 90 }), (line, limit) => {
        const pieces = splitLine(line, limit);
        for (const piece of pieces) {
          expect(byteLength(piece)).toBeLessThanOrEqual(limit);
          expect(Buffer.from(piece).toString()).toBe(piece);
        }
        expect(pieces.map(bare).join('')).toBe(bare(line));
      }),
      { numRuns: 1_000 },
    );
  });
});

test('byteLength is what an encoder says', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'binary' }), (line) => byteLength(line) === Buffer.byteLength(line)),
  );
});
