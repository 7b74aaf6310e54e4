import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Outgoing } from '../../../bot/bridge/bridge-end.ts';
import { describeEdit } from '../../../bot/bridge/describe-edit.ts';
import { breakName, readableName } from '../../../bot/bridge/name-person.ts';
import { unstyled } from '../../../bot/bridge/text/rich-text.ts';
import { readDiscordText } from '../../../bot/bridge/text/read-discord-text.ts';
import { writeDiscordMessage } from '../../../bot/bridge/write-discord-message.ts';
import { writeIrcLines } from '../../../bot/bridge/write-irc-lines.ts';
import { byteLength } from '../../../bot/render/irc/clean-text.ts';
import { person } from './memory-end.ts';

type Message = Extract<Outgoing, { type: 'message' }>;

const message = (author: string, text: string, more: Partial<Message> = {}): Message => ({
  type: 'message',
  author: person(author),
  body: unstyled(text),
  isAction: false,
  replyTo: null,
  replyToId: null,
  attachments: [],
  url: 'https://discord.com/channels/1/2/3',
  ...more,
});
const form = { width: 300, hasColours: false };
const code = (text: string) => ({ text, styles: ['code'] as const });

describe('on IRC', () => {
  test.each<[what: string, Message, string[]]>([
    ['a message', message('Grace', 'hello'), ['<G\u200brace> hello']],
    ['an action', message('Grace', 'waves', { isAction: true }), ['* G\u200brace waves']],
    [
      'a reply names whom it answers, without the quote',
      message('Grace', 'yes', { replyTo: { name: 'ada', id: '1' } }),
      ['<G\u200brace → ada> yes'],
    ],
    [
      'an attachment is a link with its name',
      message('Grace', '', { attachments: [{ name: 'a b.png', url: 'https://cdn.test/a.png' }] }),
      ['<G\u200brace> [a b.png] https://cdn.test/a.png'],
    ],
    [
      'lines are led by the name, each',
      message('Grace', 'one\n\ntwo'),
      ['<G\u200brace> one', '<G\u200brace> two'],
    ],
    [
      'of many lines, three and where the rest is',
      message('Grace', '1\n2\n3\n4\n5'),
      [
        '<G\u200brace> 1',
        '<G\u200brace> 2',
        '<G\u200brace> 3',
        '<G\u200brace> … 2 more lines: https://discord.com/channels/1/2/3',
      ],
    ],
    [
      'prose stands beside a long block of code, which becomes a link',
      message('Grace', '', {
        body: [...unstyled('try this:'), code('\na\nb\nc\nd\n'), ...unstyled('it works')],
      }),
      [
        '<G\u200brace> try this:',
        '<G\u200brace> [code, 4 lines: https://discord.com/channels/1/2/3]',
        '<G\u200brace> it works',
      ],
    ],
    [
      'a name that IRC does not allow stays readable',
      message('<b>Grace\u202e 🚀 Hopper', 'hi'),
      ['<b\u200bGrace 🚀 Hopper> hi'],
    ],
    ['a name of nothing is not empty', message('\u200b\u202e', 'hi'), ['<s\u200bomebody \u200b\u202e> hi']],
  ])('%s', (_what, outgoing, lines) => {
    if (outgoing.author.name === '\u200b\u202e') {
      expect(writeIrcLines({ ...outgoing, author: { ...outgoing.author, id: '123456' } }, form)).toEqual([
        '<s\u200bomebody 3456> hi',
      ]);
    } else expect(writeIrcLines(outgoing, form)).toEqual(lines);
  });

  test('an edit is one marked correction, a rewrite the new text, a delete a short note', () => {
    const edit = { type: 'edit', author: person('Grace'), copies: [] } as const;
    const before = unstyled('see teh docs for it');
    expect(writeIrcLines({ ...edit, before, body: unstyled('see the docs for it') }, form)).toEqual([
      '<G\u200brace> ✎ s/teh/the/',
    ]);
    expect(writeIrcLines({ ...edit, before, body: unstyled('x '.repeat(50)) }, form)[0]).toMatch(/> ✎ x x x/);
    expect(writeIrcLines({ ...edit, type: 'delete', before }, form)).toEqual([
      '<G\u200brace> ✗ deleted: “see teh docs for it”',
    ]);
  });

  test.each([
    [['ada'], 'a\u200bda left Discord'],
    [['ada', 'ben'], 'a\u200bda and b\u200ben left Discord'],
    [['a1', 'b2', 'c3', 'd4', 'e5'], 'a\u200b1, b\u200b2, c\u200b3, d\u200b4 and e\u200b5 left Discord'],
    [
      ['a1', 'b2', 'c3', 'd4', 'e5', 'f6'],
      'a\u200b1, b\u200b2, c\u200b3, d\u200b4 and 2 others left Discord',
    ],
  ])('who leaves is named, of many the first: %j', (names, words) => {
    const people = names.map((name) => person(name));
    expect(writeIrcLines({ type: 'presence', people, change: 'left', from: 'Discord' }, form)).toEqual([
      `* ${words}`,
    ]);
  });

  test('a name has the same colour each time', () => {
    const coloured = () => writeIrcLines(message('7of9', 'hi'), { ...form, hasColours: true })[0];
    expect(coloured()?.replace(/\d\d/, 'NN')).toBe('<\u0003NN\u0002\u00027\u200bof9\u000f> hi');
    expect(coloured()).toBe(coloured());
  });

  test('nobody is highlighted by their own words, whatever their name', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'grapheme', minLength: 2, maxLength: 20 }), (name) => {
        const shown = readableName({ name, id: 'x1234' });
        fc.pre([...new Intl.Segmenter().segment(shown)].length > 1);
        expect(breakName(shown)).not.toContain(shown);
      }),
    );
  });

  test('no message makes a line that is too long, ends early or begins otherwise than with its author', () => {
    const text = fc.string({
      unit: fc.oneof(
        fc.constantFrom('\n', '\r', '\0', '\u0001', '\u0003', '!', ' '),
        fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
      ),
      maxLength: 1_500,
    });
    fc.assert(
      fc.property(text, text, (name, said) => {
        const body = readDiscordText(said, { user: () => name, role: () => name, channel: () => name });
        const outgoing = message(name, '', { body, replyTo: { name: said, id: null } });
        for (const line of writeIrcLines(outgoing, form)) {
          expect(byteLength(line)).toBeLessThanOrEqual(form.width);
          expect(line.startsWith('<')).toBe(true);
          expect(line).not.toMatch(/[\r\n\0]/);
        }
      }),
      { numRuns: 300 },
    );
  });
});

