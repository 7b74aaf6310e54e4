import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';
import { type FeedServer, type Page, serveFeeds } from '../servers/feed-server.ts';

const FEED =
  '<rss version="2.0"><channel><title>Lamps</title><item><title>Why the green lamp blinks</title>' +
  '<link>https://lamps.example/green</link><guid>g</guid><pubDate>Thu, 25 May 2017 19:46:00 GMT</pubDate>' +
  '<description>&lt;p&gt;The green lamp blinks because its battery is nearly empty.&lt;/p&gt;</description></item></channel></rss>';

let home: string;
let pages: Record<string, Page>;
let server: FeedServer;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
  await mkdir(join(home, 'content'));
  pages = { '/feed': FEED };
  server = await serveFeeds(pages);
});
afterEach(async () => {
  await server.stop();
  await rm(home, { recursive: true });
});

const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await runAlmanac(args, { home, cwd: home });
  const plain = (text: string) => text.replaceAll(server.base, 'BASE');
  return { code, stdout: plain(stdout), stderr: plain(stderr) };
};
const list = (...paths: string[]) =>
  writeFile(
    join(home, 'content/feeds.opml'),
    `<opml version="2.0"><body>${paths.map((path) => `<outline xmlUrl="${server.base}${path}"/>`).join('')}</body></opml>`,
  );

test('sync, then ask: a line a feed, a summary, and the answer is quoted from the feed', async () => {
  await list('/feed');
  expect(await run('sync', '--allow-private')).toEqual({
    code: 0,
    stdout: 'fetched   BASE/feed: 1 written\n',
    stderr: '1 feed: 1 fetched; posts: 1 written.\n',
  });
  expect((await run('ask', 'why does the green lamp blink?')).stdout).toContain(
    'The green lamp blinks because its battery is nearly empty.',
  );
  // What was fetched is remembered by another process.
  expect(await run('sync', '--allow-private')).toMatchObject({ code: 0, stdout: 'unchanged BASE/feed\n' });
});

test('exit code 3: some feeds failed; 1: all did, or there is no list', async () => {
  await list('/feed', '/absent');
  expect(await run('sync', '--allow-private')).toEqual({
    code: 3,
    stdout:
      'fetched   BASE/feed: 1 written\n' +
      "failed    BASE/absent: it is not there (HTTP 404) (look for the feed's new address on its site)\n",
    stderr: '2 feeds: 1 fetched, 1 failed; posts: 1 written.\n',
  });
  await list('/absent');
  expect(await run('sync', '--allow-private')).toMatchObject({ code: 1 });
  expect(await run('sync')).toMatchObject({
    code: 1,
    stdout: expect.stringContaining('127.0.0.1 is a private or local address'),
  });
  await rm(join(home, 'content/feeds.opml'));
  expect(await run('sync')).toMatchObject({
    code: 1,
    stderr: expect.stringContaining('content/feeds.opml:1:1: there is no list of feeds (write it as OPML'),
  });
});

test('feeds check says what is wrong and the mend, and writes nothing', async () => {
  pages['/page'] =
    '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>';
  pages['/poor'] =
    '<rss version="2.0"><channel><title>T</title>' +
    '<item><guid>1</guid><link>https://a.example/</link><description>x</description></item>'.repeat(2) +
    '</channel></rss>';
  await list('/feed', '/page', '/poor');
  expect(await run('feeds', 'check', '--allow-private')).toEqual({
    code: 1,
    stdout: [
      'BASE/feed: RSS, 1 entries, well',
      'BASE/page: not read',
      '  it is a web page, not a feed (subscribe to BASE/feed)',
      'BASE/poor: RSS, 2 entries',
      '  2 of 2 entries have no date (ask its owner for dates; the day on which each was first seen stands in)',
      '  2 of 2 entries share their GUID with others (write almanac:identity="link" beside it in the list)',
      '  2 of 2 entries share their link with others (write almanac:identity="guid" beside it in the list)',
      '',
    ].join('\n'),
    stderr: '',
  });
});

