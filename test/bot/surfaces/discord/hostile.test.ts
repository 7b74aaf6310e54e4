import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { makeIndex, makePost } from '../../../make-index.ts';
import { BOT, type Message, somebody } from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const EVIL =
  '@everyone <@&1> <@400000000000000001> [click me](https://evil.example) https://evil.example/x <#1> <t:1:R>';
const ZALGO = `doom${'\u0321\u0301'.repeat(30)}`;

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot({
    index: makeIndex([
      makePost(
        'evil',
        `The frobnicator pings ${EVIL} whenever it is started.\n\nThe frobnicator says ${ZALGO} and \u202eesrever\u202c after that.`,
        {
          title: `Frobnicator ${EVIL}`,
          author: '**@here** | [x](http://evil.example)',
          url: 'https://example.org/a)b(c)[d](http://evil.example)',
          tags: ['@everyone'],
        },
      ),
      makePost('fences', 'Run the widget so:\n\n````\nwidget --run\n```\n@everyone escaped\n````'),
      makePost('long', `The gizmo is explained ${'at some length '.repeat(400)}here. The gizmo ends.`),
    ]),
  });
});
afterAll(() => bot[Symbol.asyncDispose]());

const ask = (question: string) =>
  bot.discord.slash('ask', { question }, { channel: somebody().id }).message();
const everything = ({ content, embeds }: Message) => content + JSON.stringify(embeds);
/** What Discord would make something of: mentions, timestamps, links other than our citations'. */
const ALIVE =
  /(?<!\\)@(?:everyone|here)|(?<!\\)<[@#t:]|(?<!\\)\]\((?!https:\/\/example\.org\/)|(?<![\\(])\bhttps?:\/\//;

describe('what posts say', () => {
  test('forges no mention, link, timestamp or channel', async () => {
    const message = await ask('what does the frobnicator ping whenever it is started?');
    const text = message.embeds[0]?.description ?? '';
    expect(text).toContain('> The frobnicator pings \\@everyone \\<\\@&1\\>');
    expect(text).toContain('](https://example.org/a%29b%28c%29%5Bd%5D%28http://evil.example%29)');
    expect(
      text.replace(/<t:1493596800:D>/, '').replace(/\]\(https:\/\/example\.org\/[^)]*\)/g, ''),
    ).not.toMatch(ALIVE);
    expect(message.allowed_mentions).toEqual({ parse: [], replied_user: false });
  });

  test('does not run over other lines, nor backwards', async () => {
    const text = (await ask('what does the frobnicator say after that?')).embeds[0]?.description ?? '';
    expect(text).toContain('esrever');
    expect(text).not.toMatch(/\p{Bidi_Control}|\p{M}{5}/u);
  });

  test('breaks out of no fence', async () => {
    const text = (await ask('how do I run the widget?')).embeds[0]?.description ?? '';
    expect(text).not.toMatch(/^(?!> ).*escaped/m);
    expect(text).not.toMatch(ALIVE.source.split('|')[0] ?? '');
  });

  test('fits, however long a sentence is', async () => {
    const message = await ask('what is the gizmo explained at?');
    expect((message.embeds[0]?.description ?? '').length).toBeLessThanOrEqual(4096);
  });
});

describe('what people say', () => {
  test.each([
    ['mentions', EVIL],
    ['a fence', '```js\nfrobnicator\n```'],
    ['zalgo', `what is the ${ZALGO}?`],
    ['reordering marks', '\u202ewhat is the frobnicator?\u202d'],
    ['nothing that can be seen', '\u200b\u200b\u2060'],
    ['search operators', 'title:frobnicator^1000 -"x" ~9 *'],
    ['4,000 characters', 'frobnicator '.repeat(334)],
    ['4,000 characters without a blank', 'x'.repeat(4000)],
    ['half a character', 'frob\ud83d nicator'],
  ])('as a question (%s) does no harm', async (_name, question) => {
    const before = bot.discord.requests.length;
    const message = await ask(question);
    expect(
      everything(message)
        .replace(/\]\(https:\/\/example\.org\/[^)]*\)/g, '')
        .replace(/<t:1493596800:D>/g, ''),
    ).not.toMatch(ALIVE);
    bot.discord.say(`<@${BOT.id}> ${question}`, { channel: '300000000000000002' });
    await bot.discord.until('reply', () =>
      bot.discord.requests.slice(before).some(({ path }) => path.endsWith('/messages')),
    );
    expect(bot.discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
  });

  test('in every option and while typing does no harm', async () => {
    for (const text of [EVIL, ZALGO, '|'.repeat(100), '\u0000'.repeat(10)]) {
      await bot.discord.slash('search', { query: text, author: text, tag: text }).message();
      await bot.discord.slash('post', { title: text }).message();
      await bot.discord.slash('events', { when: text }).message();
      await bot.discord.slash('events', { place: text, tag: text, kind: text }).message();
      await bot.discord.slash('event', { name: text }).message();
      await bot.discord.slash('remind event', { event: text, when: text, zone: text }).message();
      await bot.discord.slash('remind event', { event: 'party', when: 'day', zone: text }).message();
      await bot.discord.slash('remind cancel', { reminder: text }).message();
      await bot.discord.complete('event', { name: text }).choices();
      await bot.discord.complete('remind event', { zone: text }).choices();
      await bot.discord.complete('remind cancel', { reminder: text }).choices();
      await bot.discord.complete('events', { place: text }).choices();
      await bot.discord.complete('search', { query: text }).choices();
      await bot.discord.complete('search', { query: 'x', author: text }).choices();
    }
    expect(bot.discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
    expect(bot.logged.filter((line) => !/connected|registered/.test(line))).toEqual([]);
  });
});
