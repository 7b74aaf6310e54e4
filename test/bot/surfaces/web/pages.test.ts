import { HtmlValidate } from 'html-validate';
import { describe, expect, test } from 'vitest';
import { BASE, get, makeApp } from './make-app.ts';

const app = makeApp({
  editUrl: 'https://example.org/edit/',
  writeUrl: 'https://example.org/new',
});
/** Bytes of a page before images. */
const LARGEST = 100_000;
/** Our own ids begin with an underscore, so that no heading's id is one of them. */
const validator = new HtmlValidate({
  extends: ['html-validate:recommended'],
  rules: { 'valid-id': ['error', { relaxed: true }] },
});

describe('every page that links lead to', async () => {
  const pages = await crawl();

  test('is there', () => {
    expect([...pages].filter(([, { status }]) => status !== 200).map(([path]) => path)).toEqual([]);
    expect(pages.size).toBeGreaterThan(25);
  });

  test('is valid HTML', async () => {
    for (const [path, { text, type }] of pages) {
      if (!type.startsWith('text/html')) continue;
      const { results } = await validator.validateString(text);
      const faults = results.flatMap(({ messages }) =>
        messages.map(({ line, ruleId, message }) => `${path}:${line} ${ruleId}: ${message}`),
      );
      expect(faults).toEqual([]);
    }
  });

  test('is smaller than 100 kB, with its style and script', async () => {
    const size = (path: string) => Buffer.byteLength(pages.get(path)?.text ?? '');
    const assets = [...pages.keys()].filter((path) => /^\/assets\/page/.test(path));
    expect(assets).toHaveLength(2);
    const shared = assets.reduce((sum, path) => sum + size(path), 0);
    for (const [path, { type }] of pages) {
      if (type.startsWith('text/html')) expect(size(path) + shared, path).toBeLessThan(LARGEST);
    }
  });

  test('asks no other host for anything', () => {
    for (const [path, { text }] of pages) {
      for (const [, address] of text.matchAll(/<(?:link|script|img|iframe)\b[^>]*?(?:src|href)="([^"]*)"/g)) {
        expect(new URL(address ?? '', BASE).origin, path).toBe(BASE);
      }
    }
  });

  test('has one heading of the first level, and a title', () => {
    for (const [path, { text, type }] of pages) {
      if (!type.startsWith('text/html')) continue;
      expect(text.match(/<h1\b/g), path).toHaveLength(1);
      expect(text, path).toMatch(/<title>[^<]+<\/title>/);
    }
  });
});

/** Follows every link of our own from the home page. */
async function crawl() {
  const pages = new Map<string, { status: number; text: string; type: string }>();
  const queue = ['/', '/search?q=arp', '/search?q=nothing-of-this', '/ask?q=how%20do%20I%20bake%20bread'];
  for (let path = queue.shift(); path !== undefined; path = queue.shift()) {
    if (pages.has(path)) continue;
    const { status, text, headers } = await get(app, path);
    const type = headers.get('content-type') ?? '';
    pages.set(path, { status, text, type });
    if (!type.startsWith('text/html')) continue;
    for (const [, link] of text.matchAll(/(?:href|src)="([^"]*)"/g)) {
      const url = new URL((link ?? '').replaceAll('&amp;', '&'), `${BASE}${path}`);
      if (url.origin === BASE) queue.push(`${url.pathname}${url.search}`);
    }
  }
  return pages;
}

describe('home', () => {
  test('has the box with the focus in it, examples, posts by day, the next events', async () => {
    const { text } = await get(app, '/');
    expect(text).toMatch(/<input id="_q" name="q" type="search"[^>]* autofocus>/);
    expect(text).toContain('<a href="/ask?q=What%20is%20locktime%3F">');
    const days = [...text.matchAll(/<h3 class="label"><time datetime="([^"]+)"/g)].map(([, day]) => day);
    expect(days).toEqual(['2017-05-26', '2017-05-25', '2016-01-02']);
    expect(text).toContain('Neutron meeting');
    expect(text).not.toContain('PTG Atlanta');
  });
});

describe('an answer', () => {
  test('is quoted, numbered, cited and marked, with what else can be done', async () => {
    const { text } = await get(app, '/ask?q=why+is+gratuitous+ARP+ignored%3F');
    expect(text).toMatch(
      /<blockquote><p>The kernel <mark>ignores<\/mark> a <mark>gratuitous<\/mark> <mark>ARP<\/mark>/,
    );
    expect(text).toContain(
      '[1]</span> <a href="/posts/arp?quote=The%20kernel%20ignores%20a%20gratuitous%20ARP%20packet&amp;to=',
    );
    expect(text).toContain('Ada Lovelace, after Grace Hopper');
    expect(text).toContain('<button type="submit" name="verdict" value="helped">Helped</button>');
    expect(text).toContain('<input type="hidden" name="earlier" value="why is gratuitous ARP ignored?">');
  });

  test('that is declined names the people to ask and where to write', async () => {
    const { text } = await get(app, '/ask?q=how+do+I+bake+bread%3F');
    expect(text).toContain('I don’t know');
    expect(text).toContain('<strong>#test on OFTC</strong>');
    expect(text).toContain('<a href="https://example.org/new">write a post about this</a>');
    expect(text).not.toContain('value="helped"');
  });

  test('to a follow-up keeps the topic', async () => {
    const { text } = await get(app, '/ask?q=how+do+I+fix+it%3F&earlier=why+is+gratuitous+ARP+ignored%3F');
    expect(text).toContain('A kernel patch');
  });

  test('can be had without the page around it', async () => {
    const { text } = await get(app, '/ask?q=what+is+locktime&part=1');
    expect(text).toMatch(/^<section class="turn">/);
  });
});