test('import takes a feed as a file, and by its address or that of its page', async () => {
  pages['/'] = '<html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>';
  await writeFile(join(home, 'saved.xml'), FEED);
  expect(await run('import', 'saved.xml', '--to', 'a')).toEqual({
    code: 0,
    stdout: 'saved.xml: posts: 1 written in a\n',
    stderr: '',
  });
  expect(
    await readFile(join(home, 'a/posts/2017/2017-05-25-why-the-green-lamp-blinks.md'), 'utf8'),
  ).toContain('\n  from: saved.xml\n  entry: g\n  made: Markdown of the HTML in RSS\n');
  // A copy that says nothing of its address is found by its text, and changes nothing.
  await writeFile(join(home, 'copy.xml'), FEED.replace(/<link>.*<\/guid>/, ''));
  expect((await run('import', 'copy.xml', '--to', 'a')).stdout).toBe('copy.xml: posts: 1 duplicate in a\n');
  expect(await run('check', '--content', 'a')).toMatchObject({ code: 0, stdout: '' });
  expect(await run('import', `${server.base}/`, '--to', 'b', '--allow-private')).toMatchObject({
    stdout: 'BASE/: posts: 1 written in b\n',
  });
  expect(await run('import', `${server.base}/`, '--to', 'b')).toMatchObject({ code: 1 });
});

test('import takes a planet page that was saved as HTML', async () => {
  await writeFile(
    join(home, 'planet.html'),
    '<html><body><div class="entry"><h3><a href="https://lamps.example/green">Green</a></h3>' +
      '<div class="content"><p>The battery is low.</p></div><p>by Ada at May 25, 2017 07:46 PM</p></div></body></html>',
  );
  expect(await run('import', 'planet.html', '--to', 'content')).toMatchObject({
    code: 0,
    stdout: 'planet.html: posts: 1 written in content\n',
  });
  expect(await readFile(join(home, 'content/posts/2017/2017-05-25-green.md'), 'utf8')).toContain(
    'author: Ada\npublished: 2017-05-25T19:46:00Z\nurl: https://lamps.example/green\n',
  );
});

test('import of OPML or planet.ini adds to the list, which stays as people wrote it', async () => {
  await list('/feed');
  await writeFile(
    join(home, 'other.opml'),
    `<opml version="1.0"><body><outline text="Folder"><outline text="A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/><outline xmlUrl="${server.base}/feed"/><outline xmlUrl="javascript:x"/></outline></body></opml>`,
  );
  await writeFile(
    join(home, 'planet.ini'),
    '[Planet]\nname = Lamps\n\n[https://b.example/rss]\nname = B\nface = b.png\n\n[DEFAULT]\nname = x\n',
  );
  expect(await run('import', 'other.opml', 'planet.ini', '--to', 'content')).toEqual({
    code: 0,
    stdout:
      'other.opml: 1 feeds added to content/feeds.opml, 1 there already; "almanac sync" fetches them\n' +
      'planet.ini: 1 feeds added to content/feeds.opml, 0 there already; "almanac sync" fetches them\n',
    stderr: 'almanac: other.opml: "javascript:x" is no address of a feed (write https://…)\n',
  });
  expect((await readFile(join(home, 'content/feeds.opml'), 'utf8')).replaceAll(server.base, 'BASE')).toBe(
    '<opml version="2.0"><body><outline xmlUrl="BASE/feed"/>' +
      '    <outline type="rss" text="A &amp; B" xmlUrl="https://a.example/feed?x=1&amp;y=2"/>\n' +
      '    <outline type="rss" text="B" xmlUrl="https://b.example/rss"/>\n</body></opml>',
  );
  await run('import', 'planet.ini', '--to', 'new');
  expect(await readFile(join(home, 'new/feeds.opml'), 'utf8')).toContain(
    '  <body>\n    <outline type="rss" text="B" xmlUrl="https://b.example/rss"/>\n  </body>\n',
  );
});
