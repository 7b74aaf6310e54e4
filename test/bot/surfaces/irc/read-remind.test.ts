import { expect, test } from 'vitest';
import { readEventFilters } from '../../../../bot/surfaces/irc/read-event-filters.ts';
import { readRemind, type RemindWish } from '../../../../bot/surfaces/irc/read-remind.ts';

const add = (event: string, lead: string, isHere = false) => ({ wish: 'add', event, lead, isHere });

test.each<[text: string, wish: object]>([
  ['summit', add('summit', 'day')],
  ['summit week', add('summit', 'week')],
  ['summit sydney, an hour before', add('summit sydney', 'hour')],
  ['me of summit 1 day ahead', add('summit', 'day')],
  ['team call hour before here', add('team call', 'hour', true)],
  ['list', { wish: 'list' }],
  ['cancel #12', { wish: 'cancel', id: 12 }],
  ['zone Europe/Berlin', { wish: 'zone', zone: 'Europe/Berlin' }],
  ['', { wish: 'help' }],
  ['week', { wish: 'help' }],
])('!remind %s', (text, wish) => {
  expect(readRemind(text)).toEqual(wish satisfies object as RemindWish);
});

test('what tries every way of splitting it is read in no time', () => {
  const started = performance.now();
  readRemind(`${' , a'.repeat(1_000)} weeks`);
  readEventFilters(`place:"${' tag'.repeat(1_000)}`);
  expect(performance.now() - started).toBeLessThan(1_000);
});

test.each([
  ['June', 'June', {}],
  ['kind:meeting', '', { kind: 'meeting' }],
  ['June Place:"New York" tag=engines', 'June', { place: 'New York', tag: 'engines' }],
  ['--past kind:conference', '', { past: true, kind: 'conference' }],
  ['past', 'past', {}],
])('!events %s', (text, when, filters) => {
  expect(readEventFilters(text)).toEqual({ when, filters });
});
