import { expect, test } from 'vitest';
import { createCatalogue, slugOf } from '../../../bot/render/catalogue.ts';
import { makeIndex, makePost } from '../../make-index.ts';

test('posts stand newest first, and on the shelves of authors, tags and months', () => {
  const { posts, authors, tags, months, series } = createCatalogue(
    makeIndex([
      makePost('old', 'Text.', { published: '2016-12-31T23:59:59Z', series: { name: 'S', part: 2 } }),
      makePost('new', 'Text.', {
        published: '2017-05-02T00:00:00Z',
        author: 'Élodie',
        tags: ['x'],
        series: { name: 'S', part: 1 },
        sources: [{ title: 'T', author: 'Ada', blog: null, published: null, url: null }],
      }),
    ]),
  );
  expect(posts.map(({ id }) => id)).toEqual(['new', 'old']);
  expect(authors.map(({ name, slug, posts }) => [name, slug, posts.length])).toEqual([
    ['Ada', 'ada', 2],
    ['Élodie', 'elodie', 1],
  ]);
  expect(tags.map(({ name }) => name)).toEqual(['x']);
  expect(months.map(({ slug }) => slug)).toEqual(['2017-05', '2016-12']);
  expect(series.get('S')?.map(({ id }) => id)).toEqual(['new', 'old']);
});

test('names that make the same address get one each', () => {
  const { tags } = createCatalogue(makeIndex([makePost('a', 'Text.', { tags: ['C', 'c++', 'C#'] })]));
  expect(tags.map(({ slug }) => slug)).toEqual(['c', 'c-2', 'c-3']);
});

test.each([
  ['Chris Dent', 'chris-dent'],
  ['日本語', '日本語'],
  ['../../etc', 'etc'],
  ['!?', 'unnamed'],
])('%s becomes %s', (name, slug) => {
  expect(slugOf(name)).toBe(slug);
});
