import { mkdtempSync, rmSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { decodeFeed } from '../indexer/feeds/decode-feed.ts';
import { openArchive } from '../indexer/feeds/open-archive.ts';
import { parseFeed } from '../indexer/feeds/parse-feed.ts';
import { storeFeed } from '../indexer/feeds/store-feed.ts';
import { plainSubscription } from '../indexer/feeds/subscription.ts';

/**
 * How many entries of feeds are imported a second, files written to the disk included?
 *
 *     taskset -c 0 node dist/bench/import-feeds.js [ENTRIES]
 *
 * Feeds hold 50 entries of some 3 KB of HTML each. `first` writes them all, `again` finds them all unchanged, `open`
 * reads the posts that are there.
 */
const ENTRIES = Number(process.argv[2] ?? 10_000);
const PER_FEED = 50;

const NOW = '2017-06-01T12:00:00Z';
const to = mkdtempSync(join(tmpdir(), 'almanac-bench-'));
process.on('exit', () => rmSync(to, { recursive: true, force: true }));

await report('first', async () => importAll(await openArchive(to)));
const archive = await report('open', () => openArchive(to));
await report('again', () => importAll(archive));

async function report<T>(name: string, work: () => Promise<T>): Promise<T> {
  const start = performance.now();
  const result = await work();
  const seconds = (performance.now() - start) / 1000;
  const rate = Math.round(ENTRIES / seconds);
  const peak = Math.round(process.resourceUsage().maxRSS / 1024);
  console.log(
    `${name.padEnd(6)} ${seconds.toFixed(1).padStart(6)} s ${String(rate).padStart(6)} entries/s  peak ${peak} MiB`,
  );
  return result;
}

async function importAll(archive: Awaited<ReturnType<typeof openArchive>>): Promise<void> {
  for (let feed = 0; feed * PER_FEED < ENTRIES; feed++) {
    const url = `https://blog${feed}.example/feed`;
    const text = decodeFeed(Buffer.from(renderFeed(feed))).text;
    await storeFeed(parseFeed(text, url), plainSubscription(url), archive, NOW);
  }
}

function renderFeed(feed: number): string {
  const items = Array.from({ length: PER_FEED }, (_, index) => renderItem(feed * PER_FEED + index));
  return `<rss version="2.0"><channel><title>Blog ${feed}</title>${items.join('')}</channel></rss>`;
}

function renderItem(number: number): string {
  const day = new Date(Date.UTC(2010, 0, 1 + (number % 2_500))).toUTCString();
  const paragraph = (part: number) =>
    `<p>Lamp ${number} of room ${part} has <b>${(number * 7 + part) % 911} hours</b> left, says <a href="/log/${number}?utm_source=rss">its log</a>: the driver counts ${number * part} pulses and dims by ${part} percent when the battery ${(number + part) % 13} falls below its limit, <code>lamp --id ${number}</code> shows.</p>`;
  const html = `<h2>What lamp ${number} does</h2>${[1, 2, 3, 4, 5].map(paragraph).join('')}<pre><code class="language-bash">lamp --id ${number} --dim 5\nlamp --log</code></pre><ul><li>one of ${number}</li><li>two</li></ul><table><tr><th>room</th><th>hours</th></tr><tr><td>1</td><td>${number}</td></tr></table>`;
  return `<item><title>Lamp ${number}</title><link>https://blog.example/${number}</link><guid>${number}</guid><pubDate>${day}</pubDate><description><![CDATA[${html}]]></description></item>`;
}
