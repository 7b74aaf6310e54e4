import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import Database from 'libsql';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { PostId } from '../../../indexer/types.ts';
import type { Feedback } from '../../../bot/store/feedback.ts';
import { migrate } from '../../../bot/store/migrate.ts';
import { openStore, openStoreOrTell } from '../../../bot/store/open-store.ts';

let folder: string;
beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-store-'));
});
afterAll(() => rm(folder, { recursive: true }));

const helped: Feedback = {
  question: "why is my ARP ignored? '); DROP TABLE feedback; --",
  verdict: 'helped',
  post: 'locktime' as PostId,
  surface: 'web',
  at: '2017-05-26T10:00:00Z',
};
const wrong: Feedback = { ...helped, question: 'what is a router?', verdict: 'wrong', post: null };

test('what was said of answers is there after a restart, the latest first', async () => {
  const file = join(folder, 'deep', 'er', 'a.db');
  const store = await openStore(file);
  store.feedback.add(helped);
  store.feedback.add(wrong);
  store.close();

  const again = await openStore(file);
  expect(again.feedback.list(10)).toEqual([wrong, helped]);
  expect(again.feedback.list(1)).toEqual([wrong]);
  again.close();
});

test('only their owner may read the file and its folder', async () => {
  const file = join(folder, 'private', 'a.db');
  const store = await openStore(file);
  store.feedback.add(helped);
  expect((await stat(file)).mode & 0o777).toBe(0o600);
  expect((await stat(`${file}-wal`)).mode & 0o777).toBe(0o600);
  expect((await stat(join(folder, 'private'))).mode & 0o777).toBe(0o700);
  store.close();
});

test('two processes write one file in turn', async () => {
  const file = join(folder, 'shared.db');
  const [web, discord] = await Promise.all([openStore(file), openStore(file)]);
  for (let n = 0; n < 20; n++) {
    web.feedback.add(helped);
    discord.feedback.add({ ...helped, surface: 'discord' });
  }
  expect(web.feedback.list(100)).toHaveLength(40);
  web.close();
  discord.close();
});

test('a database in memory is empty each time', async () => {
  const store = await openStore(':memory:');
  store.feedback.add(helped);
  store.close();
  const other = await openStore(':memory:');
  expect(other.feedback.list(10)).toEqual([]);
  other.close();
});

test('a very long question is cut', async () => {
  const store = await openStore(':memory:');
  store.feedback.add({ ...helped, question: 'why '.repeat(1000) });
  expect(store.feedback.list(1)[0]?.question).toHaveLength(500);
  store.close();
});

test('a verdict that is none is refused', async () => {
  const store = await openStore(':memory:');
  expect(() => store.feedback.add({ ...helped, verdict: 'maybe' as 'helped' })).toThrow('CHECK');
  store.close();
});

test('a step that fails leaves the database as it was, and a later start goes on from there', () => {
  const database = new Database(':memory:');
  const steps = ['CREATE TABLE a (x)', 'CREATE TABLE b (x)'];
  expect(() => migrate(database, [...steps, 'CREATE TABLE a (x)'])).toThrow('already exists');
  expect(tables(database)).toEqual([]);
  migrate(database, steps.slice(0, 1));
  migrate(database, steps);
  migrate(database, steps);
  expect(tables(database)).toEqual(['a', 'b', 'migrations']);
  expect(database.prepare('SELECT number FROM migrations').all([])).toEqual([{ number: 1 }, { number: 2 }]);
  database.close();
});

test('a database of a newer version is not touched', () => {
  const database = new Database(':memory:');
  migrate(database, ['CREATE TABLE a (x)', 'CREATE TABLE b (x)']);
  expect(() => migrate(database, ['CREATE TABLE a (x)'])).toThrow(
    'a newer version of Almanac wrote it (form 2, this one knows 1)',
  );
  database.close();
});

test.each([
  [
    'a file that is no database',
    async (file: string) => writeFile(file, 'not a database'.repeat(100)),
    'x.db',
  ],
  ['a folder that is a file', async (file: string) => writeFile(join(file, '..'), ''), 'file/x.db'],
])('%s stops no answer: one line says that feedback is not kept', async (_, prepare, name) => {
  const file = join(folder, name);
  await prepare(file);
  const told: string[] = [];
  expect(await openStoreOrTell(file, (line) => told.push(line))).toBeNull();
  expect(told).toEqual([expect.stringMatching(/^Feedback is not kept: .*x\.db can't be used: [^\n]+$/)]);
});

function tables(database: Database.Database): string[] {
  const rows = database.prepare("SELECT name FROM sqlite_master WHERE type = 'table' ORDER BY name").all([]);
  return (rows as { name: string }[]).map(({ name }) => name);
}