describe('a correction', () => {
  test.each([
    ['teh cat', 'the cat', 's/teh/the/'],
    ['I like it', 'I do like it', 's/I like/I do like/'],
    ['one two three', 'one three', 's/one two three/one three/'],
    ['a/b c', 'a/d c', 's/a∕b/a∕d/'],
    ['', 'all new', null],
  ])('%j → %j', (before, after, change) => {
    expect(describeEdit(before, after)).toBe(change);
  });
});

describe('on Discord', () => {
  const link = (id: string) => `https://discord.com/channels/1/2/${id}`;

  test('people speak under their own name, with the same face each time', () => {
    const { username, avatar, content } = writeDiscordMessage(message('ada', 'hi *all*'), link);
    expect([username, content]).toEqual(['ada', 'hi \\*all\\*']);
    expect(avatar).toMatch(/^https:\/\/cdn\.discordapp\.com\/embed\/avatars\/[0-5]\.png$/);
  });

  test.each([
    ['waves', { isAction: true }, '*waves*'],
    [
      'yes',
      { replyTo: { name: 'Grace', id: '9' }, replyToId: '9' },
      '[↪ Grace](<https://discord.com/channels/1/2/9>) yes',
    ],
    ['yes', { replyTo: { name: '@everyone', id: null } }, '↪ **@\u200beveryone** yes'],
    [
      'yes',
      { replyTo: { name: null, id: '9' }, replyToId: '9' },
      '[↪](<https://discord.com/channels/1/2/9>) yes',
    ],
    ['yes', { replyTo: { name: null, id: '9' }, replyToId: null }, 'yes'],
  ])('%j %#', (text, more, content) => {
    expect(writeDiscordMessage(message('ada', text, more), link).content).toBe(content);
  });

  test.each([
    ['discord', 'disc\u200bord'],
    ['Clyde', 'Cly\u200bde'],
    ['everyone', 'every\u200bone'],
  ])('the name %s, which webhooks may not have, is broken', (name, shown) => {
    expect(writeDiscordMessage(message(name, 'hi'), link).username).toBe(shown);
  });
});
