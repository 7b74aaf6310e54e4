import { spawnSync } from 'node:child_process';
import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { createServer } from 'node:http';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, describe, expect, test } from 'vitest';
import { openBrowser } from './open-browser.ts';
import { watchPage } from './watch-page.ts';

const TYPES: Readonly<Record<string, string>> = {
  html: 'text/html',
  css: 'text/css',
  js: 'text/javascript',
  svg: 'image/svg+xml',
  json: 'application/json',
};

/** Gives out files below `/almanac/`, as simple servers do. */
const server = createServer(async (request, response) => {
  const path = decodeURIComponent(new URL(request.url ?? '/', 'http://localhost').pathname);
  const file = path.replace(/^\/almanac\//, '').replace(/(^|\/)$/, '$1index.html');
  try {
    const bytes = await readFile(join(folder, 'site', file));
    response.setHeader('Content-Type', TYPES[file.split('.').at(-1) ?? ''] ?? 'text/plain');
    response.end(bytes);
  } catch {
    response.statusCode = 404;
    response.setHeader('Content-Type', 'text/html');
    response.end(await readFile(join(folder, 'site', '404.html')));
  }
});
const folder = await mkdtemp(join(tmpdir(), 'almanac-site-'));
await new Promise<void>((resolve) => server.listen(0, '127.0.0.1', resolve));
const { port } = server.address() as { port: number };
const origin = `http://127.0.0.1:${port}`;
const built = spawnSync(
  process.execPath,
  [
    ...[
      'dist/bot/cli.js',
      'build-site',
      '--content',
      'test/fixtures/content-good',
      '--to',
      join(folder, 'site'),
    ],
    ...['--index', join(folder, 'snapshot'), '--base-url', `${origin}/almanac`],
  ],
  { encoding: 'utf8' },
);
const browser = await openBrowser();

afterAll(async () => {
  await browser?.close();
  server.close();
  server.closeAllConnections();
  await rm(folder, { recursive: true });
});

test('the site is written', () => {
  expect([built.status, built.stderr]).toEqual([0, '']);
});

describe.skipIf(browser === null)('a site of files', () => {
  const open = () => {
    if (browser === null) throw new Error('there is no browser');
    return watchPage(browser, origin);
  };

  test('answers in the browser, and asks for the index only then', async () => {
    const { page, faults, close } = await open();
    const paths: string[] = [];
    page.on('request', (request) => paths.push(new URL(request.url()).pathname));
    await page.goto('/almanac/');
    await page.waitForLoadState('networkidle');
    expect(paths.filter((path) => /index\.bin|engine/.test(path))).toEqual([]);

    await page.getByLabel('Your question').fill('why is gratuitous ARP ignored?');
    await page.keyboard.press('Enter');
    await page.locator('.excerpt').first().waitFor();
    expect(await page.locator('.turn > h2').textContent()).toBe('why is gratuitous ARP ignored?');
    expect(paths).toContain('/almanac/index.bin');

    await page.locator('.excerpt figcaption a').first().click();
    await page.locator('#_quoted').waitFor();
    expect(new URL(page.url()).pathname).toMatch(/^\/almanac\/posts\/[^/]+\/$/);
    expect(faults).toEqual([]);
    await close();
  });

  test('searches as one types', async () => {
    const { page, faults, checkAccess, close } = await open();
    await page.goto('/almanac/search/');
    await page.keyboard.type('locktime');
    await page.locator('#_results .excerpt').first().waitFor();
    expect(await page.locator('#_results mark').first().textContent()).toMatch(/locktime/i);
    expect(await checkAccess()).toEqual([]);
    expect(faults).toEqual([]);
    await close();
  });

  test('leads from what is not there to a search', async () => {
    const { page, close } = await open();
    await page.goto('/almanac/nothing/');
    await page.getByLabel('Search for').fill('locktime');
    await page.keyboard.press('Enter');
    await page.locator('#_results .excerpt').first().waitFor();
    await close();
  });
});
