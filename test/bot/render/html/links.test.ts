import { describe, expect, test } from 'vitest';
import type { PostInfo } from '../../../../indexer/build-index.ts';
import { createCatalogue } from '../../../../bot/render/catalogue.ts';
import { createLinks } from '../../../../bot/render/html/links.ts';
import { linkResolver } from '../../../../bot/render/html/resolve-link.ts';
import { makeIndex, makePost } from '../../../make-index.ts';

test('addresses begin with the path of the site, and end in a slash where pages are files', () => {
  const links = createLinks('https://example.org/almanac/');
  expect([links.home(), links.archive(), links.file('feed.xml')]).toEqual([
    '/almanac/',
    '/almanac/archive',
    '/almanac/feed.xml',
  ]);
  expect(links.absolute(links.post('a'))).toBe('https://example.org/almanac/posts/a');
  expect(createLinks('https://example.org', true).post('a')).toBe('/posts/a/');
});

test('a citation leads to the quoted words by a parameter, an id and a text fragment', () => {
  const post = { id: 'arp' } as PostInfo;
  expect(createLinks('https://example.org').citation({ quote: 'Well-known, and so on', post })).toBe(
    '/posts/arp?quote=Well-known%2C%20and%20so%20on#_quoted:~:text=Well%2Dknown%2C%20and%20so%20on',
  );
});

describe('a link of a post', () => {
  const index = makeIndex([
    makePost('a', 'Text.', { file: 'posts/2017/a.md' }),
    makePost('b', 'Text.', { file: 'posts/2018/b c.md' }),
  ]);
  const [post] = index.posts;
  const resolve = linkResolver(post as PostInfo, createCatalogue(index), createLinks('https://example.org'));

  test.each([
    ['https://example.org/x?a=1', 'https://example.org/x?a=1'],
    ['mailto:a@example.org', 'mailto:a@example.org'],
    ['#heading', '#heading'],
    ['a.md', '/posts/a'],
    ['../2018/b%20c.md#x', '/posts/b#x'],
  ])('%s leads to %s', (href, target) => {
    expect(resolve(href)).toBe(target);
  });

  test.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    'ftp://example.org',
    '//evil.example/',
    '/etc/passwd',
    '\\\\evil.example\\x',
    '../../../../etc/passwd',
    'none.md',
    '%ff',
    'https://',
  ])('%s leads nowhere', (href) => {
    expect(resolve(href)).toBeNull();
  });
});
