import { describe, expect, test } from 'vitest';
import type { Lead } from '../../../bot/reminders/find-due.ts';
import { planReminder } from '../../../bot/reminders/plan-reminder.ts';
import type { Event } from '../../../indexer/types.ts';
import { makeEvent } from '../../make-index.ts';

const due = (event: Event, lead: Lead, zone: string, now = '2015-01-01T00:00:00Z') => {
  const plan = planReminder(event, lead, zone, now);
  return plan.outcome === 'kept' || plan.outcome === 'too late'
    ? `${plan.outcome} ${plan.due}`
    : plan.outcome;
};
const at = (start: string, more: Partial<Event> = {}) => makeEvent('event', start, more);

describe('planReminder', () => {
  test.each([
    ['summer time begins between', '2017-03-26T10:00:00Z', 'day', 'Europe/Berlin', '2017-03-25T11:00:00Z'],
    ['summer time ends between', '2017-10-29T11:00:00Z', 'day', 'Europe/Berlin', '2017-10-28T10:00:00Z'],
    [
      'the clock changes the other way round in the south',
      '2017-10-01T00:00:00Z',
      'day',
      'Australia/Sydney',
      '2017-09-30T01:00:00Z',
    ],
    [
      'an hour is an hour while the clock is put forward',
      '2017-03-26T01:30:00Z',
      'hour',
      'Europe/Berlin',
      '2017-03-26T00:30:00Z',
    ],
    [
      'the hour is left out a week before',
      '2017-04-02T00:30:00Z',
      'week',
      'Europe/Berlin',
      '2017-03-26T01:30:00Z',
    ],
    [
      'the clock is put forward by half an hour',
      '2017-10-01T00:00:00Z',
      'day',
      'Australia/Lord_Howe',
      '2017-09-30T00:30:00Z',
    ],
    ['from the first of March into a leap day', '2016-03-01T12:00:00Z', 'day', 'UTC', '2016-02-29T12:00:00Z'],
    ['and in a year without one', '2017-03-01T12:00:00Z', 'day', 'UTC', '2017-02-28T12:00:00Z'],
    ['over the end of a year', '2017-01-01T00:30:00Z', 'hour', 'UTC', '2016-12-31T23:30:00Z'],
    ['a week over the end of a year', '2017-01-03', 'week', 'Asia/Tokyo', '2016-12-27T00:00:00Z'],
    ['a day, east of the date line', '2017-11-06', 'day', 'Pacific/Auckland', '2017-11-04T20:00:00Z'],
    ['the same day, west of it', '2017-11-06', 'day', 'Pacific/Honolulu', '2017-11-05T19:00:00Z'],
    [
      'a day before is the day that Samoa left out, so that the one after stands for it',
      '2011-12-31',
      'day',
      'Pacific/Apia',
      '2011-12-30T19:00:00Z',
    ],
  ] as const)('%s: %s, a %s before in %s', (_, start, lead, zone, expected) => {
    expect(due(at(start), lead, zone, '2011-01-01T00:00:00Z')).toBe(`kept ${expected}`);
  });

  test('a weekly meeting keeps its hour by its own clock, and the reminder its lead by that of who asked', () => {
    const weekly = at('2017-03-02T21:00:00Z', {
      timezone: 'America/New_York',
      rrule: 'FREQ=WEEKLY;BYDAY=TH',
    });
    // New York has summer time since 12 March, Berlin since 26 March.
    const days = ['2017-03-08', '2017-03-15', '2017-03-22', '2017-03-29'];
    expect(days.map((day) => due(weekly, 'day', 'Europe/Berlin', `${day}T00:00:00Z`))).toEqual([
      'kept 2017-03-08T21:00:00Z',
      'kept 2017-03-15T20:00:00Z',
      'kept 2017-03-22T20:00:00Z',
      'kept 2017-03-29T20:00:00Z',
    ]);
  });

  test('of a series the first reminder is meant that is still to come, unless the series ends before', () => {
    const weekly = at('2017-03-02T21:00:00Z', { rrule: 'FREQ=WEEKLY;COUNT=2' });
    expect(due(weekly, 'hour', 'UTC', '2017-03-02T20:30:00Z')).toBe('kept 2017-03-09T20:00:00Z');
    expect(due(weekly, 'hour', 'UTC', '2017-03-09T20:30:00Z')).toBe('too late 2017-03-09T20:00:00Z');
    expect(due(weekly, 'hour', 'UTC', '2017-03-09T21:00:00Z')).toBe('over');
  });

  test('an exception of a series is left out', () => {
    const weekly = at('2017-03-02T21:00:00Z', { rrule: 'FREQ=WEEKLY', exdates: ['2017-03-09'] });
    expect(due(weekly, 'hour', 'UTC', '2017-03-03T00:00:00Z')).toBe('kept 2017-03-16T20:00:00Z');
  });

  test('what is over, cancelled or without a date is told apart', () => {
    expect(due(at('2017-03-02T21:00:00Z'), 'week', 'UTC', '2017-03-01T00:00:00Z')).toBe(
      'too late 2017-02-23T21:00:00Z',
    );
    expect(due(at('2017-03-02T21:00:00Z'), 'hour', 'UTC', '2017-03-02T21:00:00Z')).toBe('over');
    expect(due(at('2017-03-02', { status: 'cancelled' }), 'hour', 'UTC')).toBe('cancelled');
    expect(due(makeEvent('event', null), 'hour', 'UTC')).toBe('kept null');
  });
});
