import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdtempSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join, resolve } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';

const KILLS = 200;
/** Stores that are tried at a time, since most of the time goes into starting processes. */
const LANES = 4;
/** Enough in each that no run gets through, so that each kill falls into the work. */
const REMINDERS = 1_500;
/** Milliseconds after the first sign of work. */
const LONGEST_WORK = 40;

let folder: string;
const children = new Set<ChildProcess>();
beforeAll(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-kill-'));
});
afterAll(() => {
  for (const child of children) child.kill('SIGKILL');
  rmSync(folder, { recursive: true, force: true });
});

/** Sends all that is due to a network that is a file, which remembers what has arrived. */
const WORKER = `
  import { appendFileSync, readFileSync, writeSync } from 'node:fs';
  const [dist, database, network] = process.argv.slice(1);
  const { openStore } = await import(dist + '/bot/store/open-store.js');
  const { sendOnce } = await import(dist + '/bot/reminders/send-once.js');
  const { reminders } = await openStore(database);
  const turn = () => new Promise((done) => setTimeout(done, 1));
  const sender = {
    async send({ key }) {
      await turn();
      appendFileSync(network, key + '\\n');
      await turn();
    },
    hasArrived: async ({ key }) => readFileSync(network, 'utf8').split('\\n').includes(key),
  };
  const messages = reminders.list().map(({ id }) => ({ key: id + ':2017-03-12T17:00:00Z' }));
  writeSync(1, 'working');
  await sendOnce(messages, reminders, sender, '2017-03-12T16:00:00Z', (_, error) => { throw error; });
  process.exit(0);
`;

function start(database: string, network: string): ChildProcess {
  const args = ['--input-type=module', '-e', WORKER, resolve('dist'), database, network];
  const child = spawn(process.execPath, args, { stdio: ['ignore', 'pipe', 'inherit'] });
  children.add(child);
  child.once('exit', () => children.delete(child));
  return child;
}

/** How many kills fell into the work, and what has arrived in the end. */
async function torment(lane: number): Promise<{ died: number; early: number; keys: string[] }> {
  const [database, network] = [join(folder, `${lane}.db`), join(folder, `${lane}.network`)];
  const store = await openStore(database);
  for (let n = 0; n < REMINDERS; n++) {
    const target = `#${n}`;
    const [zone, asked] = ['UTC', '2017-01-01T00:00:00Z'];
    store.reminders.add({ event: 'talk', lead: 'hour', surface: 'irc', target, zone, asked });
  }
  store.close();
  writeFileSync(network, '');
  const arrived = () => readFileSync(network, 'utf8').split('\n').slice(0, -1);

  let died = 0;
  for (let kill = 0; kill < KILLS / LANES; kill++) {
    const child = start(database, network);
    const ended = once(child, 'exit');
    await once(child.stdout as NodeJS.ReadableStream, 'data');
    await new Promise((done) => setTimeout(done, Math.random() * LONGEST_WORK));
    child.kill('SIGKILL');
    if ((await ended)[1] === 'SIGKILL') died++;
  }
  const early = arrived().length;
  await once(start(database, network), 'exit');
  return { died, early, keys: arrived() };
}

test(`killed ${KILLS} times at random moments, it loses no reminder and sends none twice`, async () => {
  const lanes = await Promise.all(Array.from({ length: LANES }, (_, lane) => torment(lane)));
  expect(lanes.reduce((sum, { died }) => sum + died, 0)).toBe(KILLS);
  for (const { early, keys } of lanes) {
    expect(early).toBeLessThan(REMINDERS);
    expect(keys).toHaveLength(REMINDERS);
    expect(new Set(keys).size).toBe(REMINDERS);
  }
}, 240_000);
