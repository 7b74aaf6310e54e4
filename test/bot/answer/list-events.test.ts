import { expect, test } from 'vitest';
import { type EventFilters, listEvents } from '../../../bot/answer/list-events.ts';
import { makeEvent } from '../../make-index.ts';

const events = [
  makeEvent('past', '2017-05-08', { name: 'Summit Boston', place: 'Boston, USA' }),
  makeEvent('older', '2017-02-20', { tags: ['team meeting'] }),
  makeEvent('later', '2017-11-06', { place: 'Sydney, Australia', kind: 'conference' }),
  makeEvent('sooner', '2017-09-07', { online: true, status: 'tentative' }),
  makeEvent('undated', null),
  makeEvent('weekly', '2017-03-02', { rrule: 'FREQ=WEEKLY', kind: 'meeting', exdates: ['2017-06-01'] }),
];
const list = (filters: EventFilters) =>
  listEvents(events, filters, '2017-05-26').map(({ id, start }) => `${id} ${start}`);

test('lists what is to come, nearest first, then what has no date; a weekly one with its next time', () => {
  expect(list({})).toEqual(['weekly 2017-06-08', 'sooner 2017-09-07', 'later 2017-11-06', 'undated null']);
});

test('lists what is over, latest first', () => {
  expect(list({ past: true })).toEqual(['weekly 2017-05-25', 'past 2017-05-08', 'older 2017-02-20']);
});

test('lists every time between two days, as a calendar does', () => {
  expect(list({ since: '2017-05-18', until: '2017-06-15' })).toEqual([
    'weekly 2017-05-18',
    'weekly 2017-05-25',
    'weekly 2017-06-08',
    'weekly 2017-06-15',
  ]);
});

test.each<[EventFilters, string[]]>([
  [{ words: 'sydney' }, ['later 2017-11-06']],
  [{ place: 'australia' }, ['later 2017-11-06']],
  [{ kind: 'meetings' }, ['weekly 2017-06-08']],
  [{ tag: 'meeting', all: true }, ['older 2017-02-20']],
  [{ online: true }, ['sooner 2017-09-07']],
  [{ status: 'tentative' }, ['sooner 2017-09-07']],
  [{ words: 'boston' }, []],
  [{ words: 'boston', all: true }, ['past 2017-05-08']],
])('%j narrows it', (filters, listed) => {
  expect(list(filters)).toEqual(listed);
});
