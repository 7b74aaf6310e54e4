import { mkdir, mkdtemp, readdir, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { runSyncProcess } from '../../../bot/sync/run-sync-process.ts';
import { type FeedServer, type Page, serveFeeds } from '../../servers/feed-server.ts';

const FEED =
  '<rss version="2.0"><channel><title>Lamps</title><item><title>Why the green lamp blinks</title>' +
  '<link>https://lamps.example/green</link><guid>g</guid><pubDate>Thu, 25 May 2017 19:46:00 GMT</pubDate>' +
  '<description>The green lamp blinks because its battery is nearly empty.</description></item></channel></rss>';

let home: string;
let server: FeedServer;
let pages: Record<string, Page>;
let lines: string[];
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-sync-'));
  vi.stubEnv('XDG_DATA_HOME', join(home, 'data'));
  await mkdir(join(home, 'content'));
  lines = [];
  pages = { '/feed': FEED };
  server = await serveFeeds(pages);
  const outlines = ['/feed', '/absent'].map((path) => `<outline xmlUrl="${server.base}${path}"/>`).join('');
  await writeFile(join(home, 'content/feeds.opml'), `<opml version="2.0"><body>${outlines}</body></opml>`);
});
afterEach(async () => {
  vi.unstubAllEnvs();
  await server.stop();
  await rm(home, { recursive: true });
});

const sync = (signal = new AbortController().signal, command = 'dist/bot/cli.js') =>
  runSyncProcess({
    command,
    folder: join(home, 'content'),
    options: ['--allow-private'],
    log: (line) => lines.push(line.replaceAll(server.base, 'BASE')),
    signal,
  });

test('fetches the feeds, and tells those that failed and the summary', async () => {
  await sync();
  expect(lines).toEqual([
    "sync: failed    BASE/absent: it is not there (HTTP 404) (look for the feed's new address on its site)",
    'sync: 2 feeds: 1 fetched, 1 failed; posts: 1 written.',
  ]);
  expect(await readdir(join(home, 'content/posts/2017'))).toEqual([
    '2017-05-25-why-the-green-lamp-blinks.md',
  ]);
});

test('ends when it is told to, though a feed dawdles', async () => {
  let wasAsked: () => void = () => undefined;
  const asked = new Promise<void>((resolve) => {
    wasAsked = resolve;
  });
  pages['/feed'] = () => wasAsked();
  const stop = new AbortController();
  const run = sync(stop.signal);
  await asked;
  const start = performance.now();
  stop.abort();
  await run;
  expect(performance.now() - start).toBeLessThan(3_000);
});

test('says why it could not run', async () => {
  await sync(undefined, join(home, 'absent.js'));
  expect(lines.join('\n')).toContain('Cannot find module');
});
