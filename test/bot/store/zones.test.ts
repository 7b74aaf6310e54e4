import { expect, test } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';

test('the zone that somebody named last is remembered, for each surface on its own', async () => {
  const { zones, close } = await openStore(':memory:');
  expect(zones.get('discord', '42')).toBe(null);
  zones.set('discord', '42', 'Europe/Berlin');
  zones.set('discord', '42', 'Australia/Sydney');
  expect([zones.get('discord', '42'), zones.get('irc', '42')]).toEqual(['Australia/Sydney', null]);
  close();
});
