import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { findLinks } from '../../../indexer/check/find-links.ts';

/** Each link with the text that stands where it is said to be. */
const find = (body: string) =>
  findLinks(body, 1).map(({ href, line, column }) => {
    return `${line}:${column} ${href} | ${(body.split('\n')[line - 1] ?? '').slice(column - 1, column + 5)}`;
  });

describe('findLinks', () => {
  it('counts lines from the line on which the body begins', () => {
    expect(findLinks('\nSee [a](b.md).\n', 10)).toEqual([{ href: 'b.md', line: 11, column: 9 }]);
  });

  it.each([
    ['a link', '[a](b.md)', ['1:5 b.md | b.md)']],
    ['an image', '![a](b.png)', ['1:6 b.png | b.png)']],
    [
      'a link in an image, and the other way',
      '[![a](b.png)](c.md)',
      ['1:15 c.md | c.md)', '1:7 b.png | b.png)'],
    ],
    ['two links to one file', '[a](b.md) [c](b.md)', ['1:5 b.md | b.md) ', '1:15 b.md | b.md)']],
    ['a link that begins as another', '[a](b.md2) [c](b.md)', ['1:5 b.md2 | b.md2)', '1:16 b.md | b.md)']],
    ['a title', '[a](b.md "(c)")', ['1:5 b.md | b.md "']],
    ['angles', '[a](<b c.md>)', ['1:6 b%20c.md | b c.md']],
    ['percent signs', '[a](b%20c.md) [a](ä.md)', ['1:5 b%20c.md | b%20c.', '1:19 %C3%A4.md | ä.md)']],
    ['a broken percent sign', '[a](b%ZZ.md)', ['1:5 b%25ZZ.md | b%ZZ.m']],
    ['a backslash', '[a](b\\_c.md)', ['1:5 b_c.md | b\\_c.m']],
    ['parentheses', '[a](b(c).md)', ['1:5 b(c).md | b(c).m']],
    ['a line break in the text', 'x\n[a\nb](c.md) d', ['3:4 c.md | c.md) ']],
    ['a heading', '## [a](b.md)', ['1:8 b.md | b.md)']],
    ['a list in a quotation', '> - x\n>   [a](b.md)', ['2:9 b.md | b.md)']],
    [
      'a table',
      '|a|b|\n|-|-|\n| [a](b.md) | [c](b.md) |\n| x | [d](b.md) |',
      ['3:7 b.md | b.md) ', '3:19 b.md | b.md) ', '4:11 b.md | b.md) '],
    ],
    ['a reference', '[a][b] and [b]\n\n[b]: c.md "d"', ['3:6 c.md | c.md "', '3:6 c.md | c.md "']],
    ['code before it', '`[a](b.md)` [a](b.md)', ['1:17 b.md | b.md)']],
    ['code over two lines before it', '`[a](b.md)\nc` `[a](b.md)` [a](b.md)', ['2:20 b.md | b.md)']],
    ['no target', '[a]()', ['1:5  | )']],
  ])('finds %s', (_, body, links) => {
    expect(find(body).sort()).toEqual([...links].sort());
  });

  it.each([
    '`[a](b.md)`',
    '```\n[a](b.md)\n```',
    '    [a](b.md)',
    '\\[a](b.md)',
    '<https://example.org/>',
    '[a][b]',
  ])('finds none in %j', (body) => {
    expect(find(body)).toEqual([]);
  });

  it('points into the text, whatever it is', () => {
    const piece = fc.constantFrom(
      '[a]',
      '(b.md)',
      '(<b c>)',
      '[b]: d\n',
      '`',
      '> ',
      '- ',
      '|',
      '\n',
      ' ',
      '\\',
      '![',
      '](',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 30 }), (pieces) => {
        const lines = pieces.join('').split('\n');
        for (const { line, column } of findLinks(pieces.join(''), 1)) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(column).toBeLessThanOrEqual((lines[line - 1] ?? '').length + 1);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
