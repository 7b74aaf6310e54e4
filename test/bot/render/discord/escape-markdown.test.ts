import { describe, expect, test } from 'vitest';
import { clipLine, escapeMarkdown } from '../../../../bot/render/discord/escape-markdown.ts';

describe('escapeMarkdown', () => {
  test.each([
    ['a mention', '<@123> <@&4> <#5> @everyone', '\\<\\@123\\> \\<\\@&4\\> \\<#5\\> \\@everyone'],
    ['a masked link', '[free](https://evil.example)', '\\[free\\]\\(https\\://evil.example\\)'],
    ['a bare address', 'see https://evil.example/a_b', 'see https\\://evil.example/a\\_b'],
    ['a heading', '# big\n## less\n-# small', '\\# big\n\\## less\n\\-# small'],
    ['a list', '- a\n+ b\n1. c', '\\- a\n\\+ b\n1\\. c'],
    ['a quotation', '> said', '\\> said'],
    ['a fence', '```sh\nrm\n```', '\\`\\`\\`sh\nrm\n\\`\\`\\`'],
    [
      'a spoiler and emphasis',
      '||x|| **y** __z__ ~~w~~',
      '\\|\\|x\\|\\| \\*\\*y\\*\\* \\_\\_z\\_\\_ \\~\\~w\\~\\~',
    ],
    ['a timestamp and an emoji', '<t:1:R> :smile:', '\\<t\\:1\\:R\\> \\:smile:'],
    ['what was escaped already', '\\*x\\*', '\\\\\\*x\\\\\\*'],
    ['reordering marks', 'abc\u202egnp.exe\u2066', 'abcgnp.exe'],
    ['control characters and half characters', 'a\u0000b\u001b[31m\ud800c', 'ab\\[31mc'],
    ['zalgo', `z${'\u0301'.repeat(40)}!`, `z${'\u0301'.repeat(4)}!`],
  ])('shows %s and does nothing', (_name, text, escaped) => {
    expect(escapeMarkdown(text)).toBe(escaped);
  });

  test('leaves plain prose of any script alone', () => {
    const prose = 'Ações, 日本語, “quotes” – 100 % & more; e.g. this. 👩‍💻';
    expect(escapeMarkdown(prose)).toBe(prose);
  });
});

describe('clipLine', () => {
  test.each([
    ['one two three', 20, 'one two three'],
    ['one two three', 10, 'one two…'],
    ['onetwothreefour', 10, 'onetwothr…'],
    [' two\nlines ', 20, 'two lines'],
  ])('%j within %i', (text, longest, clipped) => {
    expect(clipLine(text, longest)).toBe(clipped);
  });
});
