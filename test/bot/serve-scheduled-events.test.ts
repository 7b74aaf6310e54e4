import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine, type Engine } from '../../bot/answer/engine.ts';
import { serveScheduledEvents } from '../../bot/serve-scheduled-events.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { createEventSync } from '../../bot/surfaces/discord/sync-events.ts';
import type { Event } from '../../indexer/types.ts';
import { makeEvent, makeIndex } from '../make-index.ts';
import { type DiscordServer, startDiscordServer } from '../servers/discord/discord-server.ts';
import { GUILD } from '../servers/discord/world.ts';

const CREATE_EVENTS = 1n << 44n;
const summit = makeEvent('summit 1', '2017-11-06', {
  name: 'Summit\r\n@everyone',
  end: '2017-11-08',
  timezone: 'Australia/Sydney',
  place: 'Sydney',
  url: 'https://example.org/summit',
});
const call = makeEvent('call', '2017-05-04T21:00:00Z', { rrule: 'FREQ=WEEKLY', name: 'Call', online: true });

let discord: DiscordServer;
let store: Store;
let engine: Engine;
let logged: string[];
let clock: string;
let running: { stop: () => Promise<void> } | null;

beforeEach(async () => {
  store = await openStore(':memory:');
  logged = [];
  clock = '2017-05-26T12:00:00Z';
  running = null;
});
afterEach(async () => {
  await running?.stop();
  await discord[Symbol.asyncDispose]();
  store.close();
});

async function serve(): Promise<void> {
  const { REST } = await import('discord.js');
  const rest = new REST({ version: '10', api: discord.api, retries: 0 }).setToken('good-token');
  running = serveScheduledEvents({
    engine: () => engine,
    discord: { syncEvents: createEventSync(rest, store.scheduled, (line) => void logged.push(line)) },
    log: (line) => void logged.push(line),
    now: () => new Date(clock),
    every: 10,
    atLeastEvery: 100,
  });
}
const have = (...events: Event[]) => {
  engine = createEngine(makeIndex([], events));
};
const looks = () => new Promise((resolve) => setTimeout(resolve, 300));
const shown = () =>
  [...discord.scheduled.values()].map(
    ({ name, scheduled_start_time: start, scheduled_end_time: end, entity_metadata: place }) =>
      `${name}, ${start} to ${end}, ${(place as { location: string }).location}`,
  );
const changes = () => discord.requests.filter(({ method }) => method !== 'GET').length;
const SUMMIT = 'Summit @everyone, 2017-11-05T13:00:00+00:00 to 2017-11-08T13:00:00+00:00, Sydney';

test('coming events are created, changed and cancelled with their files, and a restart changes nothing', async () => {
  discord = await startDiscordServer({ permissions: CREATE_EVENTS });
  have(summit, call);
  await serve();
  await discord.until('two events', () => discord.scheduled.size === 2);
  expect(shown()).toEqual(['Call, 2017-06-01T21:00:00+00:00 to 2017-06-01T22:00:00+00:00, online', SUMMIT]);
  expect([...discord.scheduled.values()][1]).toMatchObject({
    description: 'https://example.org/summit\nalmanac:summit%201',
    entity_type: 3,
  });
  await looks();
  await running?.stop();
  await serve();
  await looks();
  expect(changes()).toBe(2);

  have({ ...summit, place: 'Hall 2' }, call);
  await discord.until('the change', () => shown()[1]?.endsWith('Hall 2'));
  have({ ...summit, status: 'cancelled' });
  await discord.until('no event', () => discord.scheduled.size === 0);
  await looks();
  expect(changes()).toBe(5);
  expect(logged).toEqual([]);
});

