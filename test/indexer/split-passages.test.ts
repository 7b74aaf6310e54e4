import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { splitPassages } from '../../indexer/split-passages.ts';
import type { Passage, PostId } from '../../indexer/types.ts';
import { foldMarkdown, foldQuote } from '../fold-markdown.ts';

const split = (body: string, bodyLine = 1) => splitPassages({ id: 'p' as PostId, body, bodyLine });
const sentencesOf = (passage: Passage) =>
  passage.sentences.map(({ start, end }) => passage.text.slice(start, end));
/** What each sentence says, where: `3-4 prose: One two.` */
const outline = (body: string, bodyLine?: number) =>
  split(body, bodyLine).flatMap((passage) =>
    passage.sentences.map(
      ({ start, end, firstLine, lastLine, kind }) =>
        `${firstLine}-${lastLine} ${kind}: ${passage.text.slice(start, end)}`,
    ),
  );

describe('splitPassages', () => {
  test('keeps the heading path of each passage, without markup', () => {
    const passages = split('Top.\n\n## A *b* `c`\n\nOne.\n\n### D\n\nTwo.\n\n## E\n\nThree.\n');
    expect(passages.map(({ heading, text }) => [heading.join(' > '), text])).toEqual([
      ['', 'Top.'],
      ['A b c', 'One.'],
      ['A b c > D', 'Two.'],
      ['E', 'Three.'],
    ]);
  });

  test('names the lines of each sentence, in the file and not in the body', () => {
    expect(outline('One\ntwo. Three\nfour.\n', 12)).toEqual([
      '12-13 prose: One two.',
      '13-14 prose: Three four.',
    ]);
  });

  test('takes markup away and keeps the words', () => {
    expect(outline('A **b** [c](http://d.e "t") `f_g` \\*h\\* &amp; ![i](j.png)\n')).toEqual([
      '1-1 prose: A b c f_g *h* & i',
    ]);
  });

  test('keeps HTML as the text that it is', () => {
    expect(outline('See <b>x</b>.\n')).toEqual(['1-1 prose: See <b>x</b>.']);
  });

  test('names all lines of a block when code hides a line break', () => {
    expect(outline('Run `a\nb` now. Then\nstop.\n')).toEqual([
      '1-3 prose: Run a b now.',
      '1-3 prose: Then stop.',
    ]);
  });

  test('takes each list item, table row and quotation for itself', () => {
    expect(outline('- One. Two.\n- Three\n\n| a | b |\n|---|---|\n| c | d |\n\n> Said.\n')).toEqual([
      '1-1 item: One.',
      '1-1 item: Two.',
      '2-2 item: Three',
      '4-4 row: a  b',
      '6-6 row: c  d',
      '8-8 quotation: Said.',
    ]);
  });

  test('takes code whole, with its line breaks, without its fence', () => {
    expect(outline('Run:\n\n```console\n$ a\nb\n```\n')).toEqual(['1-1 prose: Run:', '4-5 code: $ a\nb']);
  });

  test('cuts long code at its prompts', () => {
    const session = Array.from({ length: 10 }, (_, n) => `$ command ${n}\noutput ${n}`).join('\n');
    expect(outline(`\`\`\`\n${session}\n\`\`\`\n`)).toHaveLength(10);
    expect(outline(`\`\`\`\n${session}\n\`\`\`\n`)[3]).toBe('8-9 code: $ command 3\noutput 3');
  });

  test('keeps what introduces code or a list with it, even when there are words enough', () => {
    const long = `${'Many words stand here. '.repeat(25)}\n\nRun this:\n\n\`\`\`\nx\n\`\`\`\n`;
    expect(split(long).map((passage) => sentencesOf(passage).slice(-2))).toEqual([
      ['Many words stand here.', 'Many words stand here.'],
      ['Run this:', 'x'],
    ]);
  });

  test('cuts one endless paragraph, so that no passage grows without bound', () => {
    const passages = split('This sentence has six words. '.repeat(1_000));
    expect(passages.length).toBeGreaterThan(10);
    for (const passage of passages) expect(passage.text.split(' ').length).toBeLessThan(420);
  });

  test('finds no passage in nothing', () => {
    expect(split('\n\n## Heading only\n\n---\n')).toEqual([]);
  });
});

describe('every quote', () => {
  const inline = fc.constantFrom(
    'Word',
    'arp_accept',
    '*em*',
    '**bold**',
    '`co_de`',
    '[link](http://x.y)',
    'End.',
    'What?',
    '\\_x\\_',
    '&amp;',
    'a\nb',
    '`c\nd`',
    'n->u',
    '4.11',
  );
  const prose = fc.array(inline, { minLength: 1, maxLength: 25 }).map((words) => words.join(' '));
  const block = fc.oneof(
    prose,
    prose.map((text) => `## ${text.replaceAll('\n', ' ')}`),
    fc
      .array(prose, { minLength: 1, maxLength: 4 })
      .map((items) => items.map((text) => `- ${text.replaceAll('\n', '\n  ')}`).join('\n')),
    fc
      .array(prose, { minLength: 1, maxLength: 4 })
      .map((items) => items.map((text, n) => `${n + 1}. ${text.replaceAll('\n', '\n   ')}`).join('\n')),
    prose.map((text) => `> ${text.replaceAll('\n', '\n> ')}`),
    fc
      .array(fc.constantFrom('$ run --x', 'out', '', '  indented', 'key = *value*'), { maxLength: 40 })
      .map((lines) => `\`\`\`text\n${lines.join('\n')}\n\`\`\``),
  );

  test('is found in the lines that it names, markup and line breaks folded away', () => {
    fc.assert(
      fc.property(fc.array(block, { maxLength: 8 }), fc.integer({ min: 1, max: 50 }), (blocks, bodyLine) => {
        const body = blocks.join('\n\n');
        const lines = body.split('\n');
        for (const passage of split(body, bodyLine)) {
          for (const { start, end, firstLine, lastLine } of passage.sentences) {
            const quote = passage.text.slice(start, end);
            expect(firstLine).toBeGreaterThanOrEqual(passage.lines[0]);
            expect(lastLine).toBeLessThanOrEqual(passage.lines[1]);
            const source = lines.slice(firstLine - bodyLine, lastLine - bodyLine + 1);
            expect(foldMarkdown(source)).toContain(foldQuote(quote));
          }
        }
      }),
      { numRuns: 1_000 },
    );
  });

  test('comes out of any text at all without a fault', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 500 }), (body) => {
        const lines = body.split(/\r\n|\r|\n/).length;
        for (const { sentences } of split(body)) {
          for (const { lastLine } of sentences) expect(lastLine).toBeLessThanOrEqual(lines);
        }
      }),
      { numRuns: 1_000 },
    );
  });
});
