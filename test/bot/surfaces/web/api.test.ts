import { describe, expect, test } from 'vitest';
import { z } from 'zod';
import { get, makeApp } from './make-app.ts';

const app = makeApp();
const json = async (path: string) => JSON.parse((await get(app, path)).text);
const description = await json('/api/openapi.json');

/** The schema that the description promises, with its references resolved. */
function promised(path: string) {
  const { schema } = description.paths[path].get.responses[200].content['application/json'];
  const inline = (value: unknown): unknown => {
    if (Array.isArray(value)) return value.map(inline);
    if (typeof value !== 'object' || value === null) return value;
    const { $ref } = value as { $ref?: string };
    if ($ref !== undefined) return inline(description.components.schemas[$ref.split('/').at(-1) ?? '']);
    return Object.fromEntries(Object.entries(value).map(([key, inner]) => [key, inline(inner)]));
  };
  return z.fromJSONSchema(inline(schema) as Parameters<typeof z.fromJSONSchema>[0]);
}

describe('the description', () => {
  test('is OpenAPI 3.1 and names where the API is', () => {
    expect(description).toMatchObject({
      openapi: '3.1.0',
      servers: [{ url: 'http://127.0.0.1:4117/api' }],
    });
    expect(Object.keys(description.paths)).toEqual(['/ask', '/search', '/events', '/posts/{id}']);
  });

  test.each([
    ['/ask', '/ask?q=why+is+gratuitous+ARP+ignored'],
    ['/ask', '/ask?q=how+do+I+bake+bread'],
    ['/ask', '/ask?q=when+is+the+next+event'],
    ['/search', '/search?q=arp&limit=2'],
    ['/events', '/events?when=all'],
    ['/posts/{id}', '/posts/arp'],
    ['/posts/{id}', '/posts/snapper'],
  ])('of %s holds for %s', async (path, request) => {
    promised(path).parse(await json(`/api${request}`));
  });
});

test('an answer is that of the command line', async () => {
  const { took_ms, ...answer } = await json('/api/ask?q=what+is+locktime');
  expect(took_ms).toBeGreaterThanOrEqual(0);
  expect(answer).toMatchObject({
    question: 'what is locktime',
    answered: true,
    excerpts: [
      {
        quote: 'Locktime is the minimum time for which an ARP entry is kept. See the fix and elsewhere.',
        post: { id: 'arp', title: 'Why gratuitous ARP is ignored', author: 'Ada Lovelace' },
        heading: ['What is locktime?'],
        file: 'posts/arp.md',
      },
      ...Array(answer.excerpts.length - 1).fill({}),
    ],
  });
});

test('a question that is not answered is declined, not failed', async () => {
  expect(await json('/api/ask?q=how+do+I+bake+bread')).toMatchObject({ answered: false, excerpts: [] });
});

test('events are those to come, unless one asks for others', async () => {
  const names = async (query: string) =>
    (await json(`/api/events${query}`)).events.map(({ id }: { id: string }) => id);
  expect(await names('')).toEqual(['meeting', 'summit']);
  expect(await names('?when=past')).toEqual(['ptg']);
  expect(await names('?today=2017-01-01')).toEqual(['ptg', 'meeting', 'summit']);
});

test('a post comes with its Markdown and the address of its page', async () => {
  const post = await json('/api/posts/fix');
  expect(post.page).toBe('http://127.0.0.1:4117/posts/fix');
  expect(post.markdown).toMatch(/^## The fix\n/);
});

test.each([
  ['/api/ask', 400, '"q" is missing'],
  ['/api/ask?q=%20', 400, '"q" is missing'],
  [`/api/ask?q=${'a'.repeat(1001)}`, 400, '"q" is longer than 1000 characters'],
  ['/api/ask?q=a&today=2017-02-30', 400, '"today" is no day like 2017-05-26'],
  ['/api/ask?q=a&today=275760-09-13', 400, '"today" is no day like 2017-05-26'],
  ['/api/ask?q=a&skip=-1', 400, '"skip" is no whole number from 0 to 1000'],
  ['/api/search?q=a&limit=1e2', 400, '"limit" is no whole number from 1 to 100'],
  ['/api/search?q=a&tags=b', 400, '"tags" is no parameter here'],
  ['/api/search?q=a&__proto__=b', 400, '"__proto__" is no parameter here'],
  ['/api/events?when=never', 400, '"when" is none of coming, past, all'],
  ['/api/posts/none', 404, 'There is no post of that id.'],
  ['/api/posts/constructor', 404, 'There is no post of that id.'],
  ['/api/', 404, 'There is nothing at this address: see openapi.json.'],
])('%s is refused with %i: %s', async (path, status, title) => {
  const { status: given, headers, text } = await get(app, path);
  expect([given, JSON.parse(text)]).toEqual([status, { type: 'about:blank', title, status }]);
  expect(headers.get('content-type')).toBe('application/problem+json');
});
