import fc from 'fast-check';
import { expect, test } from 'vitest';
import { suggest } from '../../indexer/suggest.ts';

test.each([
  ['tittle', ['author', 'title'], 'title'],
  ['serach', ['ask', 'search', 'start'], 'search'],
  ['TITLE', ['title'], 'title'],
  ['imprt', ['index', 'import'], 'import'],
  ['colour', ['title', 'author'], null],
  ['x', ['y'], null],
  ['', ['a'], null],
])('"%s" among %j is %j', (word, candidates, expected) => {
  expect(suggest(word, candidates)).toBe(expected);
});

test('of equally near candidates the first is given', () => {
  expect(suggest('bat', ['cat', 'hat'])).toBe('cat');
});

test('a word with one letter dropped is found again', () => {
  fc.assert(
    fc.property(fc.stringMatching(/^[a-z]{4,12}$/), fc.nat(), (word, seed) => {
      const at = seed % word.length;
      expect(suggest(word.slice(0, at) + word.slice(at + 1), [word])).toBe(word);
    }),
  );
});

test('a very long word costs nothing and finds nothing', () => {
  expect(suggest('a'.repeat(1_000_000), ['a'.repeat(1_000_000)])).toBeNull();
});
