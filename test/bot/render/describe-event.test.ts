import { expect, test } from 'vitest';
import { describeWhen } from '../../../bot/render/describe-event.ts';
import { makeEvent } from '../../make-index.ts';

const when = (start: string | null, end: string | null, more = {}, zone?: string) =>
  describeWhen(makeEvent('e', start, { end, ...more }), '2017-05-26', zone);

test('days are told with nothing twice', () => {
  expect(when('2017-09-07', null)).toBe('7 September 2017');
  expect(when('2017-09-07', '2017-09-08')).toBe('7–8 September 2017');
  expect(when('2017-09-30', '2017-10-01')).toBe('30 September – 1 October 2017');
  expect(when('2017-12-31', '2018-01-01')).toBe('31 December 2017 – 1 January 2018');
});

test('what is over was; what is cancelled was to be; what has no date has none', () => {
  expect(when('2017-05-08', '2017-05-25')).toBe('was 8–25 May 2017');
  expect(when('2017-05-08', '2017-05-26')).toBe('8–26 May 2017');
  expect(when('2017-09-07', null, { status: 'cancelled' })).toBe('was to be 7 September 2017');
  expect(when(null, null)).toBe('date not announced');
});

test('times are told in the zone of the event, or of the reader', () => {
  const times = ['2017-11-05T22:00:00Z', '2017-11-06T06:30:00Z'] as const;
  expect(when(...times, { timezone: 'Australia/Sydney' })).toBe(
    'Monday 6 November 2017, 09:00–17:30 Australia/Sydney',
  );
  expect(when(...times, { timezone: 'Australia/Sydney' }, 'America/New_York')).toBe(
    '5 November 2017, 17:00 – 6 November 2017, 01:30 America/New_York',
  );
  expect(when('2017-11-06T09:00:00Z', null)).toBe('Monday 6 November 2017, 09:00 UTC');
});

test('days never move with the zone of the reader', () => {
  expect(when('2017-09-07', null, { timezone: 'Pacific/Kiritimati' }, 'Pacific/Pago_Pago')).toBe(
    '7 September 2017',
  );
});
