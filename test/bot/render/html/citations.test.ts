import { expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { createCatalogue } from '../../../../bot/render/catalogue.ts';
import { createLinks } from '../../../../bot/render/html/links.ts';
import { markQuote } from '../../../../bot/render/html/mark-quote.ts';
import { renderMarkdown } from '../../../../bot/render/html/render-markdown.ts';
import { linkResolver } from '../../../../bot/render/html/resolve-link.ts';
import { locateQuote } from '../../../../bot/render/locate-quote.ts';
import type { PostInfo } from '../../../../indexer/build-index.ts';
import { readContent } from '../../../../indexer/read-content.ts';
import { makeIndex } from '../../../make-index.ts';

test('every quote from the starter content is found and marked on the page of its post', async () => {
  const { posts, events } = await readContent('content');
  const engine = createEngine(makeIndex(posts, events));
  const catalogue = createCatalogue(engine.index);
  const links = createLinks('https://example.org');
  const resolverOf = (post: PostInfo) => linkResolver(post, catalogue, links);
  const pages = new Map(
    posts.map(({ id, body }) => [id, renderMarkdown(body, resolverOf(engine.index.post(id))).markup]),
  );
  const missed: string[] = [];
  let quotes = 0;
  const questions = new Set(engine.index.passages.flatMap(({ heading }) => heading));
  for (const question of questions) {
    for (const { quote, post } of engine.ask(question, '2017-06-01').excerpts) {
      const markup = pages.get(post.id) ?? '';
      quotes++;
      if (!markQuote(markup, locateQuote(quote)).includes('id="_quoted"'))
        missed.push(`${post.id}: ${quote}`);
    }
  }
  expect(quotes).toBeGreaterThan(200);
  expect(missed).toEqual([]);
}, 60_000);
