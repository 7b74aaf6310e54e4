import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { Secret } from '../../../../bot/config/secret.ts';
import { BOT, CHANNEL, GUILD, type Message } from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const ask = `<@${BOT.id}> what pressure does bicycle tyre number`;
const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const posted = (bot: RunningBot) =>
  bot.discord.requests.filter(
    ({ method, path }) => method === 'POST' && path === `/channels/${CHANNEL}/messages`,
  );

describe('a connection', () => {
  let bot: RunningBot;
  beforeEach(async () => {
    bot = await startBot();
  });
  afterEach(() => bot[Symbol.asyncDispose]());

  test.each(['cut', 'reconnect'] as const)(
    'that is lost (%s) is resumed: no message is lost or answered twice',
    async (how) => {
      bot.discord.say(`${ask} 1 need?`);
      await bot.discord.reply(0);
      bot.discord.gateway.disturb(how);
      bot.discord.say(`${ask} 2 need?`);
      bot.discord.say(`${ask} 3 need?`);
      expect(textOf(await bot.discord.reply(1))).toContain('number 2 ');
      expect(textOf(await bot.discord.reply(2))).toContain('number 3 ');
      bot.discord.say(`${ask} 4 need?`);
      expect(textOf(await bot.discord.reply(3))).toContain('number 4 ');
      expect(bot.discord.gateway.received.get(6)).toBe(1);
      expect(bot.discord.gateway.received.get(2)).toBe(1);
      expect(posted(bot)).toHaveLength(4);
    },
  );

  test('that tells of a message twice gets one answer', async () => {
    bot.discord.say(`${ask} 1 need?`);
    bot.discord.gateway.disturb('replay');
    bot.discord.say(`${ask} 2 need?`);
    await bot.discord.reply(1);
    expect(posted(bot)).toHaveLength(2);
  });

  test('whose session is invalid is made anew', async () => {
    bot.discord.gateway.disturb('invalid');
    await bot.discord.until('second IDENTIFY', () => bot.discord.gateway.identified.length === 2);
    bot.discord.say(`${ask} 5 need?`);
    expect(textOf(await bot.discord.reply(0))).toContain('number 5 ');
  }, 15_000);
});

describe('the start', () => {
  test('with a wrong token says so, and never shows it', async () => {
    const start = startBot({ token: new Secret('wrong-token') });
    const fault = await start.catch((error: Error) => error);
    expect(fault).toMatchObject({
      name: 'InputFault',
      message: expect.stringMatching(/^Discord refuses the token: copy/),
    });
    expect(String((fault as Error).stack)).not.toContain('wrong-token');
  });

  test('asks for no privileged intent', async () => {
    await using bot = await startBot();
    expect(bot.discord.gateway.intents).toBe((1 << 0) | (1 << 9) | (1 << 12));
  });

  test('with question channels asks for message content, and answers there unasked when it is sure', async () => {
    await using bot = await startBot({ questionChannels: [CHANNEL] });
    expect(bot.discord.gateway.intents & (1 << 15)).not.toBe(0);
    bot.discord.say('how do I bake bread?');
    bot.discord.say('the kernel ignores gratuitous ARP packets');
    bot.discord.say('why are gratuitous ARP packets ignored by everyone who lives in Paris?');
    const asked = bot.discord.say('why are gratuitous ARP packets ignored?');
    const answer = await bot.discord.reply(0);
    expect(answer.message_reference).toMatchObject({ message_id: asked.id });
    bot.discord.say('Why are gratuitous ARP packets ignored');
    bot.discord.say(`${ask} 1 need?`);
    expect(textOf(await bot.discord.reply(1))).toContain('number 1 ');
    expect(posted(bot)).toHaveLength(2);
  });

  test('without the intent that question channels need tells where to enable it, and goes on', async () => {
    await using bot = await startBot({
      questionChannels: [CHANNEL],
      server: { flags: 0, forbiddenIntents: 1 << 15 },
    });
    expect(bot.logged).toContain(
      'discord: question channels are not read, since the Message Content intent is off: switch it on at ' +
        'https://discord.com/developers/applications/100000000000000001/bot and start again. All else works.',
    );
    expect(
      textOf(
        await bot.discord.slash('ask', { question: 'why are gratuitous ARP packets ignored?' }).message(),
      ),
    ).toContain('locktime');
  });

  test('when Discord refuses the intent all the same, ends with the page to enable it', async () => {
    const start = startBot({ questionChannels: [CHANNEL], server: { forbiddenIntents: 1 << 15 } });
    await expect(start).rejects.toThrow(
      'Discord refuses an intent: switch on Message Content at https://discord.com/developers/applications/100000000000000001/bot',
    );
  });

  test('when Discord can’t be reached, ends with its address', async () => {
    await expect(startBot({ api: 'http://127.0.0.1:9/api' })).rejects.toThrow(
      /^Discord can't be reached at http:\/\/127.0.0.1:9\/api: /,
    );
  });
});

describe('commands', () => {
  test('are registered everywhere once, and again only when they differ', async () => {
    await using bot = await startBot();
    const puts = () => bot.discord.requests.filter(({ method }) => method === 'PUT').map(({ path }) => path);
    expect(puts()).toEqual(['/applications/100000000000000001/commands']);
    await bot.restart();
    expect(puts()).toHaveLength(1);
    const known = bot.discord.commands.get('global') ?? [];
    Object.assign(known[0] as object, { description: 'Something else' });
    await bot.restart();
    expect(puts()).toHaveLength(2);
    expect((bot.discord.commands.get('global') ?? []).map(({ name }) => name)).toEqual([
      'ask',
      'search',
      'post',
      'events',
      'event',
      'remind',
      'gaps',
      'contribute',
      'about',
      'help',
      'settings',
      'Answer this',
      'Save to knowledge base',
    ]);
  });

  test('are registered in the guilds that are named, and there alone', async () => {
    await using bot = await startBot({ guilds: [GUILD] });
    expect([...bot.discord.commands.keys()]).toEqual([GUILD]);
  });
});
