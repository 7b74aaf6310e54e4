import { mkdtempSync, readdirSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, it } from 'vitest';
import { decodeFeed } from '../../../indexer/feeds/decode-feed.ts';
import { FeedFault } from '../../../indexer/feeds/feed-fault.ts';
import { openArchive } from '../../../indexer/feeds/open-archive.ts';
import { parseFeed } from '../../../indexer/feeds/parse-feed.ts';
import { storeFeed } from '../../../indexer/feeds/store-feed.ts';
import { readContent } from '../../../indexer/read-content.ts';

const SEEDS = [
  '<?xml version="1.0" encoding="utf-8"?><rss version="2.0" xmlns:content="http://purl.org/rss/1.0/modules/content/"><channel><title>Lamps</title><link>https://lamps.example/</link><item><title>Why &amp;amp; how</title><link>https://lamps.example/NNN</link><guid>gNNN</guid><pubDate>Thu, 25 May 2017 19:46:00 GMT</pubDate><content:encoded><![CDATA[<h2>A</h2><p>One NNN <b>two</b><pre><code class="language-c">int a;</code></pre><table><tr><td>1<td>2</table>]]></content:encoded></item></channel></rss>',
  '<feed xmlns="http://www.w3.org/2005/Atom" xml:base="https://a.example/"><title>T</title><entry><id>tag:NNN</id><title type="html">&lt;i&gt;x</title><link href="NNN"/><updated>2017-05-25T19:46:00Z</updated><content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><ul><li>NNN <a href="/y">y</a></li></ul></div></content></entry></feed>',
  '<rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#" xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>R</title></channel><item rdf:about="http://o.example/NNN"><title>A</title><description>NNN &lt;img src=x&gt;</description><dc:date>2017-05-25</dc:date></item></rdf:RDF>',
  '{"version":"https://jsonfeed.org/version/1.1","title":"J","items":[{"id":"NNN","url":"https://j.example/NNN","title":"T","content_html":"<p>NNN","date_published":"2017-05-25T19:46:00Z","tags":["led"]}]}',
];

const DANGERS = [
  '../../../../etc/passwd',
  '\u0000',
  '\u202e',
  '---\ntitle: x\n---\n',
  '\n---\n',
  ']]>',
  '<![CDATA[',
  '<!--',
  '<',
  '>',
  '&',
  '"',
  '<item>',
  '</item>',
  '<entry/>',
  '<!DOCTYPE a [<!ENTITY b "c">]>',
  '&b;',
  '&#0;',
  '&#x110000;',
  '&#xd800;',
  'javascript:alert(1)',
  'file:///etc/passwd',
  '__proto__',
  '"constructor":{}',
  '0000-00-00',
  '9999-12-31T23:59:59Z',
  '\ufeff',
  '\ud800',
  '`',
  '```',
  '[^1]: ',
  '<script>',
  '<b>'.repeat(50),
  '{',
  '}',
  '[',
  'null',
  '1e999',
  '[[[[[[',
  '\r\n',
  '\u2028',
  '%00',
  '<p>x</p>'.repeat(20),
];

/** mulberry32: the same mutants each time. */
function createRandom(seed: number): (below: number) => number {
  let state = seed;
  return (below) => {
    state = (state + 0x6d2b79f5) | 0;
    let mixed = Math.imul(state ^ (state >>> 15), 1 | state);
    mixed = (mixed + Math.imul(mixed ^ (mixed >>> 7), 61 | mixed)) ^ mixed;
    return ((mixed ^ (mixed >>> 14)) >>> 0) % below;
  };
}

function mutate(seed: Buffer, random: (below: number) => number): Buffer {
  let bytes = seed;
  for (let times = 1 + random(3); times > 0; times--) {
    const at = random(bytes.length + 1);
    const end = Math.min(bytes.length, at + random(40));
    const between =
      [
        () => Buffer.from([random(256)]),
        () => Buffer.from(DANGERS[random(DANGERS.length)] ?? ''),
        () => Buffer.alloc(0),
        () => bytes.subarray(random(bytes.length + 1)).subarray(0, 200),
        () =>
          Buffer.concat([
            bytes.subarray(at, end),
            Buffer.from(DANGERS[random(DANGERS.length)] ?? '', 'utf16le'),
          ]),
      ][random(5)]?.() ?? Buffer.alloc(0);
    bytes = Buffer.concat([bytes.subarray(0, at), between, bytes.subarray(end)]);
  }
  return bytes;
}

it('5,000 mutated feeds crash nothing, write nothing outside the folder, and what they write is valid', async () => {
  const home = mkdtempSync(join(tmpdir(), 'almanac-danger-'));
  try {
    const to = join(home, 'content');
    const archive = await openArchive(to);
    const random = createRandom(8);
    let [stored, refused] = [0, 0];
    for (let round = 0; round < 5_000; round++) {
      const mutant = mutate(
        Buffer.from((SEEDS[round % SEEDS.length] ?? '').replaceAll('NNN', `${round}`)),
        random,
      );
      try {
        const feed = parseFeed(decodeFeed(mutant).text, 'https://lamps.example/feed');
        const subscription = {
          url: `https://lamps.example/${round % 50}`,
          name: null,
          excerptOnly: false,
          license: null,
          formerly: [],
          identity: 'auto',
          ended: null,
        } as const;
        await storeFeed(feed, subscription, archive, '2017-06-01T12:00:00Z');
        stored++;
      } catch (error) {
        if (!(error instanceof FeedFault))
          throw new Error(`round ${round}: ${mutant.toString()}`, { cause: error });
        refused++;
      }
    }
    expect(stored).toBeGreaterThan(1_000);
    expect(refused).toBeGreaterThan(100);
    expect(readdirSync(home)).toEqual(['content']);
    expect(readdirSync(to)).toEqual(['posts']);
    const { posts, faults } = await readContent(to);
    expect(faults).toEqual([]);
    expect(posts.length).toBeGreaterThan(800);
  } finally {
    rmSync(home, { recursive: true });
  }
}, 120_000);
