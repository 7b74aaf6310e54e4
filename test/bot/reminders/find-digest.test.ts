import { describe, expect, test } from 'vitest';
import { findDigest } from '../../../bot/reminders/find-digest.ts';

const monday = { weekday: 1, hour: 9 };

describe('findDigest', () => {
  test('a digest is due from its hour on for a day', () => {
    const at = (now: string) => findDigest({ ...monday, zone: 'UTC' }, now);
    expect(at('2017-05-22T08:59:59Z')).toBe(null);
    expect(at('2017-05-22T09:00:00Z')).toBe('2017-05-22');
    expect(at('2017-05-23T08:59:59Z')).toBe('2017-05-22');
    expect(at('2017-05-23T09:00:00Z')).toBe(null);
    expect(at('2017-05-28T12:00:00Z')).toBe(null);
  });

  test.each([
    ['Pacific/Kiritimati', '2017-05-21T19:00:00Z'],
    ['Pacific/Pago_Pago', '2017-05-22T20:00:00Z'],
  ])('day and hour are those of the clock in %s', (zone, first) => {
    const before = new Date(Date.parse(first) - 1000).toISOString();
    expect(findDigest({ ...monday, zone }, before)).toBe(null);
    expect(findDigest({ ...monday, zone }, first)).toBe('2017-05-22');
  });

  test('an hour that the clock leaves out when summer time begins is told an hour later', () => {
    const sunday = { weekday: 7, hour: 2, zone: 'Europe/Berlin' };
    expect(findDigest(sunday, '2017-03-26T00:59:59Z')).toBe(null);
    expect(findDigest(sunday, '2017-03-26T01:00:00Z')).toBe('2017-03-26');
  });

  test('an hour that comes twice when summer time ends is told at its first time', () => {
    const sunday = { weekday: 7, hour: 2, zone: 'Europe/Berlin' };
    expect(findDigest(sunday, '2017-10-29T00:00:00Z')).toBe('2017-10-29');
    expect(findDigest(sunday, '2017-10-29T01:30:00Z')).toBe('2017-10-29');
  });

  test('across a leap day and a new year it is the same day of the week', () => {
    expect(findDigest({ weekday: 1, hour: 23, zone: 'UTC' }, '2016-02-29T23:30:00Z')).toBe('2016-02-29');
    expect(findDigest({ weekday: 7, hour: 23, zone: 'UTC' }, '2018-01-01T12:00:00Z')).toBe('2017-12-31');
  });
});
