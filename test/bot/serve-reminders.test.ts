import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../bot/answer/engine.ts';
import type { Config } from '../../bot/config.ts';
import { loadConfig } from '../../bot/config.ts';
import type { Reminder } from '../../bot/reminders/find-due.ts';
import { type ReminderService, serveReminders } from '../../bot/serve-reminders.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { createDiscordSender } from '../../bot/surfaces/discord/send-messages.ts';
import { makeEvent, makeIndex, makePost } from '../make-index.ts';
import { type DiscordServer, startDiscordServer } from '../servers/discord/discord-server.ts';
import { ADA, CHANNEL, DM_CHANNEL } from '../servers/discord/world.ts';
import { type Inspircd, inspircdMissing, startInspircd } from '../servers/irc/inspircd.ts';
import { enter } from '../servers/irc/person.ts';
import { startScriptedServer } from '../servers/irc/scripted-server.ts';
import { startBot } from './surfaces/irc/start-bot.ts';

const talk = makeEvent('talk', '2017-03-12T17:00:00Z', {
  name: 'A *talk* @everyone',
  place: 'Room\r\nQUIT',
  url: 'https://example.org/talk',
});
const weekly = (channel: string) =>
  makeEvent('meeting', '2017-03-02T21:00:00Z', {
    name: 'Engine meeting',
    timezone: 'America/New_York',
    rrule: 'FREQ=WEEKLY;BYDAY=TH',
    channel,
  });

let engine: Engine;
let discord: DiscordServer;
let store: Store;
let config: Config;
let logged: string[];
let clock: string;
let running: { stop: () => Promise<void> }[];

beforeEach(async () => {
  engine = createEngine(makeIndex([], [talk]));
  discord = await startDiscordServer();
  store = await openStore(':memory:');
  const loaded = await loadConfig({ file: null, cwd: import.meta.dirname, env: {} });
  config = { ...loaded, irc: [{ network: 'test' } as Config['irc'][number]] };
  logged = [];
  running = [];
});
afterEach(async () => {
  for (const one of running) await one.stop();
  await discord[Symbol.asyncDispose]();
  store.close();
});

const ask = (more: Partial<Reminder> = {}) =>
  store.reminders.add({
    ...{ event: 'talk', lead: 'hour', surface: 'discord', target: `@${ADA.id}`, zone: 'UTC' },
    ...{ asked: '2017-01-01T00:00:00Z', due: null, language: 'en' },
    ...more,
  });

async function rest() {
  const { REST } = await import('discord.js');
  return new REST({ version: '10', api: discord.api, retries: 0 }).setToken('good-token');
}

async function serve(more: Partial<ReminderService> = {}) {
  const service = serveReminders({
    config,
    engine: () => engine,
    store,
    discord: { sender: createDiscordSender(await rest()) },
    irc: null,
    log: (line) => void logged.push(line),
    now: () => new Date(clock),
    every: 10,
    ...more,
  });
  running.push(service);
  return service;
}

const sent = () =>
  [...discord.messages.values()].map(({ channel_id, content }) => `${channel_id} ${content}`);
/** Long enough for many looks. */
const looks = () => new Promise((resolve) => setTimeout(resolve, 200));
const EVENT = '\n**[A \\*talk\\* \\@everyone](https://example.org/talk)**\n<t:1489338000:f> · Room QUIT';

