import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { type Names, readDiscordText } from '../../../../bot/bridge/text/read-discord-text.ts';
import { readIrcText } from '../../../../bot/bridge/text/read-irc-text.ts';
import { stripFormats } from '../../../../bot/render/irc/format-codes.ts';
import { joinSpans, plainText, type RichText, STYLES } from '../../../../bot/bridge/text/rich-text.ts';
import { writeDiscordText } from '../../../../bot/bridge/text/write-discord-text.ts';
import { writeIrcText } from '../../../../bot/bridge/text/write-irc-text.ts';

const names: Names = {
  user: (id) => (id === '1' ? 'Grace' : null),
  role: (id) => (id === '2' ? 'helpers' : null),
  channel: (id) => (id === '3' ? 'general' : null),
};
const toIrc = (markdown: string) => writeIrcText(readDiscordText(markdown, names));
const toDiscord = (line: string) => writeDiscordText(readIrcText(line));

describe('Discord → IRC', () => {
  test.each([
    ['**bold** and *slanted*', ['\u0002bold\u000f and \u001dslanted\u000f']],
    ['_slanted_ snake_case_name 2*3*4', ['\u001dslanted\u000f snake_case_name 2\u001d3\u000f4']],
    ['__under__ ~~gone~~ ||secret||', ['\u001funder\u000f \u001egone\u000f \u000301,01secret\u000f']],
    ['***both***', ['\u0002\u001dboth\u000f']],
    ['**bold *and slanted* text**', ['\u0002bold \u000f\u0002\u001dand slanted\u000f\u0002 text\u000f']],
    ['`code **not bold**` ``a ` b``', ['\u0011code **not bold**\u000f \u0011a ` b\u000f']],
    ['see:\n```sh\nls -l\n\nrm x\n```done', ['see:', '\u0011ls -l\u000f', '\u0011rm x\u000f', 'done']],
    ['\\*not slanted\\* \\_ 1 * 2 * 3', ['*not slanted* _ 1 * 2 * 3']],
    ['<@1> <@!1> <@9> <@&2> <#3> <#9>', ['@Grace @Grace @somebody @helpers #general #channel']],
    ['<:smile:123> <a:wave:123> <t:1495741560:R> </ask:123>', [':smile: :wave: 2017-05-25T19:46:00Z /ask']],
    [
      '[the docs](https://example.org/a_b_c) <https://example.org>',
      ['the docs (https://example.org/a_b_c) https://example.org'],
    ],
    ['https://example.org/_x_ and **open', ['https://example.org/_x_ and **open']],
    ['one\r\ntwo\u0000\u0007\u202e', ['one', 'two']],
    ['', []],
  ])('%j', (markdown, lines) => {
    expect(toIrc(markdown)).toEqual(lines);
  });
});

describe('IRC → Discord', () => {
  test.each([
    ['\u0002bold\u0002 and \u001dslanted', '**bold** and *slanted*'],
    ['\u0002\u001fboth', '__**both**__'],
    ['\u000304red\u0003 \u000301,01secret\u0003 \u000304,02colours', 'red ||secret|| colours'],
    ['\u0011ls *\u0011', '`ls *`'],
    ['\u0002bold\u001dmore\u000f', '**bold**\u200b***more***'],
    ['\u0002 spaced \u000fout', ' **spaced** out'],
    [
      '*stars* _under_ ~~x~~ `tick` ||bar||',
      '\\*stars\\* \\_under\\_ \\~\\~x\\~\\~ \\`tick\\` \\|\\|bar\\|\\|',
    ],
    [
      '<@123> <@&1> <#1> <:a:1> @everyone @here',
      '\\<@123> \\<@&1> \\<#1> \\<:a:1> @\u200beveryone @\u200bhere',
    ],
    ['https://a.b/\\<#3> https://a.b/*x', '<https://a.b/\\>\\<#3> <https://a.b/>\\*x'],
    ['# no heading', '\\# no heading'],
    ['> no quote', '\\> no quote'],
    ['- no list', '\\- no list'],
    ['[no](https://example.org/a_b)', '\\[no\\](https://example.org/a_b)'],
    ['g\u200brace: hi', 'grace: hi'],
  ])('%j', (line, markdown) => {
    expect(toDiscord(line)).toBe(markdown);
  });
});

