import { afterAll, afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Feedback } from '../../bot/store/feedback.ts';
import { startWeb } from '../../bot/surfaces/web/start-web.ts';
import { makeOptions } from '../bot/surfaces/web/make-app.ts';
import { openBrowser } from './open-browser.ts';
import { type WatchedPage, watchPage } from './watch-page.ts';

const kept: Feedback[] = [];
const feedback = { add: (verdict: Feedback) => void kept.push(verdict), list: () => kept };
const listGaps = () =>
  ['how do I bake bread?', `what is ${'a'.repeat(200)}?`].map((question) => ({
    question,
    alike: ['how is bread baked?'],
    declined: 3,
    wrong: 1,
    places: ['irc', 'web'],
    last: '2017-05-26T10:00:00Z',
    ids: [],
  }));
const surface = await startWeb('127.0.0.1:0', { ...makeOptions({ feedback, listGaps }), baseUrl: null });
const browser = await openBrowser();
const PHONE = { viewport: { width: 360, height: 740 }, hasTouch: true, isMobile: true };
const DARK = { colorScheme: 'dark' } as const;
const WIDE = { viewport: { width: 1920, height: 1080 } };

afterAll(async () => {
  await browser?.close();
  await surface.stop();
});

describe.skipIf(browser === null)('a reader', () => {
  let watched: WatchedPage;
  const open = async (options = {}) => {
    if (browser === null) throw new Error('there is no browser');
    await watched?.close();
    watched = await watchPage(browser, surface.address, options);
    return watched.page;
  };
  beforeEach(async () => void (await open()));
  afterEach(async () => {
    expect(watched.faults).toEqual([]);
    await watched.close();
  });

  test('asks, follows up, says that it helped, and follows a citation to the marked words', async () => {
    const { page } = watched;
    await page.goto('/');
    // The box has the focus by itself, but not before a busy machine comes to it.
    await page.waitForFunction(() => document.activeElement?.tagName === 'INPUT');
    await page.keyboard.type('why is gratuitous ARP ignored?');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/ask?q=*');
    expect(await page.locator('.excerpt mark').first().textContent()).toBe('ignores');

    await page.getByRole('button', { name: 'Helped' }).click();
    await page.getByText('Thank you: that was kept.').waitFor();
    expect(kept.at(-1)).toMatchObject({ question: 'why is gratuitous ARP ignored?', verdict: 'helped' });

    await page.getByLabel('Follow up').fill('how do I fix it?');
    await page.keyboard.press('Enter');
    await page.locator('.turn').nth(1).waitFor();
    expect(await page.locator('.turn').nth(1).textContent()).toContain('A kernel patch');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('how do I fix it?');

    await page.getByRole('link', { name: 'Why gratuitous ARP is ignored' }).first().click();
    await page.waitForURL('**/posts/arp?quote=*');
    expect(await page.locator('#_quoted').textContent()).toContain(
      'The kernel ignores a gratuitous ARP packet',
    );
    const quoted = await page.locator('#_quoted').boundingBox();
    expect(quoted?.y).toBeGreaterThan(0);
    expect(quoted?.y).toBeLessThan(720);
  });

  test('searches by keyboard alone: slash, words, arrows, Esc, Enter', async () => {
    const { page } = watched;
    await page.goto('/posts/snapper');
    await page.keyboard.press('/');
    await page.waitForURL('**/search');
    await page.keyboard.type('locktime');
    await page.locator('#_results .excerpt').first().waitFor();
    expect(page.url()).toContain('/search?q=locktime');
    await page.keyboard.press('ArrowDown');
    const focused = () => page.evaluate(() => document.activeElement?.textContent);
    expect(await focused()).toBe('Why gratuitous ARP is ignored');
    await page.keyboard.press('Escape');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('_q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('ArrowUp');
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('_q');
    await page.keyboard.press('ArrowDown');
    await page.keyboard.press('Enter');
    await page.waitForURL('**/posts/arp?quote=*');
  });

  test('reaches everything by Tab, the content first if wished', async () => {
    const { page } = watched;
    await page.goto('/events');
    await page.keyboard.press('Tab');
    expect(await page.evaluate(() => document.activeElement?.textContent)).toBe('Skip to the content');
    const seen = new Set<string>();
    for (let n = 0; n < 40; n++) {
      await page.keyboard.press('Tab');
      seen.add((await page.evaluate(() => document.activeElement?.outerHTML)) ?? '');
    }
    const links = await page.locator('a:not(.skip)').count();
    expect([...seen].filter((markup) => /^<a (?!class="skip")/.test(markup))).toHaveLength(links);
  });

  test('copies code', async () => {
    const page = await open({ permissions: ['clipboard-read', 'clipboard-write'] });
    await page.goto('/posts/arp');
    await page.locator('.code').hover();
    await page.getByRole('button', { name: 'Copy' }).click();
    await page.getByText('Copied').waitFor();
    expect(await page.evaluate(() => navigator.clipboard.readText())).toBe(
      'ip neigh show dev eth0 # <all of them>\n',
    );
  });

  test('sees times of events in the own zone too', async () => {
    const { page } = watched;
    await page.goto('/events');
    expect(await page.locator('.yours').first().textContent()).toMatch(
      /^For you: Jun 15, 2017, 7:30\s–\s8:30\sPM \(Asia\/(?:Kolkata|Calcutta)\)$/,
    );
  });

  test('without JavaScript asks, follows up, searches and gives a verdict all the same', async () => {
    const page = await open({ javaScriptEnabled: false });
    await page.goto('/');
    await page.getByLabel('Your question').fill('why is gratuitous ARP ignored?');
    await page.getByRole('button', { name: 'Ask' }).click();
    await page.getByLabel('Follow up').fill('how do I fix it?');
    await page.locator('.follow-up button').click();
    await page.waitForURL('**/ask?earlier=*');
    expect(await page.locator('.turn').textContent()).toContain('A kernel patch');
    await page.getByRole('button', { name: 'Wrong?' }).click();
    expect(await page.locator('h1').textContent()).toBe('Thank you');
    await page.goto('/search');
    await page.getByLabel('Words').fill('snapper');
    await page.getByRole('button', { name: 'Search' }).click();
    await page.getByRole('link', { name: 'Rolling a server back with Snapper' }).click();
    expect(await page.locator('#_quoted').textContent()).toContain('Snapper rolls a server back');
  });

  test('meets a page that is not there with a search', async () => {
    const { page, faults } = watched;
    await page.goto('/no/locktime');
    expect(await page.locator('.hits').textContent()).toContain('Why gratuitous ARP is ignored');
    // The browser itself logs the status.
    expect(faults.splice(0)).toHaveLength(1);
  });

  const PAGES = {
    home: '/',
    answer: '/ask?q=why+is+gratuitous+ARP+ignored%3F',
    declined: '/ask?q=how+do+I+bake+bread%3F',
    search: '/search?q=arp',
    post: '/posts/arp?quote=Locktime%20is#_quoted',
    events: '/events',
    gaps: '/gaps',
    authors: '/authors',
    author: '/authors/ada-lovelace',
    tags: '/tags',
    archive: '/archive',
  };
  const CHECKED = { light: {}, dark: DARK, phone: PHONE };
  const LOOKS = { ...CHECKED, wide: WIDE, zoomed: { viewport: { width: 320, height: 256 } } };

  test.each(Object.entries(LOOKS))(
    'finds every page accessible, steady and no wider than the screen: %s',
    async (look, options) => {
      const page = await open(options);
      for (const [name, path] of Object.entries(PAGES)) {
        await page.goto(path);
        expect(await watched.measureShift(), path).toBeLessThan(0.01);
        if (look in CHECKED) expect(await watched.checkAccess(), path).toEqual([]);
        const excess = await page.evaluate(() => document.documentElement.scrollWidth - window.innerWidth);
        expect(excess, path).toBeLessThanOrEqual(0);
        await watched.keep(`${name}-${look}`);
      }
    },
    60_000,
  );
});
