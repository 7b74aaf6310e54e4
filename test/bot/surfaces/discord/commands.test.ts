import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { ADA, BEN, CHANNEL, GUILD, MANAGE_GUILD, type Message } from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot();
});
afterAll(() => bot[Symbol.asyncDispose]());

const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const namesOf = async (name: string, options: Record<string, string>) =>
  (await bot.discord.complete(name, options).choices()).map((choice) => choice.name);

describe('/search', () => {
  test('lists posts page by page, in the same message', async () => {
    const message = await bot.discord.slash('search', { query: 'bicycle tyre' }, { user: ADA }).message();
    expect(textOf(message)).toContain('> Bicycle tyre number');
    expect(textOf(message).match(/^\*\*\[\d+\]/gm)).toEqual(['**[1]', '**[2]', '**[3]', '**[4]', '**[5]']);
    expect(message.embeds[0]?.footer?.text).toBe('8 posts match · page 1 of 2');
    const turned = bot.discord.press(message, 'Next', { user: ADA });
    expect(await turned.kind()).toBe(7);
    expect((await turned.message()).embeds[0]?.footer?.text).toBe('8 posts match · page 2 of 2');
    expect(message.components[0]?.components.map(({ label, disabled = false }) => [label, disabled])).toEqual(
      [
        ['Back', false],
        ['Next', true],
        ['Dismiss', false],
      ],
    );
    await bot.discord.press(message, 'Back', { user: ADA }).message();
    expect(message.embeds[0]?.footer?.text).toBe('8 posts match · page 1 of 2');
  });

  test('turned by somebody else, shows the page to them alone', async () => {
    const message = await bot.discord.slash('search', { query: 'bicycle tyre' }, { user: ADA }).message();
    const theirs = await bot.discord.press(message, 'Next', { user: BEN }).message();
    expect([theirs.flags, theirs.embeds[0]?.footer?.text]).toEqual([64, '8 posts match · page 2 of 2']);
    expect(message.embeds[0]?.footer?.text).toBe('8 posts match · page 1 of 2');
  });

  test.each([
    [{ author: 'author 3' }, 'Tyre 3'],
    [{ since: '2017-04-08' }, 'Tyre 8'],
    [{ until: '2017-04-01' }, 'Tyre 1'],
  ])('narrowed by %j finds %s alone', async (filters, title) => {
    const message = await bot.discord.slash('search', { query: 'bicycle tyre', ...filters }).message();
    expect(message.embeds[0]?.footer?.text).toBe('1 post matches');
    expect(textOf(message)).toContain(`[${title}]`);
  });

  test('tells what is no day, and when nothing matches, to the searcher alone', async () => {
    const wrong = await bot.discord.slash('search', { query: 'tyre', since: '2017-13-01' }).message();
    expect([wrong.content, wrong.flags]).toEqual([
      '“2017-13-01” is no day. Write it like this: 2017-05-26.',
      64,
    ]);
    const none = await bot.discord.slash('search', { query: '*zeppelin*' }).message();
    expect([none.content, none.flags]).toEqual(['No post matches “\\*zeppelin\\*”.', 64]);
  });
});

describe('while typing', () => {
  test('titles are offered: exact, by their beginning, by a word, then ≈ by what the post says', async () => {
    expect(await namesOf('search', { query: 'tyre 3' })).toEqual(
      expect.arrayContaining(['Tyre 3', '≈ Tyre 4']),
    );
    expect((await namesOf('search', { query: 'tyre 3' }))[0]).toBe('Tyre 3');
    expect(await namesOf('search', { query: 'keyboard' })).toEqual(['≈ A console without keys']);
    expect(await namesOf('search', { query: 'without' })).toEqual(['A console without keys']);
  });

  test('nothing yet, the most asked and the newest are', async () => {
    await bot.discord.slash('ask', { question: 'why are gratuitous ARP packets ignored?' }).message();
    expect((await namesOf('search', { query: '' })).slice(0, 3)).toEqual([
      'Why ARP is ignored',
      'A console without keys',
      'Tyre 8',
    ]);
  });

  test('authors and tags are', async () => {
    expect(await namesOf('search', { query: 'x', author: 'gra' })).toEqual(['Grace']);
    expect(await namesOf('search', { query: 'x', author: '3' })).toEqual(['Author 3']);
    expect(await namesOf('search', { query: 'x', tag: '' })).toEqual(['arp', 'console']);
  });
});

