import {
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  renameSync,
  rmSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { gzipSync } from 'node:zlib';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '../../../indexer/check/check-content.ts';
import { FETCH_LIMITS, type FetchLimits } from '../../../indexer/feeds/fetch-feed.ts';
import { createFetchMemory } from '../../../indexer/feeds/fetch-memory.ts';
import { type FolderReport, syncFolder } from '../../../indexer/feeds/sync-folder.ts';
import { readContent } from '../../../indexer/read-content.ts';
import { type FeedServer, type Page, serveFeeds } from '../../servers/feed-server.ts';

const LOOPBACK: FetchLimits = { ...FETCH_LIMITS, refuses: () => false, time: 1_500 };

let to: string;
let pages: Record<string, Page>;
let server: FeedServer;
let others: FeedServer[];
let memory: ReturnType<typeof createFetchMemory>;
let now: string;
beforeEach(async () => {
  to = mkdtempSync(join(tmpdir(), 'almanac-sync-'));
  pages = {};
  server = await serveFeeds(pages);
  others = [];
  memory = createFetchMemory();
  now = '2017-06-01T12:00:00Z';
});
afterEach(async () => {
  await Promise.all([server, ...others].map((one) => one.stop()));
  rmSync(to, { recursive: true, force: true });
});

interface Item {
  title?: string;
  link?: string | null;
  guid?: string | null;
  date?: string | null;
  text?: string;
}

const item = ({
  title = 'A',
  link = '/a',
  guid = 'g-a',
  date = 'Thu, 25 May 2017 19:46:00 GMT',
  text = 'Words.',
}: Item) =>
  `<item><title>${title}</title>${link === null ? '' : `<link>https://lamps.example${link}</link>`}` +
  `${guid === null ? '' : `<guid isPermaLink="false">${guid}</guid>`}${date === null ? '' : `<pubDate>${date}</pubDate>`}` +
  `<description><![CDATA[${text}]]></description></item>`;
const rss = (...items: Item[]) =>
  `<rss version="2.0"><channel><title>Lamps</title><link>https://lamps.example/</link>${items.map(item).join('')}</channel></rss>`;

const list = (...outlines: string[]) => {
  const text = `<opml version="2.0"><body>${outlines.join('\n')}</body></opml>`;
  writeFileSync(join(to, 'feeds.opml'), text);
};
const outline = (path: string, attributes = '', { base } = server) =>
  `<outline xmlUrl="${base}${path}" ${attributes}/>`;

const sync = (options: Partial<Parameters<typeof syncFolder>[1]> = {}): Promise<FolderReport> =>
  syncFolder(to, { memory, limits: LOOPBACK, clock: () => new Date(now), ...options });
/** What became of each feed: outcome, counts that are not 0, and the fault's message. */
const outcomes = ({ feeds }: FolderReport) =>
  feeds.map(({ outcome, counts, fault }) => [
    outcome,
    Object.fromEntries(Object.entries(counts).filter(([, count]) => count > 0)),
    ...(fault === null ? [] : [fault.message]),
  ]);
const posts = () =>
  readdirSync(join(to, 'posts'), { recursive: true, withFileTypes: true })
    .filter((entry) => entry.isFile())
    .map((entry) => join(entry.parentPath, entry.name).slice(to.length + 1))
    .sort();
const read = (file: string) => readFileSync(join(to, file), 'utf8');

describe('a feed becomes posts', () => {
  it('with source, licence and how they were made; they pass the check, and a second run changes nothing', async () => {
    pages['/feed'] = rss({ text: '<p>Why <a href="b?utm_source=x">it</a> blinks.</p>' }).replace(
      '<item>',
      '<copyright>CC BY 4.0</copyright><item>',
    );
    list(outline('/feed'));
    expect(outcomes(await sync())).toEqual([['fetched', { written: 1 }]]);
    expect(posts()).toEqual(['posts/2017/2017-05-25-a.md']);
    const text = read('posts/2017/2017-05-25-a.md');
    expect(text.replace(/sha256:\w+/, 'sha256:…')).toBe(
      '---\ntitle: A\nauthor: Lamps\npublished: 2017-05-25T19:46:00Z\nblog: Lamps\nurl: https://lamps.example/a\n' +
        `license: CC BY 4.0\nimported:\n  from: ${server.base}/feed\n  entry: g-a\n` +
        '  made: Markdown of the HTML in RSS\n  digest: sha256:…\n---\n\n' +
        'Why [it](https://lamps.example/b) blinks.\n',
    );
    expect(await checkContent(to)).toEqual([]);
    expect(outcomes(await sync())).toEqual([['unchanged', {}]]);
    expect(outcomes(await sync({ fresh: true }))).toEqual([['fetched', { unchanged: 1 }]]);
    expect(read('posts/2017/2017-05-25-a.md')).toBe(text);
  });

  it('is asked by ETag and Last-Modified, and packed', async () => {
    pages['/feed'] = (request, response) => {
      if (request.headers['if-none-match'] === '"1"') return void response.writeHead(304).end();
      response.writeHead(200, {
        etag: '"1"',
        'last-modified': 'Thu, 25 May 2017 19:46:00 GMT',
        'content-encoding': 'gzip',
      });
      response.end(gzipSync(rss({})));
    };
    list(outline('/feed'));
    expect(outcomes(await sync())).toEqual([['fetched', { written: 1 }]]);
    expect(outcomes(await sync())).toEqual([['unchanged', {}]]);
    expect(server.asked[1]?.headers).toMatchObject({
      'if-none-match': '"1"',
      'if-modified-since': 'Thu, 25 May 2017 19:46:00 GMT',
    });
  });

  it('whose authors object to full republication is kept as an excerpt, under the licence on the list', async () => {
    pages['/feed'] = rss({ text: `<p>First sentence.</p><p>${'More of it. '.repeat(100)}</p>` });
    list(
      outline('/feed', 'text="The Lamps" almanac:excerpt-only="true" almanac:license="all rights reserved"'),
    );
    await sync();
    const text = read('posts/2017/2017-05-25-a.md');
    expect(text).toContain('\nlicense: all rights reserved\n');
    expect(text).toContain('\nblog: The Lamps\n');
    expect(text).toContain('made: excerpt of the HTML');
    expect(text.length).toBeLessThan(1_000);
    expect(text).toMatch(
      /First sentence\. More of it\..*\n\n\[The whole article\]\(https:\/\/lamps\.example\/a\)\n$/,
    );
  });
});

describe('updates', () => {
  const FILE = 'posts/2017/2017-05-25-a.md';
  beforeEach(async () => {
    pages['/feed'] = rss({ text: 'One.' });
    list(outline('/feed'));
    await sync();
  });

  it('change the file when the text changed', async () => {
    pages['/feed'] = rss({ text: 'Two.' });
    expect(outcomes(await sync())).toEqual([['fetched', { updated: 1 }]]);
    expect(read(FILE)).toMatch(/\n\nTwo\.\n$/);
  });

  it('do not touch it when a whole archive is published again with new dates', async () => {
    const before = read(FILE);
    pages['/feed'] = rss({ text: 'One.', date: 'Wed, 31 May 2017 10:00:00 GMT' });
    expect(outcomes(await sync())).toEqual([['fetched', { unchanged: 1 }]]);
    expect([posts(), read(FILE)]).toEqual([[FILE], before]);
  });

  it('never overwrite what a person has edited, and say so when the feed has news', async () => {
    writeFileSync(join(to, FILE), read(FILE).replace('One.', 'One, they say.'));
    pages['/feed'] = rss({ text: 'One.' }, { guid: 'g-b', link: '/b', title: 'B', text: 'Other.' });
    expect(outcomes(await sync())).toEqual([['fetched', { written: 1, unchanged: 1 }]]);
    pages['/feed'] = rss({ text: 'Two.' });
    const { feeds } = await sync();
    expect(feeds[0]?.kept).toEqual([
      { file: FILE, reason: 'edited by hand, and the feed has another text now' },
    ]);
    expect(read(FILE)).toContain('One, they say.');
  });

  it('find a file that a person has moved', async () => {
    mkdirSync(join(to, 'posts/lamps'));
    renameSync(join(to, FILE), join(to, 'posts/lamps/green.md'));
    pages['/feed'] = rss({ text: 'Two.' });
    expect(outcomes(await sync())).toEqual([['fetched', { updated: 1 }]]);
    expect(posts()).toEqual(['posts/lamps/green.md']);
  });
});

describe('entries are told apart', () => {
  const twice = async (first: string, second: string, attributes = '') => {
    list(outline('/feed', attributes));
    pages['/feed'] = first;
    await sync();
    now = '2017-06-02T12:00:00Z';
    pages['/feed'] = second;
    return outcomes(await sync());
  };

  it('without a date: that of the day on which they were first seen stays', async () => {
    await twice(rss({ date: null }), rss({ date: null, text: 'Changed.' }));
    expect(posts()).toEqual(['posts/2017/2017-06-01-a.md']);
    expect(read('posts/2017/2017-06-01-a.md')).toMatch(
      /published: 2017-06-01T12:00:00Z[\s\S]*"published" is when it was first seen[\s\S]*Changed\./,
    );
  });

  it('dated in the future: as without a date', async () => {
    await twice(
      rss({ date: 'Fri, 25 May 2029 19:46:00 GMT' }),
      rss({ date: 'Fri, 25 May 2029 19:46:00 GMT', text: 'Changed.' }),
    );
    expect(posts()).toEqual(['posts/2017/2017-06-01-a.md']);
  });

  it('without a GUID: by link', async () => {
    expect(await twice(rss({ guid: null }), rss({ guid: null, text: 'Changed.' }))).toEqual([
      ['fetched', { updated: 1 }],
    ]);
  });

  it('with neither GUID nor link: by text', async () => {
    const item = { guid: null, link: null };
    expect(await twice(rss(item), rss(item, { ...item, title: 'B', text: 'Other.' }))).toEqual([
      ['fetched', { unchanged: 1, written: 1 }],
    ]);
  });

  it('with a GUID that changes each time: by link', async () => {
    expect(await twice(rss({ guid: '1' }), rss({ guid: '2' }))).toEqual([['fetched', { unchanged: 1 }]]);
    expect(posts()).toHaveLength(1);
  });

  it('with one GUID for all of them: by link', async () => {
    const [a, b] = [{ guid: 'x' }, { guid: 'x', title: 'B', link: '/b', text: 'Other.' }];
    expect(await twice(rss(a, b), rss(a, b))).toEqual([['unchanged', {}]]);
    expect(posts()).toEqual(['posts/2017/2017-05-25-a.md', 'posts/2017/2017-05-25-b.md']);
  });

  it('with one GUID for one entry after the other: by link', async () => {
    const b = { guid: 'x', title: 'B', link: '/b', text: 'Other words altogether.' };
    expect(await twice(rss({ guid: 'x' }), rss(b))).toEqual([['fetched', { written: 1 }]]);
  });

  it('with one link for all of them, that of the blog: by GUID', async () => {
    const [a, b] = [{ link: '/' }, { guid: 'g-b', title: 'B', link: '/', text: 'Other.' }];
    await twice(rss(a, b), rss(a, { ...b, text: 'Changed.' }));
    expect(posts()).toHaveLength(2);
  });

  it('as the list says: a GUID that is to be relied on names also what else has changed altogether', async () => {
    const changed = { title: 'Z', link: '/z', text: 'Nothing is as it was before.' };
    expect(await twice(rss({}), rss(changed), 'almanac:identity="guid"')).toEqual([
      ['fetched', { updated: 1 }],
    ]);
  });
  it('as the list says: by link alone, whatever the GUID', async () => {
    const b = { guid: 'g-a', title: 'B', link: '/b', text: 'Other words altogether.' };
    expect(await twice(rss({}), rss(b), 'almanac:identity="link"')).toEqual([['fetched', { written: 1 }]]);
    expect(posts()).toHaveLength(2);
  });

  // The address in its file is the new one then.
  it('as the list says: by text alone, whatever GUID and link', async () => {
    const b = { title: 'B', text: 'Other words altogether.' };
    expect(await twice(rss({}), rss({ guid: 'new', link: '/new' }, b), 'almanac:identity="content"')).toEqual(
      [['fetched', { updated: 1, written: 1 }]],
    );
    expect(posts()).toHaveLength(2);
  });
});

describe('the same article from two places', () => {
  const LONG = `${'Why the kernel ignores the packet when it comes too early '.repeat(3)}${Array.from({ length: 200 }, (_, n) => `word${n}`).join(' ')}`;

  it('is kept once by its link, with both feeds known', async () => {
    pages['/a'] = rss({});
    pages['/b'] = rss({ guid: 'other', link: '/a/?utm_medium=planet' });
    list(outline('/a'), outline('/b'));
    expect(outcomes(await sync())).toEqual([
      ['fetched', { written: 1 }],
      ['fetched', { duplicate: 1 }],
    ]);
    expect(posts()).toHaveLength(1);
  });

  it('is kept once by its text, and names the other address', async () => {
    pages['/a'] = rss({ text: LONG });
    pages['/b'] = rss({
      guid: 'other',
      link: '/elsewhere',
      title: 'A (again)',
      text: `${LONG} Edited a little.`,
    });
    list(outline('/a'), outline('/b'));
    expect(outcomes(await sync())).toEqual([
      ['fetched', { written: 1 }],
      ['fetched', { duplicate: 1 }],
    ]);
    expect(read('posts/2017/2017-05-25-a.md')).toContain(
      '\n  also:\n    - https://lamps.example/elsewhere\n',
    );
    expect(await checkContent(to)).toEqual([]);
    expect(outcomes(await sync({ fresh: true }))).toEqual([
      ['fetched', { unchanged: 1 }],
      ['fetched', { duplicate: 1 }],
    ]);
  });

  it('is another article when one feed brings both, as reports of a week are alike', async () => {
    pages['/a'] = rss(
      { text: `${LONG} week 1` },
      { guid: '2', link: '/2', title: 'B', text: `${LONG} week 2` },
    );
    list(outline('/a'));
    expect(outcomes(await sync())).toEqual([['fetched', { written: 2 }]]);
  });
});

describe('one failing feed harms no other', () => {
  it('be it absent, a page, empty, broken, a circle, too large, too slow, or never ending', async () => {
    const bad = await serveFeeds({
      '/page':
        '<!DOCTYPE html><html><head><link rel="alternate" type="application/rss+xml" href="/feed"></head></html>',
      '/empty': '',
      '/broken': '<rss><channel><title>x',
      '/circle': (_, response) => void response.writeHead(302, { location: '/circle' }).end(),
      '/script': (_, response) => void response.writeHead(302, { location: 'file:///etc/passwd' }).end(),
      '/large': 'x'.repeat(2_000_000),
      '/bomb': (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync('x'.repeat(20_000_000))),
      '/cut': (_, response) =>
        void response.writeHead(200, { 'content-encoding': 'gzip' }).end(gzipSync(rss({})).subarray(0, 50)),
    });
    const tarpit = await serveFeeds({
      '/drip': (_, response) => {
        const drip = setInterval(() => response.write(' '), 100);
        response.on('close', () => clearInterval(drip));
      },
    });
    others.push(bad, tarpit);
    pages['/good'] = rss({});
    const paths = ['/absent', '/page', '/empty', '/broken', '/circle', '/script', '/large', '/bomb', '/cut'];
    list(outline('/drip', '', tarpit), ...paths.map((path) => outline(path, '', bad)), outline('/good'));
    const done: string[] = [];
    const report = await sync({
      limits: { ...LOOPBACK, size: 1_048_576 },
      onFeed: ({ subscription }) => void done.push(new URL(subscription.url).pathname),
    });
    expect(outcomes(report)).toEqual([
      ['failed', {}, 'it took longer than 1.5 s'],
      ['failed', {}, 'it is not there (HTTP 404)'],
      ['failed', {}, 'it is a web page, not a feed'],
      ['failed', {}, 'it is empty'],
      ['failed', {}, 'it is a feed that is broken beyond reading'],
      ['failed', {}, 'it redirects more than 5 times, or in a circle'],
      ['failed', {}, 'it redirects to file:'],
      ['failed', {}, 'it is larger than 1 MiB'],
      ['failed', {}, 'it is larger than 1 MiB'],
      ['failed', {}, "it can't be reached: Z_BUF_ERROR"],
      ['fetched', { written: 1 }],
    ]);
    expect(done.at(-1)).toBe('/drip');
  });

  it('and is told from the good entries beside a bad one', async () => {
    pages['/feed'] = rss({ text: '' }, { guid: 'b', link: '/b', title: 'B' });
    list(outline('/feed'));
    const { feeds } = await sync();
    expect(feeds[0]).toMatchObject({
      outcome: 'fetched',
      counts: { written: 1, refused: 1 },
      faults: ['"A" was left out: it has no text'],
    });
  });
});

describe('servers', () => {
  it('that fail are left alone, longer each time, for all of their feeds', async () => {
    pages['/a'] = (_, response) => void response.writeHead(503).end();
    list(outline('/a'), outline('/b'));
    expect(outcomes(await sync())).toEqual([
      ['failed', {}, 'its server is busy or broken (HTTP 503)'],
      ['resting', {}, 'its server failed 1 times and is left alone until 2017-06-01T12:05Z'],
    ]);
    now = '2017-06-01T12:06:00Z';
    await sync();
    expect(memory.host(new URL(server.base).host)).toEqual({
      failures: 2,
      until: Date.parse('2017-06-01T12:16:00Z'),
    });
    expect(server.asked).toHaveLength(2);
  });

  it('are asked for one feed at a time each, and a few of them at a time', async () => {
    const going = new Map<string, number>();
    let [mostServers, mostFeeds] = [0, 0];
    const slowly: Page = (request, response) => {
      const host = request.headers.host ?? '';
      going.set(host, (going.get(host) ?? 0) + 1);
      mostServers = Math.max(mostServers, [...going.values()].filter((feeds) => feeds > 0).length);
      mostFeeds = Math.max(mostFeeds, going.get(host) ?? 0);
      setTimeout(() => {
        going.set(host, (going.get(host) ?? 0) - 1);
        response.end(rss({ guid: request.url ?? '', link: `/${host}${request.url}` }));
      }, 30);
    };
    const pair = { '/a': slowly, '/b': slowly };
    others = await Promise.all(Array.from({ length: 6 }, () => serveFeeds(pair)));
    list(...others.flatMap((one) => [outline('/a', '', one), outline('/b', '', one)]));
    const { feeds } = await sync({ atATime: 3 });
    expect(feeds.map(({ outcome }) => outcome)).toEqual(Array(12).fill('fetched'));
    expect([mostServers, mostFeeds]).toEqual([3, 1]);
  });

  it('that ask for time get it', async () => {
    pages['/a'] = (_, response) => void response.writeHead(429, { 'retry-after': '7200' }).end();
    list(outline('/a'));
    await sync();
    expect(memory.host(new URL(server.base).host)?.until).toBe(Date.parse('2017-06-01T14:00:00Z'));
  });

  it('that moved a feed for good have that written back; its posts are known again', async () => {
    pages['/new'] = rss({});
    pages['/old'] = rss({});
    list('<!-- ours -->', outline('/old', 'text="Lamps &amp; more" custom="kept"'));
    await sync();
    pages['/old'] = (_, response) => void response.writeHead(301, { location: '/new' }).end();
    pages['/new'] = rss({ text: 'Changed.' });
    expect((await sync()).changes).toEqual([`${server.base}/old has moved for good to ${server.base}/new`]);
    expect(read('feeds.opml')).toBe(
      '<opml xmlns:almanac="urn:almanac:feeds" version="2.0"><body><!-- ours -->\n' +
        `<outline xmlUrl="${server.base}/new" text="Lamps &amp; more" custom="kept" almanac:formerly="${server.base}/old"/></body></opml>`,
    );
    pages['/new'] = rss({ text: 'Changed again.' });
    expect(outcomes(await sync())).toEqual([['fetched', { updated: 1 }]]);
    expect(posts()).toHaveLength(1);
  });

  it('that moved a feed for now have nothing written back', async () => {
    pages['/new'] = rss({});
    pages['/old'] = (_, response) => void response.writeHead(302, { location: '/new' }).end();
    list(outline('/old'));
    const before = read('feeds.opml');
    expect(outcomes(await sync())).toEqual([['fetched', { written: 1 }]]);
    expect(read('feeds.opml')).toBe(before);
  });

  it('that say 410 end the subscription; the posts stay', async () => {
    pages['/feed'] = rss({});
    list(outline('/feed'));
    await sync();
    pages['/feed'] = (_, response) => void response.writeHead(410).end();
    expect(outcomes(await sync())).toEqual([['ended', {}]]);
    expect(read('feeds.opml')).toContain('almanac:ended="2017-06-01"');
    await sync();
    expect(server.asked).toHaveLength(2);
    expect((await readContent(to)).posts).toHaveLength(1);
  });
});

describe('private addresses are refused', () => {
  const PUBLIC: FetchLimits = FETCH_LIMITS;

  it.each([
    'http://127.0.0.1:1/',
    'http://localhost:1/',
    'http://[::1]:1/',
    'http://[::ffff:127.0.0.1]:1/',
    'http://0x7f.1:1/',
    'http://169.254.169.254/latest',
  ])('%s', async (address) => {
    list(`<outline xmlUrl="${address}"/>`);
    expect(outcomes(await sync({ limits: PUBLIC }))).toEqual([
      ['failed', {}, expect.stringMatching(/ is a private or local address$/)],
    ]);
  });

  it('also after a redirect, and when a name leads there', async () => {
    const { port } = new URL(server.base);
    pages['/number'] = (_, response) =>
      void response.writeHead(301, { location: `http://127.0.0.2:${port}/` }).end();
    pages['/name'] = (_, response) =>
      void response.writeHead(301, { location: `http://localhost:${port}/` }).end();
    list(outline('/number'));
    const refuses = (address: string) => address !== '127.0.0.1';
    expect(outcomes(await sync({ limits: { ...LOOPBACK, refuses } }))).toEqual([
      ['failed', {}, '127.0.0.2 is a private or local address'],
    ]);
    const looks: string[] = [];
    const refusesSecond = (address: string) => looks.push(address) > 1;
    list(outline('/name'));
    expect(outcomes(await sync({ limits: { ...LOOPBACK, refuses: refusesSecond } }))).toEqual([
      ['failed', {}, 'localhost is a private or local address'],
    ]);
    expect(server.asked.map(({ url }) => url)).not.toContain('/');
  });
});
