import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine } from '../../bot/answer/engine.ts';
import { loadConfig } from '../../bot/config.ts';
import { Secret } from '../../bot/config/secret.ts';
import { serveBridge } from '../../bot/serve-bridge.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { type DiscordSurface, startDiscord } from '../../bot/surfaces/discord/start-discord.ts';
import { type DiscordServer, startDiscordServer } from '../servers/discord/discord-server.ts';
import { ADA, BEN, BOT, CHANNEL, GUILD, type Message, makeUser } from '../servers/discord/world.ts';
import { type ScriptedServer, startScriptedServer } from '../servers/irc/scripted-server.ts';
import { index, startBot, type TestBot } from './surfaces/irc/start-bot.ts';

let discord: DiscordServer;
let server: ScriptedServer;
let irc: TestBot;
let surface: DiscordSurface;
let store: Store;
let bridge: { stop: () => Promise<void> };
let logged: string[];

async function begin(): Promise<void> {
  surface = await startDiscord({
    token: new Secret('good-token'),
    api: discord.api,
    guilds: [],
    questionChannels: [],
    bridgeChannels: [CHANNEL],
    shards: null,
    engine: () => createEngine(index),
    viewFor: (language) => ({
      language,
      today: '2017-05-26',
      community: { name: 'Planet', ask_humans: null },
      linkTo: (post) => post.url,
    }),
    store,
    log: (line) => void logged.push(line),
    now: () => new Date(),
  });
  irc = await startBot(server.port, { pace: { burst: 10_000, perSecond: 10_000 }, relays: ['matter'] });
  await irc.logged(/joined #talk/);
  bridge = await serve(store);
}

async function serve(store: Store): Promise<{ stop: () => Promise<void> }> {
  const config = await loadConfig({ file: null, cwd: import.meta.dirname, env: {} });
  const pair = { irc: 'test/#talk', discord: CHANNEL, presence: false, deletes: true, colours: false };
  const network = { network: 'test' } as (typeof config.irc)[number];
  return serveBridge({
    config: { ...config, irc: [network], bridge: [pair] },
    discord: surface,
    irc: { networks: [irc.network], stop: irc.stop },
    store,
    log: (line) => void logged.push(line),
  });
}

async function part(): Promise<void> {
  await bridge.stop();
  await surface.stop();
  await irc.stop();
}

beforeEach(async () => {
  logged = [];
  store = await openStore(':memory:');
  discord = await startDiscordServer();
  server = await startScriptedServer({
    capabilities: 'message-tags batch echo-message labeled-response',
  });
  await begin();
});
afterEach(async () => {
  await part();
  await server.stop();
  await discord[Symbol.asyncDispose]();
  store.close();
});

let ids = 0;
/** Ada says something on IRC; gives the message's id. */
const say = (text: string, tags = '') => {
  ids++;
  server.send(`@msgid=irc-${ids}${tags} :ada!a@h PRIVMSG #talk :${text}\r\n`);
  return `irc-${ids}`;
};
/** A line of the bot without the label by which it knows the echo. */
const unlabelled = (line: string) =>
  line.replace(/^@label=[^; ]+(?:;| )/, (tags) => (tags.endsWith(';') ? '@' : ''));
const heard = async (pattern: RegExp, within?: number) => unlabelled(await server.next(pattern, within));
/** What the webhook posted, in order. */
const posts = () => [...discord.messages.values()].filter((message) => message.webhook_id !== undefined);
const posted = (count = 1): Promise<Message> => discord.until('a post', () => posts()[count - 1]);
const ircLines = () => server.received.filter((line) => line.includes('PRIVMSG #talk'));
const GRACE = makeUser('400000000000000003', 'grace');

describe('the bridge between Discord and IRC', () => {
  test('people on IRC speak on Discord under their own name, and mention nobody', async () => {
    say('\u0002hello\u0002 @everyone <@400000000000000001>');
    const message = await posted();
    expect(message.author.username).toBe('ada');
    expect(message.content).toBe('**hello** @\u200beveryone \\<@400000000000000001>');
    expect(message.allowed_mentions).toEqual({ parse: [], users: [] });
    expect(message.avatar_url).toMatch(/^https:\/\/cdn\.discordapp\.com\/embed\/avatars\/\d\.png$/);
  });

  test('people on Discord speak on IRC, and what the webhook posts does not come back', async () => {
    say('one');
    await posted();
    discord.say('two **three** <@400000000000000002>', { user: GRACE, more: { mentions: [BEN] } });
    expect(await heard(/PRIVMSG #talk/)).toBe('PRIVMSG #talk :<g\u200brace> two \u0002three\u000f @ben');
    expect(ircLines()).toHaveLength(1);
  });

  test('who is addressed on IRC and known on Discord is mentioned there, and nobody else', async () => {
    discord.say('here I am', { user: GRACE });
    await server.next(/here I am/);
    say('grace: look, @ben');
    const message = await posted();
    expect(message.content).toBe(`<@${GRACE.id}>: look, @ben`);
    expect(message.allowed_mentions).toEqual({ parse: [], users: [GRACE.id] });
  });

  test('replies find their message on either side', async () => {
    const id = say('a question');
    const copy = await posted();
    await vi.waitFor(() =>
      expect(store.relayed.copies('irc:test/#talk', id, `discord:${CHANNEL}`)).toHaveLength(1),
    );
    const reply = discord.say('an answer', { user: GRACE, replyTo: copy });
    expect(await heard(/an answer/)).toBe(`@+draft/reply=${id} PRIVMSG #talk :<g\u200brace → ada> an answer`);
    expect(reply.author.username).toBe('grace');
  });

  test('a reply on IRC to a relayed line links to the message on Discord, also after a restart', async () => {
    const { id } = discord.say('relayed', { user: GRACE });
    const line = await server.next(/> relayed$/);
    const label = /^@label=(\S+) /.exec(line)?.[1];
    server.send(`@label=${label};msgid=echo-1 :almanac!a@h PRIVMSG #talk :${line.split(' :')[1]}\r\n`);
    say('yes', ';+draft/reply=echo-1');
    const reply = (words: string) =>
      `[↪ grace](<https://discord.com/channels/${GUILD}/${CHANNEL}/${id}>) ${words}`;
    expect((await posted()).content).toBe(reply('yes'));
    await part();
    await begin();
    say('still', ';+draft/reply=echo-1');
    expect((await posted(2)).content).toBe(reply('still'));
  });

  test('an edit is one correction on IRC, a delete a note', async () => {
    const message = discord.say('teh cat', { user: GRACE });
    await server.next(/teh cat/);
    discord.edit(message, 'the cat');
    expect(await heard(/✎/, 8_000)).toBe('PRIVMSG #talk :<g\u200brace> ✎ s/teh/the/');
    discord.erase(message);
    expect(await heard(/✗/)).toBe('PRIVMSG #talk :<g\u200brace> ✗ deleted: “the cat”');
  });

  test('files are links; a long text is a few lines and where the rest is', async () => {
    const file = {
      id: '1',
      filename: 'log.txt',
      size: 3,
      url: 'https://cdn.test/log.txt',
      proxy_url: 'https://cdn.test/log.txt',
    };
    discord.say('', { user: GRACE, more: { attachments: [file] } });
    expect(await heard(/cdn\.test/)).toBe('PRIVMSG #talk :<g\u200brace> [log.txt] https://cdn.test/log.txt');
    const { id } = discord.say('1\n2\n3\n4\n5\n6', { user: GRACE });
    expect(await heard(/more lines/)).toContain(
      `… 3 more lines: https://discord.com/channels/200000000000000001/${CHANNEL}/${id}`,
    );
  });

  test("what is said in a thread comes with the thread's name; a poll is its question and answers", async () => {
    const thread = {
      id: '300000000000000077',
      type: 11,
      guild_id: GUILD,
      parent_id: CHANNEL,
      name: 'about ARP',
    };
    discord.gateway.dispatch('THREAD_CREATE', {
      ...thread,
      thread_metadata: { archived: false, auto_archive_duration: 1440, locked: false },
    });
    discord.say('in here', { user: GRACE, channel: thread.id });
    expect(await heard(/in here/)).toBe('PRIVMSG #talk :<g\u200brace> [about ARP] in here');
    const answers = ['ARP', 'NDP'].map((text, index) => ({ answer_id: index + 1, poll_media: { text } }));
    const poll = {
      question: { text: 'Which?' },
      answers,
      expiry: null,
      allow_multiselect: false,
      layout_type: 1,
    };
    discord.say('', { user: GRACE, more: { poll } });
    expect(await heard(/poll/)).toBe('PRIVMSG #talk :<g\u200brace> poll: Which? (ARP / NDP)');
  });

  test('a question on IRC is answered there, and once on Discord in its form', async () => {
    say('!ask why is my gratuitous ARP ignored?');
    await server.next(/PRIVMSG #talk :ada: “The kernel/);
    const answer = await discord.reply();
    expect(answer.content).toBe('↪ **ada**');
    expect(answer.embeds[0]?.description).toContain('The kernel ignores a gratuitous ARP packet');
    expect(posts().map(({ content }) => content)).toEqual(['!ask why is my gratuitous ARP ignored?']);
  });

  test('a question on Discord is answered there, and once on IRC in its form', async () => {
    discord.say('<@100000000000000001> why is my gratuitous ARP ignored?', { user: GRACE });
    expect(await heard(/: “The kernel/)).toMatch(
      /^PRIVMSG #talk :g\u200brace: “The kernel ignores .*” — Why Linux/,
    );
    await discord.reply();
    expect(ircLines()).toHaveLength(2);
  });

  test('an answer to a slash command or a menu comes to IRC with its question; a private one does not, until it is shared', async () => {
    const question = 'why is my gratuitous ARP ignored?';
    await discord.slash('ask', { question, private: true }, { user: GRACE }).message();
    discord.slash('ask', { question }, { user: ADA });
    expect(await heard(/asks/)).toBe(`PRIVMSG #talk :* a\u200bda asks: ${question}`);
    const target = discord.say('and how does Nova evacuate instances?', { user: BEN });
    discord.menu('Answer this', target, { user: GRACE });
    expect(await heard(/g\u200brace asks/)).toBe(
      'PRIVMSG #talk :* g\u200brace asks: and how does Nova evacuate instances?',
    );
    await heard(/g\u200brace: “Nova/);
    expect(ircLines().filter((line) => line.includes('“The kernel'))).toHaveLength(1);
    const own = await discord.slash('ask', { question, private: true }, { user: BEN }).message();
    discord.press(own, 'Share', { user: BEN });
    await heard(/b\u200ben: “The kernel/);
  });

  test('what commands on IRC find is shown on Discord in its form, where nothing was found as well', async () => {
    say('!search gratuitous ARP');
    const search = await discord.reply();
    expect(search.content).toBe('↪ **ada**');
    expect(search.embeds[0]?.title).toBe('gratuitous ARP');
    expect(search.embeds[0]?.description).toContain('[Why Linux ignores gratuitous ARP]');
    say('!post 1');
    const post = await discord.reply(1);
    expect(post.embeds[0]?.description).toContain('> The kernel ignores a gratuitous ARP packet');
    say('!events Sydney');
    const events = await discord.reply(2);
    expect(events.embeds[0]?.description).toMatch(/^\*\*Summit Sydney\*\*\nNovember 6, 2017 · Sydney$/);
    say('!search zeppelin @everyone');
    const none = await discord.reply(3);
    expect(none.content).toBe('↪ **ada**\nNo post matches “zeppelin \\@everyone”.');
    expect(none.allowed_mentions).toMatchObject({ parse: [] });
  });

  test('what commands on Discord find comes to IRC with the command, in short; what only one sees does not', async () => {
    await discord.slash('search', { query: 'Nova', private: true }, { user: GRACE }).message();
    await discord.slash('search', { query: 'zeppelin' }, { user: GRACE }).message();
    discord.slash('search', { query: 'gratuitous ARP', author: 'Grace' }, { user: GRACE });
    expect(await heard(/asks/)).toBe('PRIVMSG #talk :* g\u200brace asks: /search gratuitous ARP Grace');
    expect(await heard(/PRIVMSG #talk :g/)).toBe(
      'PRIVMSG #talk :g\u200brace: 1 — Why Linux ignores gratuitous ARP, Grace, 2017-05-01 · https://example.org/arp (1 post)',
    );
    discord.slash('events', { when: 'November' }, { user: GRACE });
    expect(await heard(/\/events/)).toBe('PRIVMSG #talk :* g\u200brace asks: /events November');
    expect(await heard(/•/)).toMatch(
      /^PRIVMSG #talk :g\u200brace: • Summit Sydney, 6 November 2017, Sydney · /,
    );
    discord.slash('post', { title: 'how nova' }, { user: GRACE });
    expect(await heard(/\/post/)).toBe(
      'PRIVMSG #talk :* g\u200brace asks: /post How Nova evacuates instances',
    );
    expect(await heard(/“Nova/)).toMatch(/^PRIVMSG #talk :g\u200brace: “Nova evacuates .* …”$/);
    expect(ircLines().filter((line) => line.includes(' asks: '))).toHaveLength(3);
  });

  test('what the bot itself announces on both sides is not doubled', async () => {
    const news = 'New post: Why Linux ignores gratuitous ARP https://example.org/arp';
    await irc.connection.say('#talk', [news]);
    server.send(`@msgid=own-1 :almanac!a@h PRIVMSG #talk :${news}\r\n`);
    server.send(`@msgid=own-2 :almanac!a@h NOTICE #talk :${news}\r\n`);
    discord.say(news, { user: BOT });
    say('after');
    discord.say('after', { user: GRACE });
    await posted();
    await heard(/> after/);
    expect(posts().map(({ content }) => content)).toEqual(['after']);
    expect(ircLines().map((line) => unlabelled(line))).toEqual([
      `PRIVMSG #talk :${news}`,
      'PRIVMSG #talk :<g\u200brace> after',
    ]);
  });

  test('what a feed posts on Discord as an embed comes to IRC as title and link, and not back from the feed on IRC', async () => {
    const embeds = [{ title: 'ARP explained', url: 'https://example.org/arp' }];
    discord.say('', { user: { ...GRACE, bot: true }, more: { embeds } });
    expect(await heard(/ARP explained/)).toBe(
      'PRIVMSG #talk :<g\u200brace> ARP explained https://example.org/arp',
    );
    say('ARP explained https://example.org/arp', ';bot');
    say('after');
    expect((await posted()).content).toBe('after');
  });

  test('beside another bridge between the two it stops, whichever way the lines come back', async () => {
    say('from IRC');
    await posted();
    // The other bridge has a webhook as well, and an account on IRC.
    const webhook = {
      user: makeUser('400000000000000009', 'ada'),
      more: { webhook_id: '400000000000000009' },
    };
    discord.say('from IRC', webhook);
    discord.say('from *Discord*', { user: GRACE });
    await server.next(/> from .Discord/);
    server.send('@msgid=m-1;account=matter :matter!m@h PRIVMSG #talk :<grace> from *Discord*\r\n');
    await server.next(/Another bridge relays here too/);
    await discord.reply();
    say('one');
    discord.say('two', { user: GRACE });
    say('!events Sydney');
    await server.next(/ada: • Summit/);
    // The second is the other bridge's own.
    expect(posts().map(({ content }) => content)).toEqual(['from IRC', 'from IRC']);
    expect(ircLines().filter((line) => line.includes('> '))).toHaveLength(1);
    expect(logged.filter((line) => line.includes('another bridge'))).toHaveLength(1);
  });

  test('without the permission for webhooks it speaks as the bot, and says so once', async () => {
    discord.refuse({
      method: 'GET',
      path: /\/webhooks$/,
      status: 403,
      body: { code: 50013, message: 'Missing Permissions' },
    });
    say('one *star*');
    const first = await discord.reply();
    say('two');
    await discord.reply(1);
    expect(first.content).toBe('**<ada>** one \\*star\\*');
    expect(logged.filter((line) => line.includes('no webhook'))).toHaveLength(1);
  });

  test('a webhook that somebody deleted is made anew', async () => {
    say('one');
    await posted();
    discord.dropWebhooks();
    say('two');
    expect((await posted(2)).content).toBe('two');
  });

  test('who may manage messages may pause it', async () => {
    discord.say('!relay off', { user: ADA });
    await server.next(/ada switched the relay off/);
    say('unheard');
    discord.say('!relay on', { user: ADA });
    await server.next(/ada switched the relay on/);
    say('heard');
    await discord.until('a post', () => posts().find(({ content }) => content === 'heard'));
  });

  test('after a restart nothing comes twice, and replies still find their message', async () => {
    const id = say('before');
    const copy = await posted();
    await part();
    await begin();
    server.send(`@msgid=${id} :ada!a@h PRIVMSG #talk :before\r\n`);
    discord.say('late answer', { user: GRACE, replyTo: copy });
    expect(await heard(/late answer/)).toContain(`@+draft/reply=${id} `);
    expect(posts().filter(({ content }) => content === 'before')).toHaveLength(1);
  });

  test('what waits while IRC is away comes after a restart; a relay that was off stays off', async () => {
    server.send(':ada!a@h KICK #talk almanac :out\r\n');
    await irc.logged(/kicked/);
    discord.say('are you there?', { user: GRACE });
    await vi.waitFor(() => expect(store.relayState.waiting('irc:test/#talk')).toHaveLength(1));
    await part();
    await begin();
    expect(await heard(/are you there/)).toBe('PRIVMSG #talk :<g\u200brace> are you there?');
    discord.say('!relay off', { user: ADA });
    await server.next(/relay off/);
    await part();
    await begin();
    say('unheard');
    say('!events Sydney');
    await server.next(/ada: • Summit/);
    discord.say('!relay on', { user: ADA });
    await server.next(/relay on/);
    say('heard');
    await discord.until('a post', () => posts().find(({ content }) => content === 'heard'));
    expect(posts().map(({ content }) => content)).toEqual(['heard']);
  });

  test('500 messages each way come whole, once and in order', async () => {
    for (let count = 0; count < 500; count++) {
      say(`n${count}`);
      discord.say(`n${count}`, { user: GRACE });
    }
    await discord.until('all', () => posts().length >= 500 && ircLines().length >= 500);
    const numbers = Array.from({ length: 500 }, (_, number) => `n${number}`);
    expect(posts().map(({ content }) => content)).toEqual(numbers);
    expect(ircLines().map((line) => line.split(' ').at(-1))).toEqual(numbers);
  }, 60_000);

  test.each([
    ['a table is gone', 'DROP TABLE relay_muted', 'no such table: relay_muted'],
    [
      'what waits is damaged',
      `INSERT INTO relay_waiting (side, at, outgoing)
       VALUES ('irc:test/#talk', unixepoch() * 1000, 'torn')`,
      /torn/,
    ],
  ])('a store that can not be read, since %s, ends the start, and is named', async (_why, damage, told) => {
    const folder = await mkdtemp(join(tmpdir(), 'almanac-bridge-'));
    const file = join(folder, 'almanac.db');
    const own = await openStore(file);
    const { default: Database } = await import('libsql');
    const other = new Database(file);
    other.exec(damage);
    other.close();
    const error = await serve(own).catch((fault: Error) => fault);
    expect(error).toMatchObject({ name: 'StoreError', message: expect.stringMatching(told) });
    expect(error).toMatchObject({
      message: expect.stringMatching(
        /^\S+almanac\.db can't be read: .* \(move it away, and a new one is begun\)$/,
      ),
    });
    own.close();
    await rm(folder, { recursive: true });
  });
});
