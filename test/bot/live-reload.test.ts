import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
let content: string;
let child: ChildProcess;
let said: string;
let address: string;
let stdout: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-live-'));
  content = join(home, 'content');
  await cp('content', content, { recursive: true });
  await writeFile(join(home, 'almanac.yaml'), 'web:\n  listen: "127.0.0.1:0"\n  rate_limit: 0\n');
  [said, stdout] = ['', ''];
  child = spawn(process.execPath, [`${process.cwd()}/dist/bot/cli.js`, 'start'], {
    cwd: home,
    env: {
      PATH: process.env.PATH ?? '',
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_DATA_HOME: `${home}/data`,
    },
    stdio: ['pipe', 'pipe', 'pipe'],
  });
  child.stdout?.on('data', (chunk) => {
    stdout += chunk;
  });
  child.stderr?.on('data', (chunk) => {
    said += chunk;
  });
  await vi.waitFor(() => expect(said).toContain('http://'), 10_000);
  address = /http:\S+/.exec(said)?.[0] ?? '';
});
afterEach(async () => {
  if (child.exitCode === null) {
    child.kill('SIGTERM');
    await once(child, 'exit');
  }
  await rm(home, { recursive: true });
});

const get = async (path: string) => {
  const response = await fetch(address + path);
  return `${response.status} ${await response.text()}`;
};
const post = (text: string) =>
  `---\ntitle: The zorbometer\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\n\n${text}\n`;
const QUESTION = 'api/ask?q=what+does+the+zorbometer+measure%3F';

test('a new post, its change, its fault, its mend and its end show while it runs, and no question is dropped', async () => {
  const file = join(content, 'posts/zorbometer.md');
  const statuses = new Set<number>();
  let isAsking = true;
  const asking = (async () => {
    while (isAsking) {
      const asked = fetch(`${address}api/ask?q=why+is+gratuitous+ARP+ignored%3F`);
      statuses.add(await asked.then(({ status }) => status).catch(() => 0));
    }
  })();
  const within = (path: string, text: string) =>
    vi.waitFor(async () => expect(await get(path)).toContain(text), { timeout: 10_000, interval: 20 });

  await writeFile(file, post('The zorbometer measures the weight of lamps in grams.'));
  await within(QUESTION, 'the weight of lamps in grams');

  await writeFile(file, post('The zorbometer measures the height of lamps in metres.'));
  await within(QUESTION, 'the height of lamps in metres');
  await within('posts/zorbometer', 'height of lamps');
  await within('feed.xml', 'zorbometer');

  await writeFile(file, post('The zorbometer measures nothing.').replace('2017-05-25', '2017-13-25'));
  await vi.waitFor(() => expect(said).toContain('zorbometer.md:4:12'), 10_000);
  expect(said).toContain('[its last good version stays]');
  expect(await get(QUESTION)).toContain('the height of lamps in metres');
  expect(await get('posts/zorbometer')).toContain('height of lamps');

  await writeFile(file, post('The zorbometer measures the age of lamps in years.'));
  await within(QUESTION, 'the age of lamps in years');
  child.stdin?.write('what does the zorbometer measure?\n');
  await vi.waitFor(() => expect(stdout).toContain('the age of lamps in years'), 10_000);

  await rm(file);
  await vi.waitFor(async () => expect(await get(QUESTION)).not.toContain('age of lamps'), 10_000);
  expect(await get('posts/zorbometer')).toMatch(/^404 /);

  isAsking = false;
  await asking;
  expect([...statuses]).toEqual([200]);
  expect(said.match(/zorbometer\.md:/g)).toHaveLength(1);
});

test('a thousand posts, whose texts are packed by then, can come at once', async () => {
  await mkdir(join(content, 'posts/more'));
  for (let number = 0; number < 1_100; number++) {
    const text =
      number === 700 ? 'The zorbometer measures the weight of lamps in grams.' : `Lamp ${number} is red.`;
    await writeFile(join(content, `posts/more/p${number}.md`), post(text));
  }
  await vi.waitFor(async () => expect(await get(QUESTION)).toContain('the weight of lamps in grams'), {
    timeout: 15_000,
    interval: 20,
  });
});

test('the next start takes the index as it was left', async () => {
  await writeFile(join(content, 'posts/zorbometer.md'), post('The zorbometer measures the weight of lamps.'));
  await vi.waitFor(() => expect(said).toContain('Content: '), 10_000);
  child.kill('SIGTERM');
  await once(child, 'exit');
  expect(child.exitCode).toBe(0);
  const { stderr, stdout } = await runAlmanac(
    ['ask', 'what does the zorbometer measure?', '--content', content],
    { home },
  );
  expect([stdout, stderr]).toEqual([expect.stringContaining('the weight of lamps'), '']);
  expect(await readFile(join(content, 'posts/zorbometer.md'), 'utf8')).toContain('weight');
});
