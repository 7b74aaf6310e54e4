import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { cleanLine } from '../../../indexer/import/clean-line.ts';
import { textToMarkdown } from '../../../indexer/import/text-to-markdown.ts';
import { bareWords, renderPlain } from './render-plain.ts';

const convert = (text: string) => textToMarkdown(text.split('\n').map(cleanLine)).trim();

describe('text that has lost its markup', () => {
  it.each([
    ['a list', 'Two ways:\n\n• open it;\n\n• pull it.', 'Two ways:\n\n- open it;\n\n- pull it.'],
    ['a numbered list', '1. Out.\n\n2. In.', '1. Out.\n\n2. In.'],
    [
      'a shell session',
      'Run this:\n\n$ lamp status\nbattery: low',
      'Run this:\n\n```console\n$ lamp status\nbattery: low\n```',
    ],
    [
      'a configuration',
      '[lamp]\ncolour = green\nvolts = 3',
      '```ini\n[lamp]\ncolour = green\nvolts = 3\n```',
    ],
    [
      'a table',
      '+----+\n| id |\n+----+\n| 1  |\n+----+',
      '```text\n+----+\n| id |\n+----+\n| 1  |\n+----+\n```',
    ],
    [
      'soft-wrapped prose',
      'The lamp of the old house blinks twice a second whenever the battery that feeds it\nis nearly empty, which its makers meant as a sign to those who live there, and which\nnobody has understood so far.',
      'The lamp of the old house blinks twice a second whenever the battery that feeds it is nearly empty, which its makers meant as a sign to those who live there, and which nobody has understood so far.',
    ],
    ['marks of Markdown', 'a *star* and [x](y) <b>', 'a \\*star\\* and \\[x\\](y) \\<b>'],
    ['a line that would open front matter', '---\nid: x\n---', '\\---\n\nid: x\n\n\\---'],
  ])('%s', (_, text, markdown) => {
    expect(convert(text)).toBe(markdown);
  });

  it('renders to the same words, whatever it holds', () => {
    const piece = fc.constantFrom(
      'Some words stand here.',
      '• item',
      '1. first',
      '# no heading',
      '> said',
      '$ ls -l',
      '    indented',
      '---',
      '***',
      '<script>alert(1)</script>',
      '&amp; &#35;',
      '[a]: b',
      '| a | b |',
      '```',
      '~~~',
      '`tick',
      'a_b_c',
      'https://example.org/?a=1&b=2',
      '\\escaped\\',
      '',
      '\t',
      'May 24, 2017',
      'Title:',
      '=====',
      '+ plus',
      '2) two',
    );
    fc.assert(
      fc.property(fc.array(piece, { maxLength: 14 }), (lines) => {
        const clean = lines.map(cleanLine);
        const markdown = textToMarkdown(clean);
        for (const plain of renderPlain(markdown)) {
          expect(plain).not.toMatch(/<html|<html_inline/);
          expect(bareWords(plain.replace(/<(?:code_inline|em|strong|link)_?\w*>/g, ''))).toBe(
            bareWords(clean.join('\n')),
          );
        }
      }),
      { numRuns: 300 },
    );
  });
});
