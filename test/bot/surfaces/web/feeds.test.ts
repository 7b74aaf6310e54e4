import { parseAtomFeed, parseJsonFeed, parseOpml } from 'feedsmith';
import { describe, expect, test } from 'vitest';
import { get, makeApp } from './make-app.ts';

const app = makeApp();
const text = async (path: string) => (await get(app, path)).text;

describe('the Atom feed', () => {
  test('has what RFC 4287 demands of a feed and of each entry, the newest first', async () => {
    const feed = parseAtomFeed(await text('/feed.xml'));
    expect(feed).toMatchObject({
      id: 'http://127.0.0.1:4117/feed.xml',
      title: { value: 'Planet Test' },
      updated: '2017-05-27T10:00:00Z',
    });
    expect(feed.links).toContainEqual(
      expect.objectContaining({ rel: 'self', href: 'http://127.0.0.1:4117/feed.xml' }),
    );
    expect(
      feed.entries?.map(({ id, title, updated, authors }) => ({ id, title: title?.value, updated, authors })),
    ).toEqual([
      {
        id: 'http://127.0.0.1:4117/posts/fix',
        title: 'How to fix ignored gratuitous ARP',
        updated: '2017-05-27T10:00:00Z',
        authors: [{ name: 'Ada Lovelace' }],
      },
      {
        id: 'http://127.0.0.1:4117/posts/arp',
        title: 'Why gratuitous ARP is ignored',
        updated: '2017-05-25T19:46:00Z',
        authors: [{ name: 'Ada Lovelace' }],
      },
      {
        id: 'http://127.0.0.1:4117/posts/snapper',
        title: 'Rolling a server back with Snapper',
        updated: '2016-01-02T03:04:05Z',
        authors: [{ name: 'Linus Torvalds' }],
      },
    ]);
  });

  test('holds whole posts, with whole addresses and without the page’s anchors', async () => {
    const content = parseAtomFeed(await text('/feed.xml')).entries?.[1]?.content?.value ?? '';
    expect(content).toContain('<a href="http://127.0.0.1:4117/posts/fix#the-fix">the fix</a>');
    expect(content).toContain('<h2 id="what-is-locktime">What is locktime?</h2>');
    expect(content).not.toContain('class="anchor"');
  });

  test('is served as Atom', async () => {
    const { headers } = await get(app, '/feed.xml');
    expect(headers.get('content-type')).toBe('application/atom+xml; charset=utf-8');
  });

  test('of one author holds only what that author wrote or is digested of', async () => {
    const ids = parseAtomFeed(await text('/authors/grace-hopper/feed.xml')).entries?.map(({ id }) => id);
    expect(ids).toEqual(['http://127.0.0.1:4117/posts/arp']);
  });
});

test('the JSON feed has what version 1.1 demands', async () => {
  const feed = parseJsonFeed(await text('/feed.json'));
  expect(feed.title).toBe('Planet Test');
  expect(feed.items?.[0]).toMatchObject({
    id: 'http://127.0.0.1:4117/posts/fix',
    external_url: 'https://example.org/fix',
    authors: [{ name: 'Ada Lovelace' }],
    tags: ['arp'],
  });
  expect(feed.items?.every(({ content_html }) => content_html?.startsWith('<'))).toBe(true);
});

test('the OPML lists a feed for everybody and one for each author', async () => {
  const { body } = parseOpml(await text('/opml.xml'));
  expect(body?.outlines?.map((outline) => [outline.text, outline.xmlUrl])).toEqual([
    ['Planet Test', 'http://127.0.0.1:4117/feed.xml'],
    ['Ada Lovelace', 'http://127.0.0.1:4117/authors/ada-lovelace/feed.xml'],
    ['Grace Hopper', 'http://127.0.0.1:4117/authors/grace-hopper/feed.xml'],
    ['Linus Torvalds', 'http://127.0.0.1:4117/authors/linus-torvalds/feed.xml'],
  ]);
});

test('the sitemap lists pages that are there, posts with the day of their last change', async () => {
  const sitemap = await text('/sitemap.xml');
  expect(sitemap).toContain(
    '<url><loc>http://127.0.0.1:4117/posts/fix</loc><lastmod>2017-05-27T10:00:00Z</lastmod></url>',
  );
  for (const [, address] of sitemap.matchAll(/<loc>([^<]+)<\/loc>/g)) {
    expect((await get(app, new URL(address ?? '').pathname)).status, address).toBe(200);
  }
});

test('robots are led to the sitemap and away from what is made anew for each asker', async () => {
  expect(await text('/robots.txt')).toBe(
    'User-agent: *\nDisallow: /ask\nDisallow: /search\nDisallow: /api/\n\nSitemap: http://127.0.0.1:4117/sitemap.xml\n',
  );
});

test('browsers learn how to ask', async () => {
  const description = await text('/opensearch.xml');
  expect(description).toContain('<ShortName>Planet Test</ShortName>');
  expect(description).toContain('template="http://127.0.0.1:4117/ask?q={searchTerms}"');
  expect(await text('/')).toContain('type="application/opensearchdescription+xml"');
});
