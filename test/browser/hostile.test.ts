import type { Page } from 'playwright-core';
import { afterAll, describe, expect, test } from 'vitest';
import { startWeb } from '../../bot/surfaces/web/start-web.ts';
import { makeOptions } from '../bot/surfaces/web/make-app.ts';
import { makeEvent, makePost } from '../make-index.ts';
import { openBrowser } from './open-browser.ts';
import { PAYLOADS } from './payloads.ts';
import { watchPage } from './watch-page.ts';

/** One post and one event a payload, which stands in every field that is free text. */
const posts = PAYLOADS.map((payload, n) =>
  makePost(`p${n}`, `Intro ${payload}\n\n## Why ${payload}?\n\n- Item ${payload}\n\n${payload}\n`, {
    title: `Title ${payload}`,
    author: payload,
    blog: payload,
    tags: [payload],
    summary: payload,
    license: payload,
    series: { name: payload, part: 1 },
    url: `https://example.org/'onclick='alert(1)`,
    sources: [{ title: payload, author: payload, blog: payload, published: null, url: null }],
  }),
);
const events = PAYLOADS.map((payload, n) =>
  makeEvent(`e${n}`, '2017-07-01', { name: payload, place: payload, tags: [payload], kind: payload }),
);
const community = { name: '<script>alert(1)</script>', ask_humans: '<img src=x onerror=alert(1)>' };
const gaps = PAYLOADS.map((payload) => ({
  question: payload,
  alike: [payload, `${payload} `],
  declined: 1,
  wrong: 1,
  places: ['web'],
  last: '2017-05-26T10:00:00Z',
  ids: [],
}));
const surface = await startWeb('127.0.0.1:0', {
  ...makeOptions({ posts, events, community, listGaps: () => gaps }),
  baseUrl: null,
});
const browser = await openBrowser();
afterAll(async () => {
  await browser?.close();
  await surface.stop();
});

/** Half characters have no place in an address. */
function encodable(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}

/** What a page of ours never holds, whatever was put in. */
function findIntruders(page: Page): Promise<string[]> {
  return page.evaluate(() => {
    const forbidden =
      'script:not([src^="/assets/"]), style, iframe, object, embed, img, svg, math, video, audio, base, details, marquee, textarea, template, isindex, meta[http-equiv], link[href^="//"], [style], [formaction], [srcdoc]';
    const found = [...document.querySelectorAll(forbidden)].map((element) => element.outerHTML.slice(0, 200));
    for (const element of document.querySelectorAll('*')) {
      for (const { name, value } of element.attributes) {
        const isAddress = ['href', 'src', 'action', 'xlink:href'].includes(name);
        const isSafe = /^(?:https?:\/\/(?!evil)|mailto:|#|\/(?!\/))/.test(value);
        if (name.startsWith('on') || (isAddress && !isSafe)) found.push(`${name}=${value}`);
      }
    }
    return found;
  });
}

describe.skipIf(browser === null)('hostile text', () => {
  const open = async () => {
    if (browser === null) throw new Error('there is no browser');
    return watchPage(browser, surface.address);
  };

  test('comes in more than sixty kinds', () => {
    expect(new Set(PAYLOADS).size).toBe(PAYLOADS.length);
    expect(PAYLOADS.length).toBeGreaterThan(60);
  });

  test('in every field of a post stays text', async () => {
    const { page, faults, close } = await open();
    for (const { id, title } of posts) {
      await page.goto(`/posts/${id}`);
      expect([await findIntruders(page), faults], title).toEqual([[], []]);
    }
    await close();
  }, 120_000);

  test('in lists, events, gaps and shelves stays text', async () => {
    const { page, faults, close } = await open();
    for (const path of [
      '/',
      '/events',
      '/gaps',
      '/authors',
      '/tags',
      '/archive',
      '/archive/2017-05',
      '/search?q=title',
    ]) {
      await page.goto(path);
      expect([await findIntruders(page), faults], path).toEqual([[], []]);
    }
    await close();
  }, 60_000);

  test.each([
    ['/ask', ['q', 'earlier', 'skip', 'part']],
    ['/search', ['q', 'author', 'tag', 'year']],
    ['/posts/p0', ['quote', 'to']],
  ])(
    'in the parameters of %s stays text',
    async (path, names) => {
      const { page, faults, close } = await open();
      for (const payload of PAYLOADS) {
        const query = new URLSearchParams(names.map((name) => [name, encodable(payload)]));
        const response = await page.goto(`${path}?${query}`);
        expect(response?.status()).toBeLessThan(500);
        // A path that is not there is logged by the browser itself.
        const own = faults.filter((fault) => !/status of 404/.test(fault));
        expect([await findIntruders(page), own], payload).toEqual([[], []]);
      }
      await close();
    },
    120_000,
  );

  test('typed into the search box stays text', async () => {
    const { page, faults, close } = await open();
    await page.goto('/search');
    for (const payload of PAYLOADS.slice(0, 40)) {
      const answered = page.waitForResponse((response) => response.url().includes('part=1'));
      await page.locator('#_q').fill(`title ${payload}`);
      await answered;
    }
    await page.waitForTimeout(300);
    expect([await findIntruders(page), faults]).toEqual([[], []]);
    await close();
  }, 60_000);

  test('in a path stays text', async () => {
    const { page, faults, close } = await open();
    for (const payload of PAYLOADS) {
      await page.goto(`/${encodeURIComponent(encodable(payload))}`);
      const own = faults.filter((fault) => !/status of 404/.test(fault));
      expect([await findIntruders(page), own], payload).toEqual([[], []]);
    }
    await close();
  }, 120_000);

  test('leaves feeds well-formed', async () => {
    const { page, close } = await open();
    await page.goto('/events');
    for (const path of ['/feed.xml', '/opml.xml', '/sitemap.xml', '/opensearch.xml']) {
      const fault = await page.evaluate(async (path) => {
        const text = await (await fetch(path)).text();
        const parsed = new DOMParser().parseFromString(text, 'application/xml');
        return parsed.querySelector('parsererror')?.textContent ?? null;
      }, path);
      expect(fault, path).toBeNull();
    }
    await close();
  });
});
