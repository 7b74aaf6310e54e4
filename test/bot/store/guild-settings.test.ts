import { expect, test } from 'vitest';
import { openStore } from '../../../bot/store/open-store.ts';

test('a server that chose nothing has the defaults; what it chose is kept, the last word counts', async () => {
  const { guildSettings, close } = await openStore(':memory:');
  expect(guildSettings.get('1')).toEqual({ language: null, style: 'replies', channels: [] });
  expect(guildSettings.hasChannels()).toBe(false);
  guildSettings.set('1', { language: 'de', style: 'threads', channels: ['7', '8'] });
  guildSettings.set('2', { language: null, style: 'replies', channels: [] });
  expect(guildSettings.get('1')).toEqual({ language: 'de', style: 'threads', channels: ['7', '8'] });
  expect(guildSettings.hasChannels()).toBe(true);
  guildSettings.set('1', { language: null, style: 'replies', channels: [] });
  expect(guildSettings.get('1')).toEqual({ language: null, style: 'replies', channels: [] });
  expect(guildSettings.hasChannels()).toBe(false);
  close();
});
