import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADA, BEN, MANAGE_MESSAGES, type Message, somebody } from '../../../servers/discord/world.ts';
import { makeIndex, makePost } from '../../../make-index.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const TYRES = 'what pressure does a bicycle tyre need?';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot[Symbol.asyncDispose]());

const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const numbers = (message: Message) =>
  [...textOf(message).matchAll(/^\*\*\[(\d+)\]/gm)].map(([, number]) => number);
const labels = (message: Message) =>
  message.components.flatMap((row) => row.components.map(({ label }) => label));
const ask = (question: string, more = {}) =>
  bot.discord.slash('ask', { question, ...more }, { user: ADA, channel: somebody().id }).message();

describe('More', () => {
  test('shows the next excerpts to who pressed it, until there are no more', async () => {
    const first = await ask(TYRES);
    expect(numbers(first)).toEqual(['1', '2', '3']);
    expect(labels(first)[0]).toBe('More (5)');
    const second = await bot.discord.press(first, 'More (5)', { user: BEN }).message();
    expect([numbers(second), second.flags]).toEqual([['4', '5', '6'], 64]);
    const third = await bot.discord.press(second, 'More (2)', { user: BEN }).message();
    expect(numbers(third)).toEqual(['7', '8']);
    expect(labels(third)).toEqual(['Share', 'Helped', 'Wrong?', 'Open post']);
  });

  test('works after a restart', async () => {
    const first = await ask(TYRES);
    await bot.restart();
    expect(numbers(await bot.discord.press(first, 'More (5)').message())).toEqual(['4', '5', '6']);
  });
});

test('Share puts a private answer where everyone sees it, and pings nobody', async () => {
  const mine = await ask(TYRES, { private: true });
  const shared = await bot.discord.press(mine, 'Share', { user: ADA }).message();
  expect(shared.flags).toBe(0);
  expect(shared.content).toBe(`Shared by <@${ADA.id}>`);
  expect(shared.allowed_mentions).toEqual({ parse: [], replied_user: false });
  expect(textOf(shared)).toBe(textOf(mine));
});

describe('Dismiss', () => {
  test('is for the asker and for moderators', async () => {
    const first = await ask(TYRES);
    const refused = await bot.discord.press(first, 'Dismiss', { user: BEN }).message();
    expect(refused.content).toMatch(/^Only who asked/);
    expect(bot.discord.messages.has(first.id)).toBe(true);

    bot.discord.press(first, 'Dismiss', { user: ADA });
    await bot.discord.until('deletion', () => !bot.discord.messages.has(first.id));
    const second = await ask(TYRES);
    bot.discord.press(second, 'Dismiss', { user: BEN, permissions: MANAGE_MESSAGES });
    await bot.discord.until('deletion', () => !bot.discord.messages.has(second.id));
  });

  test('lets the question be answered anew', async () => {
    const where = { user: ADA, channel: somebody().id };
    const first = await bot.discord.slash('ask', { question: TYRES }, where).message();
    bot.discord.press(first, 'Dismiss', { user: ADA });
    await bot.discord.until('deletion', () => !bot.discord.messages.has(first.id));
    expect(numbers(await bot.discord.slash('ask', { question: TYRES }, where).message())).toEqual([
      '1',
      '2',
      '3',
    ]);
  });
});

describe('feedback', () => {
  test('is kept without a name, once a person and answer', async () => {
    const answer = await ask('why are gratuitous ARP packets ignored?');
    const thanks = await bot.discord.press(answer, 'Wrong?', { user: BEN }).message();
    expect([thanks.content, thanks.flags]).toEqual([expect.stringMatching(/^Thanks for telling/), 64]);
    expect((await bot.discord.press(answer, 'Helped', { user: BEN }).message()).content).toBe(
      'You have told that already.',
    );
    expect(bot.store.feedback.list(10)).toEqual([
      {
        question: 'why are gratuitous ARP packets ignored?',
        verdict: 'wrong',
        post: 'locktime',
        surface: 'discord',
        at: expect.stringMatching(/^\d{4}-\d\d-\d\dT\d\d:\d\d:\d\dZ$/),
      },
    ]);
  });
});

test('Open post shows the summary of a post that has no address', async () => {
  const answer = await ask('what does the noVNC console ignore?');
  const card = await bot.discord.press(answer, 'Open post').message();
  expect(textOf(card)).toBe(
    '**A console without keys**\nGrace · <t:1495274400:D>\n> Delete the keymap.\nconsole',
  );
});

test('a button whose content has gone ends politely', async () => {
  const answer = await ask(TYRES);
  bot.change(makeIndex([makePost('bread', 'Bread is baked.')]));
  const told = await bot.discord.press(answer, 'More (5)').message();
  expect(told.content).toMatch(/^The posts have changed since/);
});

test('a button that nobody knows ends politely', async () => {
  const answer = await ask('is bread baked?');
  const strange = {
    ...answer,
    components: [{ type: 1, components: [{ type: 2, style: 2, label: 'Old', custom_id: 'old:1' }] }],
  };
  expect((await bot.discord.press(strange as Message, 'Old').message()).content).toMatch(
    /^The posts have changed/,
  );
});

test('nothing went wrong, and Discord refused nothing', () => {
  expect(bot.logged.filter((line) => !/connected|registered/.test(line))).toEqual([]);
  expect(bot.discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
});
