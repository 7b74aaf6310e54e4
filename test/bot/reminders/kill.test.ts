import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, rmSync } from 'node:fs';
import { createServer, type Server } from 'node:http';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';

const KILLS = 200;
/** Stores that are tried at a time, since most of the time goes into starting processes. */
const LANES = 4;
/** Enough in each that no run gets through, so that each kill falls into the work. */
const REMINDERS = 1_000;
/** Milliseconds after the first sign of work. */
const LONGEST_WORK = 40;

let folder: string;
let server: Server;
let network: string;
/** What has arrived in each channel of a network that knows no nonce and forgets nothing. */
const channels = new Map<string, string[]>();
const children = new Set<ChildProcess>();
beforeAll(async () => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-kill-'));
  server = createServer(async (request, response) => {
    const path = new URL(request.url ?? '/', 'http://127.0.0.1').pathname;
    const chunks: Buffer[] = [];
    for await (const chunk of request) chunks.push(chunk as Buffer);
    const there = channels.get(path) ?? [];
    channels.set(path, there);
    if (request.method === 'POST') there.push(JSON.parse(Buffer.concat(chunks).toString()).content);
    const messages = there.map((content) => ({ author: { id: 'bot' }, content }));
    response.end(JSON.stringify(path === '/users/@me' ? { id: 'bot' } : messages));
  });
  await new Promise<void>((done) => server.listen(0, '127.0.0.1', done));
  network = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  server.closeAllConnections();
  server.close();
  rmSync(folder, { recursive: true, force: true });
});

/** Runs the loop of `almanac start` on a database until it is killed, or until nothing is left to send. */
const WORKER = `
  import { writeSync } from 'node:fs';
  const [dist, database, network] = process.argv.slice(1);
  const { openStore } = await import(dist + '/bot/store/open-store.js');
  const { serveReminders } = await import(dist + '/bot/serve-reminders.js');
  const { createDiscordSender } = await import(dist + '/bot/surfaces/discord/send-messages.js');
  const store = await openStore(database);
  const ask = async (method, path, body) =>
    (await fetch(network + path, { method, body: body && JSON.stringify(body) })).json();
  const sender = createDiscordSender({
    get: (path) => ask('GET', path),
    post: (path, { body }) => ask('POST', path, body),
  });
  let finished = 0;
  const reminders = { ...store.reminders, finish(key) {
    store.reminders.finish(key);
    if (finished === 0) writeSync(1, 'working');
    finished++;
  } };
  const event = { id: 'talk', name: 'Talk', start: '2017-03-12T17:00:00Z', end: null, timezone: null, rrule: null,
    exdates: [], place: null, online: null, url: null, status: 'confirmed', channel: null };
  serveReminders({
    config: { community: { name: 'Planet', timezone: 'UTC', ask_humans: null }, web: false, irc: [],
      digest: { channels: [] } },
    engine: () => ({ index: { posts: [], events: [event] } }),
    store: { reminders },
    discord: { sender },
    irc: null,
    log: (line) => process.stderr.write(line + '\\n'),
    now: () => new Date('2017-03-12T16:00:00Z'),
    every: 1_000,
  });
  let before = -1;
  setInterval(() => {
    if (finished === before) process.exit(0);
    before = finished;
  }, 1_000);
`;

function start(database: string): ChildProcess {
  const args = ['--input-type=module', '-e', WORKER, resolve('dist'), database, network];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** How many kills fell into the work, and what has arrived in the end. */
async function torment(lane: number): Promise<{ died: number; early: number; counts: number[] }> {
  const database = join(folder, `${lane}.db`);
  const store = await openStore(database);
  for (let n = 0; n < REMINDERS; n++) {
    const target = `#${lane}-${n}`;
    const asked = { zone: 'UTC', asked: '2017-01-01T00:00:00Z', due: null, language: 'en' };
    store.reminders.add({ event: 'talk', lead: 'hour', surface: 'discord', target, ...asked });
  }
  store.close();
  const arrived = () =>
    Array.from({ length: REMINDERS }, (_, n) => channels.get(`/channels/${lane}-${n}/messages`)?.length ?? 0);

  let died = 0;
  for (let kill = 0; kill < KILLS / LANES; kill++) {
    const child = start(database);
    const ended = once(child, 'exit');
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    await new Promise((done) => setTimeout(done, Math.random() * LONGEST_WORK));
    child.kill('SIGKILL');
    if ((await ended)[1] === 'SIGKILL') died++;
  }
  const early = arrived().filter((count) => count > 0).length;
  await once(start(database), 'exit');
  return { died, early, counts: arrived() };
}

test(`killed ${KILLS} times at random moments, it loses no reminder and sends none twice`, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => torment(lane)));
  expect(lanes.reduce((sum, { died }) => sum + died, 0)).toBe(KILLS);
  for (const { early, counts } of lanes) {
    expect(early).toBeGreaterThan(KILLS / LANES);
    expect(early).toBeLessThan(REMINDERS);
    expect(counts).toEqual(Array(REMINDERS).fill(1));
  }
}, 240_000);
