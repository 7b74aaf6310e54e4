import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { access, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { createServer } from 'node:net';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';

const content = join(process.cwd(), 'test/fixtures/content-good');
let home: string;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-web-'));
});
afterAll(() => rm(home, { recursive: true }));

describe('almanac start', () => {
  let child: ChildProcess | undefined;
  afterEach(() => void child?.kill('SIGKILL'));

  /** Starts it without a terminal; gives the lines that it says, once it says where the page is. */
  async function start(): Promise<string[]> {
    child = spawn(process.execPath, ['dist/bot/cli.js', 'start', '--content', content], {
      env: {
        PATH: process.env.PATH ?? '',
        XDG_CACHE_HOME: `${home}/cache`,
        XDG_DATA_HOME: `${home}/data`,
        ALMANAC_WEB_LISTEN: '127.0.0.1:0',
      },
      stdio: ['ignore', 'pipe', 'pipe'],
    });
    let said = '';
    child.stderr?.on('data', (chunk) => {
      said += chunk;
    });
    while (!said.includes('http://')) await once(child.stderr as NodeJS.EventEmitter, 'data');
    return said.trim().split('\n');
  }

  test('serves the page until it is told to stop, and says where as its last line', async () => {
    const lines = await start();
    expect(lines[0]).toBe('content good: 2 posts, 1 events.');
    expect(lines.at(-1)).toMatch(/^The web page: http:\/\/127\.0\.0\.1:\d+\/$/);
    const address = lines.at(-1)?.slice('The web page: '.length) ?? '';
    const home = await fetch(address);
    expect(home.status).toBe(200);
    expect(await home.text()).toContain('What would you like to know?');
    const answer = await fetch(`${address}ask?q=why+is+gratuitous+ARP+ignored%3F`);
    expect(await answer.text()).toContain('<blockquote>');
    child?.kill('SIGTERM');
    const [code] = await once(child as ChildProcess, 'exit');
    expect(code).toBe(0);
  });

  test('answers a pipe that asks, and stops when that ends', async () => {
    const { code, stdout, stderr } = await runAlmanac(['start', '--content', content], {
      home,
      input: 'why is gratuitous ARP ignored?\n',
      env: { ALMANAC_WEB_LISTEN: '127.0.0.1:0' },
    });
    expect([code, stdout]).toEqual([0, expect.stringContaining('within locktime of the last')]);
    expect(stderr).toContain('The web page: http://127.0.0.1:');
  });

  test('says so when another program listens there', async () => {
    const other = createServer().listen(0, '127.0.0.1');
    await once(other, 'listening');
    const { port } = other.address() as { port: number };
    const { code, stderr } = await runAlmanac(['start', '--content', content], {
      home,
      env: { ALMANAC_WEB_LISTEN: `127.0.0.1:${port}` },
    });
    other.close();
    expect(code).toBe(1);
    expect(stderr).toContain(
      `almanac: the web page can't be served on 127.0.0.1:${port}: another program listens there (set web.listen`,
    );
  });
});

describe('almanac build-site', () => {
  const build = (...args: string[]) =>
    runAlmanac(['build-site', '--content', content, '--to', 'site', ...args], { home, cwd: home });

  test('writes the page as files, below a path if wished', async () => {
    const { code, stdout } = await build('--base-url', 'https://example.org/almanac/');
    expect([code, stdout]).toEqual([
      0,
      expect.stringMatching(/^\d+ files in site, to be reached at https:\/\/example\.org\/almanac\/\n$/),
    ]);
    const page = await readFile(join(home, 'site/index.html'), 'utf8');
    expect(page).toContain('<a href="/almanac/events/">Events</a>');
    expect(page).toContain('<link rel="canonical" href="https://example.org/almanac/">');
    expect(page).toContain('http-equiv="Content-Security-Policy"');
    for (const file of [
      'ask/index.html',
      'search/index.html',
      '404.html',
      'feed.xml',
      'index.bin',
      '.nojekyll',
    ]) {
      await access(join(home, 'site', file));
    }
  });

  test('takes away what it wrote before and has no more, and nothing else', async () => {
    await build('--base-url', 'https://example.org');
    await writeFile(join(home, 'site/CNAME'), 'example.org\n');
    await writeFile(join(home, 'site/old.html'), 'old');
    await writeFile(join(home, 'kept.txt'), 'kept');
    const manifest = join(home, 'site/almanac-files.json');
    const listed = JSON.parse(await readFile(manifest, 'utf8'));
    await writeFile(manifest, JSON.stringify([...listed, 'old.html', '../kept.txt']));
    await build('--base-url', 'https://example.org');
    await expect(access(join(home, 'site/old.html'))).rejects.toThrow();
    await access(join(home, 'site/CNAME'));
    await access(join(home, 'kept.txt'));
  });

  test('refuses an address that is none', async () => {
    const { code, stderr } = await build('--base-url', 'javascript:alert(1)');
    expect([code, stderr]).toEqual([
      2,
      expect.stringContaining('Write an address like https://example.org/almanac'),
    ]);
  });
});