describe('/post', () => {
  test('shows the post that was chosen, and opens it', async () => {
    const [choice] = await bot.discord.complete('post', { title: 'why arp' }).choices();
    expect(choice).toEqual({ name: 'Why ARP is ignored', value: 'locktime' });
    const message = await bot.discord.slash('post', { title: 'locktime' }).message();
    expect(textOf(message)).toMatch(
      /^\[Why ARP is ignored\]\(https:\/\/example.org\/locktime\)\nAda · <t:1204365600:D> \(9 years old\)\n> The kernel ignores/,
    );
    expect(message.components[0]?.components).toEqual([
      { type: 2, style: 5, label: 'Open post', url: 'https://example.org/locktime' },
    ]);
  });

  test('takes a title that was typed, and what comes near', async () => {
    expect(textOf(await bot.discord.slash('post', { title: 'a CONSOLE without' }).message())).toContain(
      'A console without keys',
    );
    expect(textOf(await bot.discord.slash('post', { title: 'keyboard' }).message())).toContain(
      'A console without keys',
    );
    expect((await bot.discord.slash('post', { title: 'zeppelin' }).message()).content).toMatch(
      /^There is no such post/,
    );
  });
});

test('/events lists coming ones, or those asked for', async () => {
  expect(textOf(await bot.discord.slash('events').message())).toBe('**Engine party**\nJune 1, 2017 · London');
  expect(textOf(await bot.discord.slash('events', { when: 'January 2017' }).message())).toBe(
    '**Engine wake**\nJanuary 1, 2017 (past) · Paris',
  );
  expect(textOf(await bot.discord.slash('events', { when: 'Oslo' }).message())).toBe(
    'No event is on file for that.',
  );
});

test('/about and /help tell what there is', async () => {
  expect(textOf(await bot.discord.slash('about').message())).toMatch(
    /^\*\*Engines\*\*: 10 posts, 2 events\. The newest is of <t:1495274400:D>\. Almanac \d/,
  );
  const help = textOf(await bot.discord.slash('help', {}, { locale: 'fr' }).message());
  expect(help).toContain('`/demander` Interroger');
  expect(help).toContain('Répondre à ceci');
});

describe('/settings', () => {
  test('are for those who manage the server', async () => {
    const message = await bot.discord.slash('settings', { language: 'de' }).message();
    expect(message.content).toMatch(/^Only who may manage this server/);
    expect(bot.store.guildSettings.get(GUILD).language).toBeNull();
  });

  test('change the language, the style and the question channels', async () => {
    const manage = { permissions: MANAGE_GUILD };
    const shown = await bot.discord
      .slash('settings', { language: 'de', style: 'threads', channel: CHANNEL }, manage)
      .message();
    expect(shown.content).toBe(
      `Language: de. Mentions are answered: In threads. Question channels: <#${CHANNEL}>.\n` +
        'Question channels need the Message Content intent: switch it on at ' +
        '<https://discord.com/developers/applications/100000000000000001/bot> and start the bot anew.',
    );
    const answer = await bot.discord.slash('ask', { question: 'how do I bake bread?' }).message();
    expect(textOf(answer)).toMatch(/^Das weiß ich nicht/);
    bot.discord.say('<@100000000000000001> what does the noVNC console ignore?');
    const thread = await bot.discord.reply(0);
    expect(thread.channel_id).not.toBe(CHANNEL);
    const back = await bot.discord
      .slash('settings', { language: 'auto', style: 'replies', channel: CHANNEL }, manage)
      .message();
    expect(back.content).toBe(
      'Language: as the server’s own. Mentions are answered: As replies. Question channels: none.',
    );
  });
});

test('nothing went wrong, and Discord refused nothing', () => {
  expect(bot.logged.filter((line) => !/connected|registered/.test(line))).toEqual([]);
  expect(bot.discord.requests.filter(({ status }) => status >= 400)).toEqual([]);
});