describe('on Discord', () => {
  test('a reminder comes by direct message when it is due, once, and pings nobody', async () => {
    ask();
    clock = '2017-03-12T15:59:59Z';
    await serve();
    await looks();
    expect(sent()).toEqual([]);
    clock = '2017-03-12T16:00:00Z';
    await discord.reply();
    await looks();
    expect(sent()).toEqual([`${DM_CHANNEL} ⏰ Reminder · an hour before${EVENT}`]);
    const opened = discord.requests.find(({ path }) => path === '/users/@me/channels');
    expect(opened?.body).toEqual({ recipient_id: ADA.id });
    const [post] = discord.requests.filter(({ path }) => path.endsWith('/messages'));
    expect(post?.body).toMatchObject({ allowed_mentions: { parse: [] }, enforce_nonce: true });
  });

  test('after a restart it does not come again, and one within the hour comes late, in the language of who asked', async () => {
    ask();
    clock = '2017-03-12T16:00:00Z';
    const first = await serve();
    await discord.reply();
    await first.stop();
    ask({ target: `#${CHANNEL}`, language: 'de' });
    clock = '2017-03-12T16:50:00Z';
    await serve();
    await discord.reply(1);
    await looks();
    expect(sent().slice(1)).toEqual([
      `${CHANNEL} ⏰ Verspätete Erinnerung (fällig war sie <t:1489334400:f>) · eine Stunde vorher${EVENT}`,
    ]);
  });

  test('one that was due more than an hour ago is dropped, and the log counts them once', async () => {
    ask();
    ask({ lead: 'day' });
    // That one was sent in time.
    const key = `${ask({ lead: 'week' })}:2017-03-12T17:00:00Z`;
    store.reminders.claim(key, '2017-03-05T17:00:00Z');
    store.reminders.finish(key);
    clock = '2017-03-12T17:00:01Z';
    await serve();
    await looks();
    expect(sent()).toEqual([]);
    expect(logged).toEqual(['reminders: 2 dropped, since they were due more than an hour ago']);
  });

  test('a clock that jumps a year ahead and back loses nothing and repeats nothing', async () => {
    ask();
    ask({ lead: 'day' });
    clock = '2017-03-11T17:00:00Z';
    await serve();
    await discord.reply();
    for (const jump of ['2018-03-12T00:00:00Z', '2017-03-11T17:00:30Z', '2016-01-01T00:00:00Z']) {
      clock = jump;
      await looks();
    }
    expect(sent()).toHaveLength(1);
    clock = '2017-03-12T16:00:00Z';
    await discord.reply(1);
    await looks();
    expect(sent()).toEqual([
      `${DM_CHANNEL} ⏰ Reminder · a day before${EVENT}`,
      `${DM_CHANNEL} ⏰ Reminder · an hour before${EVENT}`,
    ]);
  });

  test('an event that was moved so near that its reminder is past is told of at once', async () => {
    ask({ lead: 'week' });
    clock = '2017-03-01T00:00:00Z';
    await serve();
    await looks();
    engine = createEngine(makeIndex([], [{ ...talk, start: '2017-03-04T00:00:00Z' }]));
    expect((await discord.reply()).content).toMatch(
      /^⏰ Late reminder .* · a week before\n.*<t:1488585600:f>/s,
    );
    await looks();
    expect(sent()).toHaveLength(1);
    expect(logged).toEqual([]);
  });

  test('one that was begun by a process that died is looked for, and sent only when it is not there', async () => {
    const id = ask();
    const key = `${id}:2017-03-12T17:00:00Z`;
    clock = '2017-03-12T16:00:00Z';
    const api = await rest();
    await createDiscordSender(api).send({
      ...{ key, surface: 'discord', target: `@${ADA.id}` },
      ...{ label: '⏰ Reminder', text: ` · an hour before${EVENT}` },
    });
    // As after the minutes for which Discord knows a nonce.
    for (const message of discord.messages.values()) Object.assign(message, { nonce: undefined });
    store.reminders.claim(key, clock);
    store.reminders.claim(`${ask({ target: `#${CHANNEL}` })}:2017-03-12T17:00:00Z`, clock);
    clock = '2017-03-12T16:30:00Z';
    await serve();
    await looks();
    expect(sent()).toEqual([
      `${DM_CHANNEL} ⏰ Reminder · an hour before${EVENT}`,
      `${CHANNEL} ⏰ Late reminder (it was due <t:1489334400:f>) · an hour before${EVENT}`,
    ]);
    expect(store.reminders.claim(key, clock)).toBe('sent');
  });

  test('where the bot may not read what it sent, one that was begun is sent', async () => {
    store.reminders.claim(`${ask({ target: `#${CHANNEL}` })}:2017-03-12T17:00:00Z`, '2017-03-12T16:00:00Z');
    const body = { code: 50013, message: 'Missing Permissions' };
    discord.refuse({ method: 'GET', path: /\/messages$/, status: 403, body });
    clock = '2017-03-12T16:01:00Z';
    await serve();
    await discord.reply();
    expect(logged).toEqual([]);
  });

  test('of two processes on one database one sends, and the other takes over when that one ends', async () => {
    const folder = await mkdtemp(join(tmpdir(), 'almanac-'));
    const [first, second] = [await openStore(join(folder, 'a.db')), await openStore(join(folder, 'a.db'))];
    try {
      const more = { event: 'talk', surface: 'discord', target: `@${ADA.id}`, zone: 'UTC', due: null };
      const asked = { ...more, asked: '2017-01-01T00:00:00Z', language: 'en' } as const;
      first.reminders.add({ ...asked, lead: 'day' });
      clock = '2017-03-11T17:00:00Z';
      const one = await serve({ store: first });
      await serve({ store: second });
      await discord.reply();
      expect([first.sending.take(), second.sending.take()]).toEqual([true, false]);
      await one.stop();
      first.close();
      second.reminders.add({ ...asked, lead: 'hour' });
      clock = '2017-03-12T16:00:00Z';
      await discord.reply(1);
      await looks();
      expect(sent()).toHaveLength(2);
    } finally {
      for (const service of running) await service.stop();
      second.close();
      await rm(folder, { recursive: true });
    }
  });

  test('somebody who takes no direct messages is tried once, and others get theirs', async () => {
    ask();
    ask({ target: `#${CHANNEL}` });
    discord.refuse({
      method: 'POST',
      path: new RegExp(`/channels/${DM_CHANNEL}/messages`),
      status: 403,
      body: { code: 50007, message: 'Cannot send messages to this user' },
      times: 5,
    });
    clock = '2017-03-12T16:00:00Z';
    await serve();
    await discord.reply();
    await looks();
    expect(sent()).toEqual([`${CHANNEL} ⏰ Reminder · an hour before${EVENT}`]);
    expect(logged).toEqual([
      'reminders: discord: 1:2017-03-12T17:00:00Z: Cannot send messages to this user; it is given up',
    ]);
  });

  test('a meeting is announced in its channel ten minutes before, once, and the next week again', async () => {
    engine = createEngine(makeIndex([], [weekly(CHANNEL)]));
    clock = '2017-03-09T20:50:00Z';
    await serve();
    await discord.reply();
    clock = '2017-03-09T20:55:00Z';
    await looks();
    // Summer time has begun in New York by then.
    clock = '2017-03-16T19:50:00Z';
    await discord.reply(1);
    expect(sent()).toEqual([
      `${CHANNEL} Begins <t:1489093200:R>\n**Engine meeting**\n<t:1489093200:f> · place not announced`,
      `${CHANNEL} Begins <t:1489694400:R>\n**Engine meeting**\n<t:1489694400:f> · place not announced`,
    ]);
  });
});

test('announcements and the digest speak the language of the configuration on Discord', async () => {
  const posts = [makePost('lamp', 'Text.', { title: 'Lamps', published: '2017-03-10T00:00:00Z' })];
  engine = createEngine(makeIndex(posts, [weekly(CHANNEL)]));
  const digest = { channels: [CHANNEL], weekday: 'thursday', hour: 15, questions: false } as const;
  config = {
    ...config,
    community: { ...config.community, timezone: 'America/New_York' },
    discord: { ...config.discord, language: 'de' },
    digest,
  };
  clock = '2017-03-16T19:50:00Z';
  await serve();
  await discord.reply(1);
  expect(sent()).toEqual([
    `${CHANNEL} Beginnt <t:1489694400:R>\n**Engine meeting**\n<t:1489694400:f> · Ort noch offen`,
    expect.stringMatching(/\*\*Neue Beiträge\*\*/),
  ]);
});

test('the digest of the week is told on both networks at its hour by the clock of the community, once', async () => {
  const server = await startScriptedServer();
  const bot = await startBot(server.port);
  try {
    await bot.logged(/joined #talk/);
    const posts = Array.from({ length: 12 }, (_, n) =>
      makePost(`post-${n}`, 'Text.', {
        title: `Post ${n} @here`,
        published: `2017-03-1${n % 3}T00:00:0${n % 10}Z`,
        url: `https://example.org/${n}`,
      }),
    );
    engine = createEngine(makeIndex(posts, [{ ...talk, start: '2017-03-14', url: null }]));
    const digest = {
      channels: [CHANNEL, 'test/#talk'],
      weekday: 'monday',
      hour: 9,
      questions: true,
    } as const;
    const verdict = { verdict: 'wrong', post: null, surface: 'web', at: '2017-03-08T00:00:00Z' } as const;
    store.feedback.add({ question: 'where is\r\n@everyone?', ...verdict });
    config = {
      ...config,
      community: { name: 'Planet', timezone: 'America/New_York', ask_humans: null },
      digest,
    };
    clock = '2017-03-13T12:59:59Z';
    await serve({ irc: { networks: [bot.network] } });
    await looks();
    expect(sent()).toEqual([]);
    clock = '2017-03-13T13:00:00Z';
    const { content } = await discord.reply();
    expect(content.split('\n')).toEqual([
      '**Planet**, 2017-03-06 to 2017-03-12',
      '',
      '**New posts**',
      '- [Post 8 \\@here](https://example.org/8) · Ada',
      ...[5, 2, 11].map((n) => expect.stringContaining(`https://example.org/${n})`)),
      ...Array(6).fill(expect.stringMatching(/^- \[Post/)),
      '- and 2 more',
      '',
      '**Coming events**',
      '- **A \\*talk\\* \\@everyone** · March 14, 2017 · Room QUIT',
      '',
      '**Open questions**',
      '- where is \\@everyone?',
    ]);
    await server.next(/^PRIVMSG #talk :• “/);
    await looks();
    expect(server.received.filter((line) => line.startsWith('PRIVMSG'))).toEqual([
      'PRIVMSG #talk :Planet, 2017-03-06 to 2017-03-12: 12 new posts, 1 coming event, 1 open question',
      'PRIVMSG #talk :— Post 8 @here, Ada, 2017-03-12 · https://example.org/8',
      ...[5, 2].map((n) => expect.stringContaining(`Post ${n} @here`)),
      'PRIVMSG #talk :• A *talk* @everyone, 14 March 2017, Room QUIT · events/talk.md',
      'PRIVMSG #talk :• “where is @everyone?”',
    ]);
    clock = '2017-03-13T20:00:00Z';
    await looks();
    expect(sent()).toHaveLength(1);
  } finally {
    await bot.stop();
    await server.stop();
  }
});

describe('on IRC', () => {
  test('an own fault of one surface holds up no other, and a line that the server refuses is tried again', async () => {
    const server = await startScriptedServer();
    const bot = await startBot(server.port);
    try {
      await bot.logged(/joined #talk/);
      ask({ surface: 'irc', target: 'test/#talk' });
      ask();
      discord.refuse({
        method: 'POST',
        path: /messages/,
        status: 404,
        body: { code: 0, message: 'no' },
        times: 99,
      });
      clock = '2017-03-12T16:00:00Z';
      await serve({ irc: { networks: [bot.network] } });
      expect(await server.next(/^PRIVMSG #talk/)).toBe(
        'PRIVMSG #talk :Reminder, an hour before: A *talk* @everyone, Sunday 12 March 2017, 17:00 UTC, Room QUIT, https://example.org/talk',
      );
      await looks();
      expect(server.received.filter((line) => line.startsWith('PRIVMSG'))).toHaveLength(1);
      expect(sent()).toEqual([]);
      expect(logged).toEqual([expect.stringMatching(/^reminders: discord: 2:.*; it is tried again$/)]);
    } finally {
      await bot.stop();
      await server.stop();
    }
  });

  describe.skipIf(inspircdMissing !== null)('InspIRCd', () => {
    let server: Inspircd;
    beforeEach(async () => {
      server = await startInspircd({ fakelag: false });
    });
    afterEach(() => server.stop());

    test('a nick that is away is waited for; a meeting is told in the channel where the bot is', async () => {
      const bot = await startBot(server.port);
      running.push(bot);
      await bot.logged(/joined #talk/);
      engine = createEngine(
        makeIndex([], [talk, { ...weekly('test/#talk'), start: '2017-03-09T16:10:00Z' }]),
      );
      ask({ surface: 'irc', target: 'test/ada' });
      const ben = await enter(server.port, 'ben', ['#talk']);
      clock = '2017-03-12T16:00:00Z';
      const first = await serve({ irc: { networks: [bot.network] } });
      await looks();
      expect(logged).toEqual([expect.stringMatching(/ada is not there; it is tried again$/)]);
      await first.stop();
      const ada = await enter(server.port, 'ada');
      await serve({ irc: { networks: [bot.network] } });
      expect(await ada.next(/PRIVMSG ada/)).toMatch(/ PRIVMSG ada :Reminder, an hour before: A \*talk\*/);
      clock = '2017-03-16T15:00:00Z';
      expect(await ben.next(/PRIVMSG #talk/)).toMatch(
        / PRIVMSG #talk :In 10 minutes: Engine meeting, Thursday 16 March 2017, 11:10 America\/New_York$/,
      );
      await looks();
      expect(ben.lines.filter((line) => line.includes('PRIVMSG'))).toHaveLength(1);
      ada.close();
      ben.close();
    });
  });
});
