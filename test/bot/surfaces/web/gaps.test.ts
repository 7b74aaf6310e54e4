import { afterEach, beforeEach, expect, test } from 'vitest';
import { groupGaps } from '../../../../bot/gaps/group-gaps.ts';
import { createGapNotes } from '../../../../bot/note-gaps.ts';
import { openStore, type Store } from '../../../../bot/store/open-store.ts';
import { type AppOptions, get, makeApp } from './make-app.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore(':memory:');
});
afterEach(() => store.close());

const keeping = (more: AppOptions = {}) =>
  makeApp({
    feedback: store.feedback,
    listGaps: () => groupGaps(store.gaps.open()),
    noteGap: createGapNotes(
      store.gaps,
      () => new Date('2017-06-01T12:00:00Z'),
      () => undefined,
    ),
    ...more,
  });

test('questions that the page and the API decline are counted each time, and listed with what to write', async () => {
  const app = keeping();
  await get(app, '/ask?q=how+do+I+bake+bread%3F');
  await get(app, '/ask?q=how+do+I+bake+bread%3F');
  await get(app, '/api/ask?q=how+do+I+bake+bread%3F');
  await get(app, '/ask?q=why+is+gratuitous+ARP+ignored%3F');
  const { status, text } = await get(app, '/gaps');
  expect(status).toBe(200);
  expect(text).toContain('<h2>how do I bake bread?</h2>');
  expect(text).toContain('asked 3 times without an answer; web; last on 2017-06-01');
  expect(text).toContain('Write this: <code>almanac new post -- &#39;how do I bake bread?&#39;</code>');
  expect(text).toContain('<meta name="robots" content="noindex">');
  expect(text).not.toContain('gratuitous ARP ignored');
});

test('with an address for new posts, each gap links there; on GitHub with the file begun', async () => {
  await get(keeping(), '/ask?q=how+do+I+bake+bread%3F');
  const plain = keeping({ writeUrl: 'https://example.org/write' });
  expect((await get(plain, '/gaps')).text).toContain('<a href="https://example.org/write" aria-label');
  const hub = keeping({ writeUrl: 'https://github.com/example/knowledge/new/main/content/posts' });
  expect((await get(hub, '/gaps')).text).toContain(
    'https://github.com/example/knowledge/new/main/content/posts?filename=how-do-i-bake-bread.md&amp;value=---%0Atitle',
  );
});

test('markup in a question is shown as text, and nothing in it is a link', async () => {
  const app = keeping();
  await get(
    app,
    `/ask?q=${encodeURIComponent('<img src=x onerror=alert(1)> bread https://example.org/bread')}`,
  );
  const { text } = await get(app, '/gaps');
  expect(text).toContain('<h2>&lt;img src=x onerror=alert(1)&gt; bread https://example.org/bread</h2>');
  expect(text).not.toMatch(/<img|href="https:\/\/example\.org\/bread/);
});

test('without a database there is no such page', async () => {
  expect((await get(makeApp({ listGaps: null }), '/gaps')).status).toBe(404);
});
