import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { loadIndex } from '../../indexer/load-index.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import { runAlmanac } from '../run-almanac.ts';
import { openBrowser } from './open-browser.ts';
import { watchPage } from './watch-page.ts';

const folder = await mkdtemp(join(tmpdir(), 'almanac-lunr-'));
const snapshot = join(folder, 'snapshot');
const exported = join(folder, 'lunr-index.json');
const run = await runAlmanac(
  ['index', '--content', 'content', '--index', snapshot, '--export', 'lunr', exported],
  { home: folder },
);

/** A page that has nothing but lunr, and the index as a file. */
const FILES: Readonly<Record<string, readonly [type: string, path: string]>> = {
  '/lunr.js': ['text/javascript', 'node_modules/lunr/lunr.js'],
  '/lunr-index.json': ['application/json', exported],
};
const PAGE = '<!doctype html><html lang="en"><link rel="icon" href="data:,"><script src="/lunr.js"></script>';
const server = createServer(async (request, response) => {
  const [type, path] = FILES[request.url ?? ''] ?? ['text/html', null];
  response.setHeader('Content-Type', type);
  response.end(path === null ? PAGE : await readFile(path));
});
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const origin = `http://127.0.0.1:${(server.address() as { port: number }).port}`;
const browser = await openBrowser();

afterAll(async () => {
  await browser?.close();
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

test('the index is written beside the snapshot, and its size is told', async () => {
  expect([run.code, run.stderr]).toEqual([0, '']);
  const { length } = await readFile(exported);
  expect(run.stdout).toContain(`exported  ${exported}, ${(length / 1e6).toFixed(2)} MB\n`);
});

describe.skipIf(browser === null)('in a browser', () => {
  test('lunr alone loads it, and finds the same passages in the same order as our search', async () => {
    const { index } = await loadIndex({ content: 'content', snapshot });
    const places = index.posts.flatMap(({ id }) => index.passagesOf(id).map((_, place) => `${id}#${place}`));
    const words = ['arp', 'Neutron', 'ignored', 'kernel', 'settings', 'instances', 'arp_accept', 'zebra'];
    const ours = words.map((word) =>
      index
        .search(
          termsOf(word)
            .slice(0, 1)
            .map((term) => ({ term, boost: 1 })),
          index.passages.length,
        )
        .map(({ passage, score }) => [places[passage], score.toFixed(6)]),
    );
    expect(ours.map((hits) => hits.length > 0)).toEqual(words.map((word) => word !== 'zebra'));

    const { page, faults, close } = await watchPage(browser as NonNullable<typeof browser>, origin);
    await page.goto('/');
    const theirs = await page.evaluate(async (words) => {
      const { lunr } = globalThis as unknown as { lunr: typeof import('lunr') };
      const index = lunr.Index.load(await (await fetch('/lunr-index.json')).json());
      return words.map((word) => index.search(word).map(({ ref, score }) => [ref, score.toFixed(6)]));
    }, words);
    await close();
    // Lunr adds its fields' scores up in floating point: what is a tie to us it may put in any order.
    const order = new Map(places.map((ref, passage) => [ref, passage]));
    const passageOf = ([ref]: readonly string[]) => order.get(ref ?? '') ?? -1;
    const sorted = theirs.map((hits) =>
      hits.sort((a, b) => Number(b[1]) - Number(a[1]) || passageOf(a) - passageOf(b)),
    );
    expect(sorted).toEqual(ours);
    expect(faults).toEqual([]);
  });
});
