import { describe, expect, test } from 'vitest';
import { findAnnouncements } from '../../../bot/reminders/find-announcements.ts';
import { findDue, type Lead, type Reminder } from '../../../bot/reminders/find-due.ts';
import { makeEvent } from '../../make-index.ts';

const reminder = (event: string, lead: Lead, more: Partial<Reminder> = {}): Reminder => ({
  ...{ due: null, language: 'en' },
  ...{ id: 1, event, lead, surface: 'discord', target: '42', zone: 'UTC', asked: '2017-01-01T00:00:00Z' },
  ...more,
});
const weekly = makeEvent('meeting', '2017-03-02T21:00:00Z', {
  timezone: 'America/New_York',
  rrule: 'FREQ=WEEKLY;BYDAY=TH',
  channel: 'oftc/#engines',
});
const talk = makeEvent('talk', '2017-03-12T17:00:00Z');
const summit = makeEvent('summit', '2017-11-06', { timezone: 'Australia/Sydney' });
const due = (list: readonly Reminder[], now: string, events = [weekly, talk, summit]) =>
  findDue(list, events, now).map(
    ({ key, due, isLate, isStale }) => `${key} ${due}${isStale ? ' stale' : isLate ? ' late' : ''}`,
  );

describe('findDue', () => {
  test('an hour before is an hour before', () => {
    const list = [reminder('talk', 'hour')];
    expect(due(list, '2017-03-12T15:59:59Z')).toEqual([]);
    expect(due(list, '2017-03-12T16:00:00Z')).toEqual(['1:2017-03-12T17:00:00Z 2017-03-12T16:00:00Z']);
  });

  test('a day before is the same hour by the clock of who asked, also when that clock changes between', () => {
    const list = [reminder('talk', 'day', { zone: 'America/New_York' })];
    // 13:00 in summer time on the 12th is 13:00 in winter time on the 11th: 25 hours would be wrong by one.
    expect(due(list, '2017-03-11T18:00:00Z')).toEqual(['1:2017-03-12T17:00:00Z 2017-03-11T18:00:00Z']);
  });

  test('whole days begin at nine in the morning of who asked', () => {
    const at = (zone: string, now: string) => due([reminder('summit', 'day', { zone })], now);
    expect(at('Pacific/Kiritimati', '2017-11-04T19:30:00Z')).toEqual([
      '1:2017-11-06 2017-11-04T19:00:00Z late',
    ]);
    expect(at('Pacific/Pago_Pago', '2017-11-05T20:00:00Z')).toEqual(['1:2017-11-06 2017-11-05T20:00:00Z']);
  });

  test('a week before a leap day and a new year are days of the calendar', () => {
    const events = [makeEvent('leap', '2016-02-29T12:00:00Z'), makeEvent('year', '2017-01-03T12:00:00Z')];
    const list = (event: string) => [reminder(event, 'week', { asked: '2016-01-01T00:00:00Z' })];
    expect(due(list('leap'), '2016-02-22T12:00:00Z', events)).toEqual([
      '1:2016-02-29T12:00:00Z 2016-02-22T12:00:00Z',
    ]);
    expect(due(list('year'), '2016-12-27T12:05:00Z', events)).toEqual([
      '1:2017-01-03T12:00:00Z 2016-12-27T12:00:00Z late',
    ]);
  });

  test('one that was missed is late for an hour, then dropped, and after a week not even counted', () => {
    const list = [reminder('talk', 'hour')];
    const told = '1:2017-03-12T17:00:00Z 2017-03-12T16:00:00Z';
    expect(due(list, '2017-03-12T16:02:00Z')).toEqual([told]);
    expect(due(list, '2017-03-12T16:02:01Z')).toEqual([`${told} late`]);
    expect(due(list, '2017-03-12T17:00:00Z')).toEqual([`${told} late`]);
    expect(due(list, '2017-03-12T17:00:01Z')).toEqual([`${told} stale`]);
    expect(due(list, '2017-03-19T15:59:00Z')).toEqual([`${told} stale`]);
    expect(due(list, '2017-03-19T16:01:00Z')).toEqual([]);
  });

  test('a weekly meeting is reminded of each week, from the first time that was still to come', () => {
    const list = [reminder('meeting', 'hour', { asked: '2017-03-09T20:30:00Z' })];
    expect(due(list, '2017-03-09T20:45:00Z')).toEqual([]);
    expect(due(list, '2017-03-16T19:00:00Z')).toEqual(['1:2017-03-16T20:00:00Z 2017-03-16T19:00:00Z']);
  });

  test('a reminder moves with its event; one whose time is past by that is due at once', () => {
    const planned = '2017-03-05T17:00:00Z';
    const list = [reminder('talk', 'week', { asked: '2017-03-01T00:00:00Z', due: planned })];
    const moved = (start: string | null) => [makeEvent('talk', start)];
    expect(due(list, '2017-03-02T00:00:00Z', moved('2017-03-12T17:00:00Z'))).toEqual([]);
    expect(due(list, '2017-03-02T00:00:00Z', moved('2017-03-04T00:00:00Z'))).toEqual([
      '1:2017-03-04T00:00:00Z 2017-02-25T00:00:00Z late',
    ]);
    expect(due(list, '2017-03-02T00:00:00Z', moved(null))).toEqual([]);
    expect(due(list, '2017-03-02T00:00:00Z', [])).toEqual([]);
  });

  test('what was asked for before there was a date is due at once when the date is near', () => {
    const list = [reminder('talk', 'week', { asked: '2017-03-01T00:00:00Z', due: null })];
    const dated = [makeEvent('talk', '2017-03-05T17:00:00Z')];
    expect(due(list, '2017-03-02T00:00:00Z', dated)).toEqual([
      '1:2017-03-05T17:00:00Z 2017-02-26T17:00:00Z late',
    ]);
  });

  test('a clock that jumps back gives the same key again, so that nothing is sent twice', () => {
    const list = [reminder('talk', 'hour')];
    const keys = ['2017-03-12T16:30:00Z', '2017-03-12T16:01:00Z'].map(
      (now) => findDue(list, [talk], now)[0]?.key,
    );
    expect(keys[0]).toBe(keys[1]);
  });
});

describe('findAnnouncements', () => {
  const announced = (now: string) => findAnnouncements([weekly, talk], now).map(({ key }) => key);

  test('a meeting with a channel is announced within ten minutes before it begins, and not after', () => {
    expect(announced('2017-03-16T19:49:59Z')).toEqual([]);
    expect(announced('2017-03-16T19:50:00Z')).toEqual(['meeting:meeting:2017-03-16T20:00:00Z']);
    expect(announced('2017-03-16T19:59:59Z')).toEqual(['meeting:meeting:2017-03-16T20:00:00Z']);
    expect(announced('2017-03-16T20:00:00Z')).toEqual([]);
  });
});
