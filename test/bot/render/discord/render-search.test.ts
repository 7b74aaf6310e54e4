import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import {
  cleanSearch,
  hitsUpTo,
  readSearchState,
  renderSearch,
  type SearchState,
} from '../../../../bot/render/discord/render-search.ts';
import type { View } from '../../../../bot/render/discord/view.ts';
import { checkMessage } from '../../../servers/discord/check-payload.ts';
import { makeIndex, makePost } from '../../../make-index.ts';
import { printPayload } from './print-payload.ts';

const { search } = createEngine(
  makeIndex(
    [1, 2, 3, 4, 5, 6].map((n) =>
      makePost(`tyre-${n}`, `Bicycle tyre number ${n} needs a pressure of ${n} bar.`, {
        title: `Tyre ${n}`,
        tags: ['tyres'],
      }),
    ),
  ),
);
const view: View = {
  language: 'en',
  today: '2017-05-26',
  community: { name: 'Tyres', ask_humans: null },
  linkTo: (post) => `https://example.org/${post.id}`,
};
const state: SearchState = {
  asker: '400000000000000001',
  page: 0,
  query: 'bicycle tyre',
  author: undefined,
  tag: 'tyres',
  since: '2017-01-01',
  until: undefined,
};
const idsOf = (message: ReturnType<typeof renderSearch>) =>
  message.components.flatMap((row) =>
    row.components.map((part) => String((part as { custom_id: string }).custom_id)),
  );

describe('renderSearch', () => {
  test.each([
    ['first page', 0, false],
    ['last page, private', 1, true],
  ])('%s', async (name, page, isPrivate) => {
    const own = { ...state, page };
    const message = renderSearch(search(own.query, hitsUpTo(page), own), own, isPrivate, view);
    expect(checkMessage(message as never)).toEqual([]);
    expect(readSearchState(idsOf(message))).toEqual(own);
    await expect(printPayload(message)).toMatchFileSnapshot(
      `snapshots/search-${name.replace(/\W+/g, '-')}.txt`,
    );
  });

  test('keeps whatever is searched for in its buttons, and fits', () => {
    const typed = fc.string({ unit: 'grapheme', minLength: 1, maxLength: 200 });
    const hits = search('bicycle tyre', 5);
    fc.assert(
      fc.property(typed, typed, typed, (query, author, tag) => {
        const own = cleanSearch({ ...state, query, author, tag });
        fc.pre(own.query !== '' && own.author !== '' && own.tag !== '');
        const message = renderSearch({ ...hits, total: 50 }, own, false, view);
        expect(checkMessage(message as never)).toEqual([]);
        expect(readSearchState(idsOf(message))).toEqual(own);
      }),
    );
  });

  test('fits, however long what it lists is', () => {
    const { hits, ...rest } = search('bicycle tyre', 5);
    const long = '**[x](http://x.example)** '.repeat(80);
    const swollen = hits.map((hit) => ({
      ...hit,
      quote: long,
      heading: [long],
      post: { ...hit.post, title: long, author: long, id: `${'a'.repeat(250)}` as typeof hit.post.id },
    }));
    expect(checkMessage(renderSearch({ ...rest, hits: swollen }, state, false, view) as never)).toEqual([]);
  });
});