test('events that people made are left alone, whatever they say', async () => {
  discord = await startDiscordServer({ permissions: CREATE_EVENTS });
  const theirs = {
    id: '7',
    creator_id: '400000000000000001',
    description: 'almanac:gone',
    name: 'Theirs',
    scheduled_start_time: '2017-07-01T00:00:00+00:00',
    scheduled_end_time: null,
  };
  (discord.scheduled as Map<string, Record<string, unknown>>).set('7', theirs);
  have();
  await serve();
  await looks();
  expect([discord.scheduled.size, changes()]).toEqual([1, 0]);
});

test('without the permission nothing is scheduled, which is told once', async () => {
  discord = await startDiscordServer({ permissions: 0n });
  have(summit);
  await serve();
  await looks();
  expect(changes()).toBe(0);
  expect(logged).toEqual([
    `discord: events are not scheduled in ${GUILD}: give the bot the permission Create Events there`,
  ]);
});

test('one that Discord refuses keeps none from the others, and when Discord is away it is asked again', async () => {
  discord = await startDiscordServer({ permissions: CREATE_EVENTS });
  discord.refuse({ method: 'GET', path: /guilds$/, status: 404, body: { code: 0, message: 'away' } });
  const refusal = { code: 50035, message: 'Invalid Form Body' };
  discord.refuse({ method: 'POST', path: /scheduled-events$/, status: 400, body: refusal });
  have(summit, call);
  await serve();
  await discord.until('both', () => discord.scheduled.size === 2);
  expect(logged).toEqual([
    'discord: events: away',
    expect.stringMatching(`^discord: event call in ${GUILD}: Invalid Form Body`),
  ]);
});

test('one that a moderator took away stays away, also after a restart, which is told once; the next time of a series comes', async () => {
  discord = await startDiscordServer({ permissions: CREATE_EVENTS });
  have(summit, call);
  await serve();
  await discord.until('two events', () => discord.scheduled.size === 2);
  await looks();
  discord.dropScheduled();
  await looks();
  await running?.stop();
  await serve();
  await looks();
  expect(shown()).toEqual([]);
  expect(logged).toEqual([
    `discord: event call of 2017-06-01T21:00:00Z was taken away in ${GUILD}, so it is not scheduled again`,
    `discord: event summit 1 of 2017-11-05T13:00:00Z was taken away in ${GUILD}, so it is not scheduled again`,
  ]);
  clock = '2017-06-02T00:00:00Z';
  await discord.until('the next call', () => discord.scheduled.size === 1);
  have({ ...summit, start: '2017-11-07', end: '2017-11-09' }, call);
  await discord.until('the summit at its new time', () => discord.scheduled.size === 2);
  expect(shown()[0]).toMatch(/^Call, 2017-06-08T21:00:00/);
});

test('one that a file took away and gave back comes back: nobody there took it away', async () => {
  discord = await startDiscordServer({ permissions: CREATE_EVENTS });
  have(summit);
  await serve();
  await discord.until('the event', () => discord.scheduled.size === 1);
  have({ ...summit, status: 'cancelled' });
  await discord.until('no event', () => discord.scheduled.size === 0);
  await looks();
  have(summit);
  await discord.until('the event again', () => discord.scheduled.size === 1);
  expect(logged).toEqual([]);
});

test('a sync under way ends with the service: nothing more is asked, told or written', async () => {
  discord = await startDiscordServer({ permissions: CREATE_EVENTS });
  const limit = { message: 'You are being rate limited.', retry_after: 2, global: false };
  const headers = { 'retry-after': '2', 'x-ratelimit-scope': 'user' };
  discord.refuse({ method: 'POST', path: /scheduled-events$/, status: 429, body: limit, headers });
  have(summit, call);
  await serve();
  await discord.until('a request', () => changes() === 1);
  const before = performance.now();
  await running?.stop();
  expect(performance.now() - before).toBeLessThan(1_000);
  await new Promise((resolve) => setTimeout(resolve, 2_500));
  expect(changes()).toBe(1);
  expect(store.scheduled.list(GUILD, '2017-05-26T12:00:00Z')).toEqual([]);
  expect(logged).toEqual([]);
});