describe('search', () => {
  test('is narrowed by author, tag and year', async () => {
    const titles = async (query: string) => {
      const { text } = await get(app, `/search?part=1&${query}`);
      return [...text.matchAll(/<figcaption><a href="\/posts\/([a-z]+)/g)].map(([, id]) => id);
    };
    expect(await titles('q=server+kernel&author=torvalds')).toEqual(['snapper']);
    expect(await titles('q=server+kernel&tag=kernel')).toEqual(['arp']);
    expect(await titles('q=server+kernel&year=2016')).toEqual(['snapper']);
    expect(await titles('q=server+kernel&year=20x6&author=')).toHaveLength(3);
  });
});

describe('a post', () => {
  test('has contents, anchors, coloured code, its series, its source, a link to edit', async () => {
    const { text } = await get(app, '/posts/arp');
    expect(text).toContain('<li class="level-2"><a href="#what-is-locktime">What is locktime?</a></li>');
    expect(text).toContain(
      '<h2 id="what-is-locktime">What is locktime?<a class="anchor" href="#what-is-locktime"',
    );
    expect(text).toContain('<span class="hljs-comment"># &lt;all of them&gt;</span>');
    expect(text).toContain('Next: <a rel="next" href="/posts/fix">How to fix ignored gratuitous ARP</a>');
    expect(text).toContain(
      '<a href="https://example.org/kernel"><cite>Diggin’ the kernel</cite></a>, Grace Hopper',
    );
    expect(text).toContain('<a href="https://example.org/edit/posts/arp.md">Edit this page</a>');
  });

  test('has links to other posts by their file, and to the web', async () => {
    const { text } = await get(app, '/posts/arp');
    expect(text).toContain('<a href="/posts/fix#the-fix">the fix</a>');
    expect(text).toContain('<a href="https://example.org/a?b=1&amp;c=2">elsewhere</a>');
  });

  test('marks the words that a citation names', async () => {
    const { text } = await get(app, '/posts/arp?quote=The%20kernel%20ignores&to=locktime%20window.');
    expect(text).toMatch(/<mark id="_quoted">The kernel ignores a gratuitous .* locktime window\.<\/mark>/);
  });
});

describe('events', () => {
  test('come as calendar files, one by one and all together', async () => {
    const one = await get(app, '/calendar/summit.ics');
    expect(one.headers.get('content-type')).toBe('text/calendar; charset=utf-8');
    expect(one.text).toContain('UID:summit@planet-test.almanac\r\n');
    expect(one.text).toContain('DTSTART;VALUE=DATE:20171106\r\n');
    expect((await get(app, '/calendar.ics')).text.match(/BEGIN:VEVENT/g)).toHaveLength(3);
  });

  test('stand coming and past, with their zone named and a calendar file', async () => {
    const { text } = await get(app, '/events');
    expect(text.indexOf('Neutron meeting')).toBeLessThan(text.indexOf('Summit Sydney'));
    expect(text.indexOf('Summit Sydney')).toBeLessThan(text.indexOf('PTG Atlanta'));
    expect(text).toContain(
      '15 June 2017, 10:00</time> to <time datetime="2017-06-15T15:00:00Z" data-local>11:00</time>',
    );
    expect(text).toContain('America/New York time');
    expect(text).toContain(
      '<time datetime="2017-11-06">6</time> to <time datetime="2017-11-08">8 November 2017</time>',
    );
  });
});

describe('what is not there', () => {
  test('is searched for by the words of its address', async () => {
    const { status, text } = await get(app, '/old/gratuitous-arp.html');
    expect(status).toBe(404);
    expect(text).toContain('Is it one of these?');
    expect(text).toContain('href="/posts/arp?');
  });

  test.each([
    '/%',
    '/%ff%fe',
    '/posts/%2e%2e%2fpackage.json',
    '/posts/',
    '/tags/none',
    '/assets/page.js',
    '/.env',
  ])('%s is told so', async (path) => {
    expect((await get(app, path)).status).toBe(404);
  });

  test('with a slash too many is found', async () => {
    const { status, headers } = await get(app, '/archive/');
    expect([status, headers.get('location')]).toEqual([301, '/archive']);
  });
});

test('a page that has not changed is not sent again', async () => {
  const { headers } = await get(app, '/posts/arp');
  const etag = headers.get('etag') ?? '';
  expect((await get(app, '/posts/arp', { 'If-None-Match': etag })).status).toBe(304);
});

test('a site below a path links and answers there', async () => {
  const below = makeApp({ baseUrl: `${BASE}/almanac` });
  const { text } = await get(below, '/almanac/');
  expect(text).toContain('action="/almanac/ask"');
  expect((await get(below, '/almanac/posts/arp')).status).toBe(200);
  expect((await get(below, '/posts/arp')).status).toBe(404);
});
