import { expect, test } from 'vitest';
import { readDates } from '../../../indexer/suggest-events/read-dates.ts';

/** Written on a Friday. */
const read = (text: string) =>
  readDates(text, '2017-05-19T10:00:00Z').map(({ start, end, certainty }) =>
    [start, ...(end === null ? [] : [end]), certainty].join(' '),
  );

test.each([
  ['scheduled for September 7-8 in San Francisco', '2017-09-07 2017-09-08 explicit'],
  ['Summit Sydney, Nov. 6–8, 2017', '2017-11-06 2017-11-08 explicit'],
  ['held on May 7th', '2017-05-07 explicit'],
  ['on 14 March 2020', '2020-03-14 explicit'],
  ['from Dec 30, 2017 to Jan 2, 2018', '2017-12-30 2018-01-02 explicit'],
  ['next Thursday at 16:00 UTC', '2017-05-25 relative'],
  ['This time next week we will be there', '2017-05-26 relative'],
  ['We meet tomorrow', '2017-05-20 relative'],
  ['last week, in Boston', 'rough'],
  ['in February', 'rough'],
  ['in June 2017', 'rough'],
  ['on the Sunday before the summit', 'rough'],
])('%s → %s', (text, date) => {
  expect(read(text)).toEqual([date.startsWith('rough') ? ' rough' : date]);
});

test('a day of the week is the last one in a sentence on the past, else the next', () => {
  expect(read('the session on Tuesday had three people')).toEqual(['2017-05-16 relative']);
  expect(read('the session on Sunday was short')).toEqual(['2017-05-14 relative']);
  expect(read('the session on Sunday is short')).toEqual(['2017-05-21 relative']);
});

test.each([
  ['He sat down with us'],
  ['we may march on'],
  ['for 120 seconds'],
  ['it starts at 5pm'],
  ['it is now ready'],
  ['version 2.10 of 4.11'],
])('"%s" gives no day', (text) => {
  expect(read(text)).toEqual([]);
});
