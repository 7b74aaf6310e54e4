import { expect, test } from 'vitest';
import { BoundedCache } from '../../../../bot/surfaces/web/bounded-cache.ts';

test('what was not read for the longest time goes first', () => {
  const cache = new BoundedCache(6);
  cache.set('a', '111');
  cache.set('b', '222');
  cache.get('a');
  cache.set('c', '333');
  expect([cache.get('a'), cache.get('b'), cache.get('c')]).toEqual(['111', undefined, '333']);
});

test('what is longer than all of it is not kept, and what replaces is counted once', () => {
  const cache = new BoundedCache(5);
  cache.set('a', '123456');
  expect(cache.get('a')).toBeUndefined();
  cache.set('b', '1234');
  cache.set('b', '12345');
  expect(cache.get('b')).toBe('12345');
});
