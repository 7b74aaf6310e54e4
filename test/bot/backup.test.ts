import { spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { openStore } from '../../bot/store/open-store.ts';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
});
afterEach(() => rm(home, { recursive: true }));

const content = join(process.cwd(), 'content');
const run = (...args: string[]) => runAlmanac([...args, '--content', content], { home, cwd: home });

test('almanac backup copies the database whole while almanac start serves and others write', async () => {
  const child = spawn(process.execPath, [`${process.cwd()}/dist/bot/cli.js`, 'start', '--content', content], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_DATA_HOME: `${home}/data`,
      ALMANAC_WEB_LISTEN: '127.0.0.1:0',
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    let told = '';
    child.stderr.on('data', (data) => {
      told += data;
    });
    await expect.poll(() => told, { timeout: 15_000 }).toMatch(/The web page: /);
    const file = (await readdir(join(home, 'data', 'almanac'))).find((name) => name.endsWith('.db')) ?? '';
    const store = await openStore(join(home, 'data', 'almanac', file));
    const add = (n: number) =>
      store.gaps.add({
        question: `question ${n}?`,
        earlier: null,
        reason: 'declined',
        place: 'web',
        at: '2017-05-26T10:00:00Z',
      });
    for (let n = 0; n < 100; n++) add(n);
    let more = 100;
    const writing = setInterval(() => add(more++), 2);
    const backup = await run('backup', 'copy.db');
    clearInterval(writing);
    store.close();
    expect(backup).toMatchObject({
      code: 0,
      stdout: 'copy.db\n',
      stderr: expect.stringMatching(/^A copy of .*\.db, \d+ bytes\.\n$/),
    });
    expect(more).toBeGreaterThan(100);
    expect(((await stat(join(home, 'copy.db'))).mode & 0o777).toString(8)).toBe('600');
    expect(await readdir(home)).toEqual(['cache', 'copy.db', 'data']);
    const copy = await openStore(join(home, 'copy.db'));
    expect(copy.gaps.open().length).toBeGreaterThanOrEqual(100);
    copy.close();
  } finally {
    child.kill('SIGTERM');
    await ended;
  }
}, 40_000);

test('it overwrites nothing, and says when there is nothing to copy or no place for it', async () => {
  expect(await run('backup', 'copy.db')).toMatchObject({
    code: 1,
    stderr: expect.stringMatching(/^almanac: there is nothing to back up yet: /),
  });
  expect(await run('gaps')).toMatchObject({ code: 0 });
  await writeFile(join(home, 'copy.db'), 'keep me');
  await mkdir(join(home, 'folder'));
  expect(await run('backup', 'copy.db')).toMatchObject({
    code: 1,
    stderr: 'almanac: copy.db is there already: name a new file\n',
  });
  expect(await readFile(join(home, 'copy.db'), 'utf8')).toBe('keep me');
  expect((await run('backup', 'folder')).stderr).toBe('almanac: folder is there already: name a new file\n');
  expect((await run('backup', 'no/where.db')).stderr).toBe("almanac: no/where.db can't be written: ENOENT\n");
  expect((await run('backup', "it's.db")).code).toBe(0);
  expect((await run('backup', '--help')).stdout).toMatch(/never overwritten[\s\S]*To go back to a copy:/);
});
