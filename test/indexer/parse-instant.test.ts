import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parseDay, parseInstant } from '../../indexer/parse-instant.ts';

describe('parseInstant', () => {
  it.each([
    ['2017-05-25T19:46:00Z', '2017-05-25T19:46:00Z'],
    ['2017-05-25T19:46Z', '2017-05-25T19:46:00Z'],
    ['2017-05-25T21:46:00+02:00', '2017-05-25T19:46:00Z'],
    ['2017-05-25T21:46:00+0200', '2017-05-25T19:46:00Z'],
    ['2017-05-25T19:46:00.999Z', '2017-05-25T19:46:00Z'],
    ['2016-12-31T20:00:00-05:30', '2017-01-01T01:30:00Z'],
    ['2016-02-29T00:00:00Z', '2016-02-29T00:00:00Z'],
  ])('reads %s as %s', (text, instant) => {
    expect(parseInstant(text)).toBe(instant);
  });

  it.each([
    '2017-02-30T00:00:00Z',
    '2017-02-29T00:00:00Z',
    '2017-13-01T00:00:00Z',
    '2017-00-01T00:00:00Z',
    '2017-05-25T24:61:00Z',
    '2017-05-25T24:00:00Z',
    '2017-05-25T19:46:60Z',
    '2017-05-25T19:46:00+24:00',
    '2017-05-25T19:46:00', // no zone
    '2017-05-25 19:46:00Z', // no T
    '2017-05-25',
    '0000-01-01T00:00:00Z',
    '0050-01-01T00:00:00Z',
    '9999-12-31T23:59:59-01:00', // in the year 10000
    ' 2017-05-25T19:46:00Z',
    '٢٠١٧-05-25T19:46:00Z',
    '',
  ])('refuses %j', (text) => {
    expect(parseInstant(text)).toBeNull();
  });

  it('gives every instant of a thousand years back as it was, in any offset', () => {
    const seconds = fc.integer({ min: -30_000_000_000, max: 30_000_000_000 });
    fc.assert(
      fc.property(seconds, fc.integer({ min: -14 * 60, max: 14 * 60 }), (second, offset) => {
        const utc = new Date(second * 1000).toISOString().replace('.000Z', 'Z');
        const local = new Date((second + offset * 60) * 1000).toISOString().slice(0, 19);
        const minutes = Math.abs(offset);
        const zone = [Math.floor(minutes / 60), minutes % 60].map((part) => String(part).padStart(2, '0'));
        expect(parseInstant(`${local}${offset < 0 ? '-' : '+'}${zone.join(':')}`)).toBe(utc);
      }),
    );
  });
});

describe('parseDay', () => {
  it('takes days that exist and nothing else', () => {
    expect(parseDay('2017-11-06')).toBe('2017-11-06');
    expect(parseDay('2017-11-31')).toBeNull();
    expect(parseDay('2017-11-6')).toBeNull();
    expect(parseDay('2017-11-06T00:00:00Z')).toBeNull();
    expect(parseDay('0017-11-06')).toBeNull();
  });
});
