import { describe, expect, test } from 'vitest';
import { quoteBlock } from '../../../../bot/render/discord/quote-block.ts';

describe('quoteBlock', () => {
  test.each([
    ['whole prose', 'prose', 'One is here. Two is *there*.', 100, '> One is here. Two is \\*there\\*.'],
    [
      'whole sentences, as many as fit',
      'prose',
      'One is here. Two is there. Three.',
      30,
      '> One is here. Two is there. …',
    ],
    ['no half sentence', 'prose', 'One is here. Two is there.', 10, '> …'],
    ['every line of an item', 'item', 'first\nsecond', 100, '> first\n> second'],
    ['code in a fence, letter for letter', 'code', 'a *b*\n  c_d', 100, '> ```\n> a *b*\n>   c_d\n> ```'],
    [
      'whole lines of code, in a closed fence',
      'code',
      'line 1\nline 2\nline 3',
      28,
      '> ```\n> line 1\n> ```\n> …',
    ],
    ['code that holds a fence as text', 'code', 'a\n```\nb', 100, '> a\n> \\`\\`\\`\n> b'],
    ['no line of code that does not fit', 'code', 'x'.repeat(50), 20, '> …'],
  ] as const)('quotes %s', (_name, kind, quote, room, block) => {
    expect(quoteBlock({ quote, kind }, room)).toBe(block);
  });
});
