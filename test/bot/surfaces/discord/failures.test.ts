import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../../../bot/answer/engine.ts';
import { makeIndex, makePost } from '../../../make-index.ts';
import {
  ADA,
  BOT,
  BOT_PERMISSIONS,
  CHANNEL,
  EMBED_LINKS,
  type Message,
} from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const ARP = 'why are gratuitous ARP packets ignored?';
const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;

/** So busy that everybody is deferred. */
const always = { isBusy: () => true, take: async <T>(work: () => T) => work() };

let bot: RunningBot;
beforeEach(async () => {
  bot = await startBot();
});
afterEach(() => bot[Symbol.asyncDispose]());

test('a failure ends in a message with an id that is also in the log', async () => {
  const failing = {
    ...createEngine(makeIndex([])),
    ask: () => {
      throw new Error('the disk is on fire');
    },
  };
  await using broken = await startBot({ engine: () => failing as Engine });
  const told = await broken.discord.slash('ask', { question: ARP }).message();
  const id = /tell the admins this number: ([0-9a-f]{8})\.$/.exec(told.content)?.[1];
  expect(told.flags).toBe(64);
  expect(broken.logged).toContainEqual(expect.stringMatching(`^discord: ${id} the disk is on fire`));

  broken.discord.say(`<@${BOT.id}> ${ARP}`);
  expect((await broken.discord.reply(0)).content).toMatch(/tell the admins this number: [0-9a-f]{8}\.$/);
});

describe('Discord’s own refusals', () => {
  test('429 is waited for, and the answer arrives', async () => {
    const headers = { 'retry-after': '0.2', 'x-ratelimit-reset-after': '0.2', 'x-ratelimit-remaining': '0' };
    bot.discord.refuse({
      method: 'POST',
      path: /^\/channels\//,
      status: 429,
      body: { message: 'slow', retry_after: 0.2, global: false },
      headers,
    });
    bot.discord.say(`<@${BOT.id}> ${ARP}`);
    expect(textOf(await bot.discord.reply(0))).toContain('locktime');
    expect(
      bot.discord.requests.filter(({ path }) => path.startsWith('/channels/')).map(({ status }) => status),
    ).toEqual([429, 200]);
  });

  test('429 on a deferred answer’s edit is waited for', async () => {
    await using bot = await startBot({ turns: always });
    bot.discord.refuse({
      method: 'PATCH',
      path: /^\/webhooks\//,
      status: 429,
      body: { message: 'slow', retry_after: 0.2, global: false },
      headers: { 'retry-after': '0.2' },
    });
    const interaction = bot.discord.slash('ask', { question: ARP });
    expect(await interaction.kind()).toBe(5);
    expect(textOf(await interaction.message())).toContain('locktime');
    expect(bot.discord.requests.filter(({ status }) => status === 429)).toHaveLength(1);
  });

  test('500 is tried again', async () => {
    bot.discord.refuse({ method: 'POST', path: /^\/channels\//, status: 500, body: {} });
    bot.discord.say(`<@${BOT.id}> ${ARP}`);
    expect(textOf(await bot.discord.reply(0))).toContain('locktime');
  });

  test('a channel that the bot may not write in is left alone, with a line in the log', async () => {
    bot.discord.refuse({
      method: 'POST',
      path: /^\/channels\//,
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
    });
    bot.discord.say(`<@${BOT.id}> ${ARP}`);
    await bot.discord.until('refusal', () => bot.discord.requests.some(({ status }) => status === 403));
    expect(textOf(await bot.discord.slash('ask', { question: ARP }).message())).toContain('locktime');
    expect(bot.logged).toContainEqual(
      expect.stringMatching(/^discord: [0-9a-f]{8} Missing Permissions, code 50013/),
    );
  });

  test('where the bot may not embed, it answers in plain text', async () => {
    await using bot = await startBot({ server: { permissions: BOT_PERMISSIONS & ~EMBED_LINKS } });
    bot.discord.say(`<@${BOT.id}> ${ARP}`);
    const { embeds, content, components } = await bot.discord.reply(0);
    expect(embeds).toEqual([]);
    expect(content).toMatch(
      /^> The kernel ignores gratuitous ARP[^\n]+\n\*\*\[1\]\*\* \[Why ARP is ignored\]/,
    );
    expect(components).toHaveLength(1);
  });

  test('an interaction that came too late is logged without its token', async () => {
    bot.discord.refuse({
      method: 'POST',
      path: /^\/interactions\//,
      status: 404,
      body: { code: 10062, message: 'Unknown interaction' },
    });
    bot.discord.slash('ask', { question: ARP });
    await bot.discord.until('refusal', () => bot.discord.requests.some(({ status }) => status === 404));
    expect(textOf(await bot.discord.slash('ask', { question: ARP }).message())).toContain('locktime');
    expect(bot.logged).toContainEqual(
      expect.stringMatching(/^discord: [0-9a-f]{8} Unknown interaction, code 10062/),
    );
    expect(bot.logged.join()).not.toContain('token-');
  });

  test('a token older than 15 minutes: the answer goes into the channel', async () => {
    let goOn = () => {};
    const held = new Promise<void>((resolve) => {
      goOn = resolve;
    });
    await using bot = await startBot({ turns: { ...always, take: (work) => held.then(work) } });
    const interaction = bot.discord.slash('ask', { question: ARP });
    expect(await interaction.kind()).toBe(5);
    bot.discord.expireTokens();
    goOn();
    expect(textOf(await bot.discord.reply(0))).toContain('locktime');
    expect(bot.logged.filter((line) => !/connected|registered/.test(line))).toEqual([]);
  });
});

test('the index is changed between two questions, and both are answered', async () => {
  expect(textOf(await bot.discord.slash('ask', { question: ARP }).message())).toContain('locktime');
  bot.change(makeIndex([makePost('bread', 'Bread is baked in an oven.')]));
  expect(textOf(await bot.discord.slash('ask', { question: 'where is bread baked?' }).message())).toContain(
    '> Bread is baked in an oven.',
  );
});

test('200 questions at once from 50 people are all answered, those that must wait deferred at once', async () => {
  const all = askMany(200);
  const kinds = await Promise.all(all.map((interaction) => interaction.kind()));
  const texts = await Promise.all(all.map(async (interaction) => textOf(await interaction.message())));
  expect(texts.filter((text) => text.includes('needs a pressure of'))).toHaveLength(200);
  expect(new Set(kinds)).toEqual(new Set([4, 5]));
  expect(bot.logged.filter((line) => !/connected|registered/.test(line))).toEqual([]);
});

test('who asks too fast is asked to wait, kindly, and nobody else', async () => {
  for (let n = 0; n < 12; n++) await bot.discord.slash('about', {}, { user: ADA }).message();
  const told = await bot.discord.slash('ask', { question: ARP }, { user: ADA }).message();
  expect(told.content).toMatch(/^One moment, please: you can ask again in \d+ s\.$/);
  expect(textOf(await bot.discord.slash('ask', { question: ARP }).message())).toContain('locktime');
});

/** Questions all at once, from fifty people, each in a channel of its own, so that none is a duplicate. */
function askMany(count: number) {
  return Array.from({ length: count }, (_, n) =>
    bot.discord.slash(
      'ask',
      { question: `what pressure does bicycle tyre number ${(n % 8) + 1} need?` },
      {
        user: { ...ADA, id: `4100000000000000${10 + (n % 50)}` },
        channel: String(BigInt(CHANNEL) + BigInt(1000 + n)),
      },
    ),
  );
}
