import { afterAll, beforeAll, expect, test } from 'vitest';
import { watchGaps } from '../../../../bot/watch-gaps.ts';
import { ADA, BEN, BOT, DM_CHANNEL, type Message, somebody } from '../../../servers/discord/world.ts';
import { makeIndex, makePost } from '../../../make-index.ts';
import { type RunningBot, startBot } from './start-bot.ts';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot[Symbol.asyncDispose]());

const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const labels = (message: Message) =>
  message.components.flatMap((row) => row.components.map(({ label }) => label));
const ask = (question: string, more = {}) =>
  bot.discord.slash('ask', { question, ...more }, { user: ADA, channel: somebody().id }).message();
const questions = () => bot.store.gaps.open().map(({ question, times }) => `${question} ${times}`);

test('/gaps ranks what was declined, with the command that writes it; hostile words do nothing', async () => {
  expect((await bot.discord.slash('gaps').message()).content).toBe(
    'Nothing is missing that anybody asked for.',
  );
  await ask('how do I bake bread?');
  await ask('how do I bake bread?');
  const hostile = '@everyone `bake` [cake](https://evil.example) <@400000000000000001>';
  await ask(hostile);
  bot.discord.say(`<@${BOT.id}> how do I paint a fence?`, { user: BEN });
  await bot.discord.until('the fence', () => questions().includes('how do I paint a fence? 1'));
  const shown = await bot.discord.slash('gaps').message();
  expect([shown.flags, shown.allowed_mentions]).toEqual([64, { parse: [], replied_user: false }]);
  expect(textOf(shown)).toContain(
    "**1.** how do I bake bread?\n2× without an answer · Write this: `almanac new post -- 'how do I bake bread?'`",
  );
  expect(textOf(shown)).toContain('\\@everyone \\`bake\\` \\[cake\\]\\(https\\://evil.example\\)');
});

test('what is asked in private is not kept', async () => {
  const before = questions();
  await ask('how do I hide a treasure?', { private: true });
  await bot.discord.slash('ask', { question: 'how do I dig it up?' }, { guild: null }).message();
  expect(questions()).toEqual(before);
});

test('who asks to be told by the button of a declined answer is told once, by direct message', async () => {
  const declined = await ask('how do I knit a hat?');
  expect(labels(declined)).toEqual(['Dismiss', 'Tell me when answered']);
  expect(labels(await ask('why are gratuitous ARP packets ignored?'))).not.toContain('Tell me when answered');
  const kept = await bot.discord.press(declined, 'Tell me when answered', { user: BEN }).message();
  expect([kept.content, kept.flags]).toEqual([
    'I will write to you once a new post answers that. The question is kept in the list of what is missing.',
    64,
  ]);
  const again = await bot.discord.press(declined, 'Tell me when answered', { user: BEN }).message();
  expect(again.content).toBe('You have asked for that already: I will write to you.');

  const knitting = makePost('hat', 'To knit a hat, cast on ninety stitches and knit the hat in the round.', {
    title: 'How to knit a hat',
    url: 'https://example.org/hat',
    published: '2017-05-27T00:00:00Z',
  });
  bot.change(makeIndex([knitting]));
  const watching = watchGaps({
    gaps: bot.store.gaps,
    engine: bot.engine,
    today: () => '2017-05-28',
    tellers: { discord: bot.tellAnswered },
    every: 20,
    rest: 20,
    log: (line) => {
      throw new Error(line);
    },
  });
  const told = await bot.discord.until('a direct message', () =>
    [...bot.discord.messages.values()].find((message) => message.content.startsWith('You asked to be told')),
  );
  await new Promise((done) => setTimeout(done, 100));
  await watching.stop();
  expect([told.channel_id, told.content]).toEqual([
    DM_CHANNEL,
    'You asked to be told: a new post answers this now.',
  ]);
  expect(told.embeds[0]?.title).toBe('how do I knit a hat?');
  expect(textOf(told)).toContain('> To knit a hat, cast on ninety stitches');
  expect(told.allowed_mentions).toEqual({ parse: [], replied_user: false });
  const opened = bot.discord.requests.filter(({ path }) => path === '/users/@me/channels');
  expect(opened.map(({ body }) => body)).toEqual([{ recipient_id: BEN.id }]);
});