describe('IRC → Discord, colours kept', () => {
  test.each([
    ['build \u000304FAILED\u0003 in 3 s', 'build 🔴 FAILED in 3 s'],
    ['\u000303,01ok\u000f, \u00034not', '🟢 ok, 🔴 not'],
    ['\u00034one \u0002two\u0002 \u000304three', '🔴 one **two** three'],
    ['\u000301black \u000315grey \u000342other \u0004ff0000hex', 'black grey other hex'],
    ['\u000301,01hidden\u0003', '||hidden||'],
    ['\u00034 \u0003', ''],
    ['\u00034a \u0002 \u0002 \u0002 \u0002 \u0002 \u0002b', '🔴 a      b'],
    ['\u00034r\u00037a\u00038i\u00033n\u00032b\u00036o\u00034w', 'rainbow'],
  ])('%j → %j', (line, markdown) => {
    expect(writeDiscordText(readIrcText(line, true)).trim()).toBe(markdown);
  });
});

describe('whatever is written', () => {
  const word = fc.string({
    unit: fc.constantFrom(
      'a',
      'B',
      '7',
      '*',
      '_',
      '~',
      '|',
      '\\',
      '<',
      '>',
      '@',
      '[',
      ']',
      '(',
      ')',
      '#',
      ':',
      '水',
      '👍',
      ',',
    ),
    minLength: 1,
    maxLength: 12,
  });
  const span = fc.oneof(
    fc.record({ text: word, styles: fc.subarray(STYLES.filter((style) => style !== 'code')) }),
    fc.record({ text: fc.stringMatching(/^[a-z*_|<>]{1,9}$/), styles: fc.constant(['code'] as const) }),
  );
  const rich = fc.array(span, { maxLength: 6 }).map((spans) => joinSpans(spans as RichText));

  test('comes back from IRC as it was', () => {
    fc.assert(
      fc.property(rich, (spans) => void expect(readIrcText(writeIrcText(spans)[0] ?? '')).toEqual(spans)),
    );
  });

  test('comes back from Discord as it was, but for the breaks between marks', () => {
    fc.assert(
      fc.property(rich, (spans) => {
        expect(readDiscordText(writeDiscordText(spans), names)).toEqual(spans);
      }),
      { numRuns: 2_000 },
    );
  });

  const hostile = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '\r',
        '\n',
        '\0',
        '\u0001',
        '\u0002',
        '\u0003',
        '\u000f',
        '`',
        '*',
        '_',
        '|',
        '~',
        '\\',
        '<',
        '@',
        '1',
        '>',
        ' ',
        '\u200b',
        '\u202e',
      ),
      fc.constantFrom('@everyone', '@here', '<@1>', '<@&2>', '<#3>', '```', '**', '||', 'https://a.b/'),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    maxLength: 120,
  });

  test('no text from IRC can mention anybody or anything on Discord', () => {
    fc.assert(
      fc.property(hostile, (line) => {
        const markdown = toDiscord(line);
        // What Discord would take for a mention, unless a backslash or backticks make it text.
        const bare = markdown.replace(/<https?:[^\s>]*>|https?:[^\s<]*|\\[\s\S]|(`+)[\s\S]*?\1/gu, '');
        expect(bare).not.toMatch(/<(?:@[!&]?|#)\d+>|@everyone|@here/);
        expect(markdown).not.toMatch(/@everyone|@here/);
      }),
      { numRuns: 2_000 },
    );
  });

  test('no text from Discord can end a line or bring control codes that formats do not need', () => {
    fc.assert(
      fc.property(hostile, (markdown) => {
        for (const line of toIrc(markdown)) {
          const left = stripFormats(line);
          expect(left).not.toMatch(/\p{Cc}|\p{Bidi_Control}|\p{Cs}/u);
          expect(line.trim()).not.toBe('');
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('4,000 signs are read in no time', () => {
    for (const sign of ['*', '_', '`', '||', '~~', '<@', '[', '**a', '\\']) {
      const start = performance.now();
      plainText(readDiscordText(sign.repeat(4_000 / sign.length), names));
      expect(performance.now() - start, sign).toBeLessThan(10_000);
    }
  });
});
