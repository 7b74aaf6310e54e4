import { expect, test } from 'vitest';
import { isRecurrence } from '../../indexer/is-recurrence.ts';
import { lastOccurrence, listOccurrences } from '../../indexer/list-occurrences.ts';
import { makeEvent } from '../make-index.ts';

const starts = (event: ReturnType<typeof makeEvent>, from: string, to: string, most = 10) =>
  listOccurrences(event, from, to, most).map(({ start }) => start);

/** Thursdays at 16:00 in New York. */
const weekly = makeEvent('meeting', '2017-03-02T21:00:00Z', {
  end: '2017-03-02T22:00:00Z',
  timezone: 'America/New_York',
  rrule: 'FREQ=WEEKLY;BYDAY=TH',
});

test('a weekly meeting keeps its hour when summer time begins (12 March) and ends (5 November)', () => {
  expect(starts(weekly, '2017-03-02', '2017-03-20')).toEqual([
    '2017-03-02T21:00:00Z',
    '2017-03-09T21:00:00Z',
    '2017-03-16T20:00:00Z',
  ]);
  expect(starts(weekly, '2017-11-01', '2017-11-10')).toEqual([
    '2017-11-02T20:00:00Z',
    '2017-11-09T21:00:00Z',
  ]);
});

test('an exception is a day on the clock of the zone, and is left out', () => {
  const event = { ...weekly, exdates: ['2017-03-09'] };
  expect(starts(event, '2017-03-02', '2017-03-20')).toEqual(['2017-03-02T21:00:00Z', '2017-03-16T20:00:00Z']);
});

test('a start in the evening west of Greenwich is on the day that its own clock shows', () => {
  const late = makeEvent('late', '2017-05-05T03:00:00Z', {
    timezone: 'America/Los_Angeles',
    rrule: 'FREQ=WEEKLY;BYDAY=TH',
  });
  expect(starts(late, '2017-05-11', '2017-05-11')).toEqual(['2017-05-12T03:00:00Z']);
});

test('29 February comes only in leap years, and 31st only in months that have one', () => {
  const leap = makeEvent('leap', '2016-02-29', { rrule: 'FREQ=YEARLY' });
  expect(starts(leap, '2016-01-01', '2026-12-31')).toEqual(['2016-02-29', '2020-02-29', '2024-02-29']);
  const monthly = makeEvent('monthly', '2017-10-31', { rrule: 'FREQ=MONTHLY;BYMONTHDAY=31' });
  expect(starts(monthly, '2017-10-01', '2018-03-31')).toEqual([
    '2017-10-31',
    '2017-12-31',
    '2018-01-31',
    '2018-03-31',
  ]);
});

test('days that recur keep their length, and one that began before is still held', () => {
  const camp = makeEvent('camp', '2017-12-30', { end: '2018-01-02', rrule: 'FREQ=YEARLY' });
  expect(listOccurrences(camp, '2019-01-01', '2019-01-01', 5)).toEqual([
    { ...camp, start: '2018-12-30', end: '2019-01-02' },
  ]);
});

test('the last day of a rule counts, whether it is written as a day or as an instant', () => {
  const until = (end: string) => ({ ...weekly, rrule: `FREQ=WEEKLY;UNTIL=${end}` });
  expect(starts(until('20170309'), '2017-03-01', '2017-04-01')).toHaveLength(2);
  expect(starts(until('20170309T210000Z'), '2017-03-01', '2017-04-01')).toHaveLength(2);
  expect(starts(until('20170308T210000Z'), '2017-03-01', '2017-04-01')).toHaveLength(1);
  const days = makeEvent('days', '2017-03-02', { rrule: 'FREQ=DAILY;UNTIL=20170304' });
  expect(starts(days, '2017-03-01', '2017-04-01')).toEqual(['2017-03-02', '2017-03-03', '2017-03-04']);
});

test('the last time is the one that is over', () => {
  expect(lastOccurrence(weekly, '2017-03-16')?.start).toBe('2017-03-09T21:00:00Z');
  expect(lastOccurrence(weekly, '2017-03-02')).toBeNull();
  expect(lastOccurrence(makeEvent('once', '2017-03-02'), '2017-03-03')?.start).toBe('2017-03-02');
});

test('zones beyond the date line have their own days', () => {
  const apia = makeEvent('apia', '2017-05-01T10:30:00Z', {
    timezone: 'Pacific/Apia',
    rrule: 'FREQ=DAILY;COUNT=2',
  });
  expect(starts(apia, '2017-05-02', '2017-05-02')).toEqual(['2017-05-02T10:30:00Z']);
  expect(starts(apia, '2017-05-01', '2017-05-01')).toEqual(['2017-05-01T10:30:00Z']);
});

test('no more are given than asked for, of a rule without an end', () => {
  expect(starts(weekly, '2017-01-01', '9999-01-01', 3)).toHaveLength(3);
});

test.each([
  ['FREQ=WEEKLY;BYDAY=TH', true],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=29', true],
  ['FREQ=WEEKLY;UNTIL=20171231', true],
  ['FREQ=YEARLY;BYMONTH=2;BYMONTHDAY=30', false],
  ['FREQ=SECONDLY', false],
  ['FREQ=WEEKLY;BYDAY=ZZ', false],
  ['FREQ=WEEKLY;INTERVAL=0', false],
  ['FREQ=WEEKLY;COUNT=3;UNTIL=20171231', false],
  ['FREQ=WEEKLY\nEXDATE:20170101', false],
])('%j is a rule that can be kept: %s', (rule, kept) => {
  expect(isRecurrence(rule)).toBe(kept);
});
