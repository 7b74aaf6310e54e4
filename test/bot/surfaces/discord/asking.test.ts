import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import {
  ADA,
  BEN,
  BOT,
  CHANNEL,
  GUILD,
  type Message,
  makeUser,
  OTHER_CHANNEL,
} from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const ARP = 'why are gratuitous ARP packets ignored?';
const QUOTE = 'The kernel ignores gratuitous ARP packets because they come within the locktime window.';
const FIX = 'To fix ignored ARP packets, set the locktime to zero.';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot[Symbol.asyncDispose]());

let replies = 0;
/** The bot's next message that is no answer to an interaction. */
const nextReply = () => bot.discord.reply(replies++);
const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const labels = (message: Message) =>
  message.components.flatMap((row) => row.components.map(({ label }) => label));

describe('/ask', () => {
  test('quotes word for word, cites, and shows how old it is', async () => {
    const interaction = bot.discord.slash('ask', { question: ARP }, { channel: OTHER_CHANNEL });
    const message = await interaction.message();
    expect(await interaction.kind()).toBe(4);
    expect(message.embeds[0]?.title).toBe(ARP);
    expect(textOf(message)).toContain(
      `> ${QUOTE}\n**[1]** [Why ARP is ignored](https://example.org/locktime) · Ada · <t:1204365600:D> (9 years old) · Cause`,
    );
    expect(labels(message)).toEqual(['Dismiss', 'Helped', 'Wrong?', 'Open post']);
    expect(message.flags).toBe(0);
    expect(message.allowed_mentions).toEqual({ parse: [], replied_user: false });
  });

  test('private, is seen by the asker only and in their language', async () => {
    const message = await bot.discord
      .slash('ask', { question: ARP, private: true }, { locale: 'de' })
      .message();
    expect(message.flags).toBe(64);
    expect(labels(message)).toEqual(['Teilen', 'Hilfreich', 'Falsch?', 'Beitrag öffnen']);
  });

  test('for somebody, mentions them and nobody else', async () => {
    const message = await bot.discord.slash('ask', { question: ARP, mention: BEN.id }).message();
    expect(message.content).toBe(`for <@${BEN.id}>`);
    expect(message.allowed_mentions).toEqual({ parse: [], users: [BEN.id], replied_user: false });
  });

  test('declines what the posts don’t say', async () => {
    const message = await bot.discord.slash('ask', { question: 'how do I bake bread?' }).message();
    expect(textOf(message)).toMatch(/^I don't know: nothing in the posts of Engines answers that\./);
    expect(labels(message)).toEqual(['Dismiss', 'Tell me when answered']);
  });

  test('of blanks only, asks for a question', async () => {
    const message = await bot.discord.slash('ask', { question: '| \u202e |' }).message();
    expect(message.content).toMatch(/^There is no question/);
    expect(message.flags).toBe(64);
  });

  test('the same again in the channel gets a link; in another, an answer', async () => {
    const first = await bot.discord
      .slash('ask', { question: 'what does the noVNC console ignore?' })
      .message();
    const again = await bot.discord
      .slash('ask', { question: 'What does the noVNC  console ignore' }, { user: BEN })
      .message();
    expect(again.content).toBe(
      `That was answered here a moment ago: https://discord.com/channels/${GUILD}/${CHANNEL}/${first.id}`,
    );
    expect(again.flags).toBe(64);
    const elsewhere = await bot.discord
      .slash('ask', { question: 'what does the noVNC console ignore?' }, { channel: OTHER_CHANNEL })
      .message();
    expect(textOf(elsewhere)).toContain('The noVNC console ignores the keyboard');
  });
});

describe('a message', () => {
  test('that mentions the bot is answered by a reply that pings nobody', async () => {
    const asked = bot.discord.say(`<@${BOT.id}> ${ARP} please`);
    const message = await nextReply();
    expect(message.message_reference).toMatchObject({ message_id: asked.id });
    expect(message.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(textOf(message)).toContain(QUOTE);
    expect(message.embeds[0]?.title).toBeUndefined();
  });

  test('in reply to an answer keeps its topic', async () => {
    bot.discord.say(`<@${BOT.id}> are gratuitous ARP packets ignored?`);
    const answer = await nextReply();
    bot.discord.say('and how do I fix it?', { replyTo: answer });
    expect(textOf(await nextReply()).split('\n')[0]).toBe(`> ${FIX}`);
  });

  test('in private needs no mention, and a follow-up no reply', async () => {
    bot.discord.say(ARP, { guild: null, user: ADA });
    expect(textOf(await nextReply())).toContain(QUOTE);
    bot.discord.say('and how do I fix it?', { guild: null, user: ADA });
    expect(textOf(await nextReply()).split('\n')[0]).toBe(`> ${FIX}`);
  });

  test('that points at another by "@almanac" alone asks what that one says, where the bot may read', async () => {
    await using bot = await startBot({ questionChannels: [OTHER_CHANNEL] });
    const question = bot.discord.say('what pressure does bicycle tyre number 3 need?', { user: BEN });
    bot.discord.say(`<@${BOT.id}>`, { replyTo: question });
    expect(textOf(await bot.discord.reply(0))).toContain('number 3 needs a pressure of 3 bar');
  });

  test('that Discord hides from the bot is told how to be read', async () => {
    const hidden = bot.discord.say('what pressure does bicycle tyre number 7 need?', { user: BEN });
    bot.discord.say(`<@${BOT.id}>`, { replyTo: hidden });
    const told = await nextReply();
    expect(told.content).toBe(
      'I can read only messages that mention me: leave the ping of your reply on, or use Apps → Answer this.',
    );
    bot.discord.say('and how do I fix it?', { replyTo: told, pings: false });
    expect((await nextReply()).content).toBe(told.content);
  });

  test('without a question is told so', async () => {
    bot.discord.say(`<@${BOT.id}>`);
    expect((await nextReply()).content).toMatch(/^There is no question/);
  });

  test('the same again gets a link to the answer above', async () => {
    bot.discord.say(`<@${BOT.id}> what pressure does bicycle tyre number 4 need?`);
    const first = await nextReply();
    bot.discord.say(`<@${BOT.id}> what pressure does bicycle tyre number 4 need`, { user: BEN });
    expect((await nextReply()).content).toContain(`/${CHANNEL}/${first.id}`);
  });

  test('of a bot, of a webhook, of others to each other is left alone', async () => {
    bot.discord.say(`<@${BOT.id}> ${ARP}`, { user: makeUser('9', 'robot', { bot: true }) });
    bot.discord.say(`<@${BOT.id}> ${ARP}`, { more: { webhook_id: '7' } });
    bot.discord.say(ARP);
    bot.discord.say(`<@${ADA.id}> ${ARP}`);
    bot.discord.say(`<@${BOT.id}> what pressure does bicycle tyre number 5 need?`);
    expect(textOf(await nextReply())).toContain('number 5');
  });
});

test('Apps → Answer this answers any message', async () => {
  const target = bot.discord.say('what pressure does bicycle tyre number 6 need?', { user: BEN });
  const message = await bot.discord.menu('Answer this', target).message();
  expect(textOf(message)).toContain('number 6 needs a pressure of 6 bar');
  expect(message.embeds[0]?.title).toBe(target.content);
});

test('nothing went wrong, and Discord refused nothing', () => {
  expect(bot.logged.filter((line) => !/connected|registered/.test(line))).toEqual([]);
  expect(bot.discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
});
