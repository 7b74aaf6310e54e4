import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LONGEST_SENTENCE, splitSentences } from '../../indexer/split-sentences.ts';

const split = (text: string) => splitSentences(text).map(([start, end]) => text.slice(start, end));

describe('splitSentences', () => {
  test.each([
    ['at full stops', 'One is here. Two is there.', ['One is here.', 'Two is there.']],
    ['not at abbreviations', 'Use it, e.g. Fedora. See Fig. 3.', ['Use it, e.g. Fedora.', 'See Fig. 3.']],
    ['not in versions', 'Linux 4.11 has it. 4.10 has not.', ['Linux 4.11 has it.', '4.10 has not.']],
    ['not at initials', 'By J. Danjou. He said so.', ['By J. Danjou.', 'He said so.']],
    ['not at months', 'On Nov. 6 it begins.', ['On Nov. 6 it begins.']],
    ['not before lower case', 'The file neutron.conf. is odd.', ['The file neutron.conf. is odd.']],
    ['with closing quotes', '“Really?” She nodded.', ['“Really?”', 'She nodded.']],
    ['at questions and cries', 'Result? Same failures! Sad.', ['Result?', 'Same failures!', 'Sad.']],
    ['over line breaks', 'One\nline. Two\nlines.', ['One\nline.', 'Two\nlines.']],
    ['nothing from nothing', ' \n ', []],
  ])('cuts %s', (_, text, sentences) => {
    expect(split(text)).toEqual(sentences);
  });

  test('loses nothing but white space, keeps the order, and bounds every sentence', () => {
    const words = fc.array(
      fc.constantFrom('a', 'Word', 'e.g.', 'end.', 'What?', '“So!”', '\n', '4.11', 'x'.repeat(1_500)),
    );
    fc.assert(
      fc.property(words, (list) => {
        const text = list.join(' ');
        expect(split(text).join('').replace(/\s/g, '')).toBe(text.replace(/\s/g, ''));
        for (const sentence of split(text)) expect(sentence.length).toBeLessThanOrEqual(LONGEST_SENTENCE);
      }),
    );
  });

  test('ends where patterns that read the words around a full stop say so', () => {
    const ends = (before: string, after: string) => {
      const next = /^\s+["'“‘([`*_]*(.)/su.exec(after.slice(0, 12))?.[1] ?? '';
      const word = /[\p{L}\p{N}.]*$/u.exec(before)?.[0] ?? '';
      return !/\p{Ll}/u.test(next) && !['e.g', 'fig', 'Fig', 'B', '\u{1d400}'].includes(word);
    };
    const before = fc.constantFrom('e.g', 'fig', 'Fig', 'B', 'b', 'é', '\u{1d400}', '-', '7', ' ');
    const after = fc.constantFrom(' ', '\u3000', '"', '(', '_', 'w', 'W', '\u{1d41a}');
    fc.assert(
      fc.property(fc.array(before, { maxLength: 4 }), fc.array(after, { maxLength: 14 }), (some, more) => {
        const [head, tail] = [`So ${some.join('')}`, ` ${more.join('')}W`];
        const cut = splitSentences(`${head}.${tail}`).some(([, end]) => end === head.length + 1);
        expect(cut).toBe(ends(head, tail));
      }),
      { numRuns: 5_000 },
    );
  });

  test('never cuts a character in two', () => {
    for (const sentence of split('😀'.repeat(2_000))) expect(sentence).toMatch(/^(?:😀)+$/u);
  });
});
