import { expect, test } from 'vitest';
import { type KnownEvent, planScheduledEvents } from '../../../bot/reminders/plan-scheduled-events.ts';
import type { Event } from '../../../indexer/types.ts';
import { makeEvent } from '../../make-index.ts';

const NOW = '2017-05-26T12:00:00Z';
const plan = (events: readonly Event[], known: readonly KnownEvent[] = []) =>
  planScheduledEvents(events, known, NOW);
const summit = makeEvent('summit', '2017-11-06', {
  name: 'Summit',
  end: '2017-11-08',
  timezone: 'Australia/Sydney',
  place: 'Sydney',
});
const there: KnownEvent = {
  event: 'summit',
  id: '900',
  name: 'Summit',
  start: '2017-11-05T13:00:00Z',
  end: '2017-11-08T13:00:00Z',
  place: 'Sydney',
};

test('a coming event is created, its days from midnight to midnight of its zone', () => {
  const { event: _event, id: _id, ...to } = there;
  expect(plan([summit])).toEqual([{ step: 'create', event: 'summit', to }]);
});

test('what is there already needs nothing', () => {
  expect(plan([summit], [there])).toEqual([]);
});

test('a changed event is updated', () => {
  expect(plan([{ ...summit, place: 'Hall 2' }], [there])).toMatchObject([
    { step: 'update', id: '900', to: { place: 'Hall 2' } },
  ]);
});

test.each<[string, Event[]]>([
  ['is cancelled', [{ ...summit, status: 'cancelled' }]],
  ['is tentative', [{ ...summit, status: 'tentative' }]],
  ['has no date any more', [{ ...summit, start: null, end: null }]],
  ['has no file any more', []],
])('an event that %s is cancelled there', (_, events) => {
  expect(plan(events, [there])).toEqual([{ step: 'cancel', event: 'summit', id: '900' }]);
});

test('an event that has begun is left alone, and a weekly one goes on to its next time', () => {
  const weekly = makeEvent('call', '2017-05-05T11:30:00Z', { rrule: 'FREQ=WEEKLY', online: true });
  const running: KnownEvent = {
    ...{ event: 'call', id: '901', name: 'call', place: 'online' },
    ...{ start: '2017-05-26T11:30:00Z', end: '2017-05-26T12:30:00Z' },
  };
  expect(plan([weekly], [running])).toEqual([
    {
      step: 'create',
      event: 'call',
      to: { name: 'call', start: '2017-06-02T11:30:00Z', end: '2017-06-02T12:30:00Z', place: 'online' },
    },
  ]);
});

test('one that is there twice is cancelled once', () => {
  expect(plan([summit], [there, { ...there, id: '901' }])).toEqual([
    { step: 'cancel', event: 'summit', id: '901' },
  ]);
});
