import { expect, test } from 'vitest';
import { safeLink } from '../../../../bot/render/discord/cite-post.ts';

test.each([
  ['https://example.org/a?b=c#d', 'https://example.org/a?b=c#d'],
  ['https://example.org/a%20b%25', 'https://example.org/a%20b%25'],
  ['https://example.org/a)](http://evil.example', 'https://example.org/a%29%5D%28http://evil.example'],
  ['https://example.org/日本', 'https://example.org/%E6%97%A5%E6%9C%AC'],
  ['https://example.org/@ada', 'https://example.org/@ada'],
  ['https://example.org/@everyone', 'https://example.org/%40everyone'],
])('%s is linked as %s', (address, link) => {
  expect(safeLink(address, 100)).toBe(link);
});

test.each([
  ['nothing', null],
  ['a script', 'javascript:alert(1)'],
  ['a blank in it', 'https://example.org/a b'],
  ['somebody else’s name before an @', 'https://example.org@evil.example/'],
  ['a great length', `https://example.org/${'a'.repeat(100)}`],
])('%s is no link', (_name, address) => {
  expect(safeLink(address, 100)).toBeNull();
});
