import { expect, test } from 'vitest';
import { readEventSpan, type Tense } from '../../../bot/answer/read-event-span.ts';

const read = (text: string, today = '2017-05-26', tense: Tense = 'coming') => {
  const span = readEventSpan(text, today, tense);
  return span && `${span.from ?? ''}..${span.to ?? ''}`;
};

/** 26 May 2017 is a Friday. */
test.each([
  ['events in september', '2017-09-01..2017-09-30'],
  ['events in march', '2018-03-01..2018-03-31'],
  ['events in may', '2017-05-01..2017-05-31'],
  ['summits of feb 2016', '2016-02-01..2016-02-29'],
  ['in 2017', '2017-01-01..2017-12-31'],
  ['this month', '2017-05-01..2017-05-31'],
  ['next month', '2017-06-01..2017-06-30'],
  ['last year', '2016-01-01..2016-12-31'],
  ['this week', '2017-05-22..2017-05-28'],
  ['next week', '2017-05-29..2017-06-04'],
  ['this weekend', '2017-05-27..2017-05-28'],
  ['today', '2017-05-26..2017-05-26'],
  ['tomorrow', '2017-05-27..2017-05-27'],
  ['in the next two weeks', '2017-05-26..2017-06-09'],
  ['past 3 days', '2017-05-23..2017-05-26'],
  ['on thursday', '2017-06-01..2017-06-01'],
  ['may 9-12 2017', '2017-05-09..2017-05-12'],
  ['on nov. 6', '2017-11-06..2017-11-06'],
  ['9th of may', '2017-05-09..2017-05-09'],
  ['2017-09-07', '2017-09-07..2017-09-07'],
  ['after september', '2017-10-01..'],
  ['since march 2017', '2017-03-01..'],
  ['before june', '..2017-05-31'],
  ['until december 2017', '..2017-12-31'],
])('on 26 May 2017, "%s" is %s', (text, span) => {
  expect(read(text)).toBe(span);
});

test('a month without a year is the last one when the question looks back', () => {
  expect(read('in november', '2017-05-26', 'past')).toBe('2016-11-01..2016-11-30');
});

test('years end, leap days and short months are those of the calendar', () => {
  expect(read('tomorrow', '2017-12-31')).toBe('2018-01-01..2018-01-01');
  expect(read('this week', '2018-01-01')).toBe('2018-01-01..2018-01-07');
  expect(read('yesterday', '2016-03-01')).toBe('2016-02-29..2016-02-29');
  expect(read('next month', '2017-01-31')).toBe('2017-02-01..2017-02-28');
});

test.each([['may i come'], ['this may be it'], ['version 2.10'], ['feb 30 2017'], ['summit']])(
  '"%s" names no days',
  (text) => {
    expect(read(text)).toBeNull();
  },
);
