import { describe, expect, test } from 'vitest';
import { readCalendar } from '../../../indexer/import/read-calendar.ts';
import type { Fault } from '../../../indexer/types.ts';

function read(lines: readonly string[]) {
  const faults: Fault[] = [];
  const text = ['BEGIN:VCALENDAR', 'VERSION:2.0', ...lines, 'END:VCALENDAR'].join('\r\n');
  const entries = readCalendar(text, 'a.ics', (fault) => faults.push(fault));
  return { entries, faults: faults.map(({ line, severity, message }) => `${line} ${severity}: ${message}`) };
}
const event = (...lines: string[]) => [
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'SUMMARY:Call',
  ...lines,
  'END:VEVENT',
];
const first = (...lines: string[]) => read(event(...lines)).entries[0];

describe('readCalendar', () => {
  test('reads an event of days, whose last day is the one before the end', () => {
    expect(
      first(
        'DTSTART;VALUE=DATE:20170907',
        'DTEND;VALUE=DATE:20170909',
        'LOCATION:San Francisco\\, USA',
        'URL:https://example.org/',
        'CATEGORIES:edge,conference',
        'STATUS:TENTATIVE',
        'SEQUENCE:2',
        'DESCRIPTION:Two days.\\nCome!',
      ),
    ).toEqual({
      uid: '1@example.org',
      sequence: 2,
      name: 'Call',
      start: '2017-09-07',
      end: '2017-09-08',
      timezone: null,
      place: 'San Francisco, USA',
      online: null,
      url: 'https://example.org/',
      tags: ['edge', 'conference'],
      rrule: null,
      exdates: [],
      status: 'tentative',
      description: ['Two days.', 'Come!'],
      line: 3,
    });
  });

  test('an event of one day has no end of its own', () => {
    expect(first('DTSTART;VALUE=DATE:20170907', 'DTEND;VALUE=DATE:20170908')?.end).toBeNull();
    expect(first('DTSTART;VALUE=DATE:20170907', 'DURATION:P3D')?.end).toBe('2017-09-09');
  });

  test('a time is read on the clock of its zone', () => {
    expect(first('DTSTART;TZID=America/New_York:20170302T160000', 'DURATION:PT1H')).toMatchObject({
      start: '2017-03-02T21:00:00Z',
      end: '2017-03-02T22:00:00Z',
      timezone: 'America/New_York',
    });
    expect(first('DTSTART:20170302T160000Z')).toMatchObject({
      start: '2017-03-02T16:00:00Z',
      timezone: null,
    });
  });

  test('a time that the clock skips is moved on, one that it shows twice is the first', () => {
    const start = (time: string) => first(`DTSTART;TZID=America/New_York:${time}`)?.start;
    expect(start('20170312T023000')).toBe('2017-03-12T07:30:00Z');
    expect(start('20171105T013000')).toBe('2017-11-05T05:30:00Z');
  });

  test('a zone without an IANA name is read by the rules that the calendar brings', () => {
    const zone = [
      'BEGIN:VTIMEZONE',
      'TZID:Office Time',
      'BEGIN:STANDARD',
      'DTSTART:19700101T000000',
      'TZOFFSETFROM:+0530',
      'TZOFFSETTO:+0530',
      'END:STANDARD',
      'END:VTIMEZONE',
    ];
    const { entries, faults } = read([...zone, ...event('DTSTART;TZID=Office Time:20170302T160000')]);
    expect([entries[0]?.start, entries[0]?.timezone, faults]).toEqual(['2017-03-02T10:30:00Z', null, []]);
    expect(read(event('DTSTART;TZID=Office Time:20170302T160000')).faults).toEqual([
      '3 error: the event that begins here can not be read: the time zone "Office Time" is unknown',
    ]);
  });

  test('times without a zone are those of the calendar, else UTC', () => {
    expect(
      read(['X-WR-TIMEZONE:Europe/Berlin', ...event('DTSTART:20170302T160000')]).entries[0],
    ).toMatchObject({ start: '2017-03-02T15:00:00Z', timezone: 'Europe/Berlin' });
    expect(first('DTSTART:20170302T160000')?.start).toBe('2017-03-02T16:00:00Z');
  });

  test('a series keeps its rule; exceptions, moved and cancelled times are days of its clock', () => {
    const { entries } = read([
      ...event(
        'DTSTART;TZID=America/New_York:20170302T200000',
        'RRULE:FREQ=WEEKLY;BYDAY=TH',
        'EXDATE;TZID=America/New_York:20170309T200000',
      ),
      ...event(
        'RECURRENCE-ID;TZID=America/New_York:20170316T200000',
        'DTSTART;TZID=America/New_York:20170317T200000',
      ),
      ...event(
        'RECURRENCE-ID;TZID=America/New_York:20170323T200000',
        'DTSTART;TZID=America/New_York:20170323T200000',
        'STATUS:CANCELLED',
      ),
    ]);
    expect(entries.map(({ uid, start, rrule, exdates }) => [uid, start, rrule, exdates])).toEqual([
      [
        '1@example.org',
        '2017-03-03T01:00:00Z',
        'FREQ=WEEKLY;BYDAY=TH',
        ['2017-03-09', '2017-03-16', '2017-03-23'],
      ],
      ['1@example.org#2017-03-16', '2017-03-18T00:00:00Z', null, []],
    ]);
  });

  test('a rule that can not be kept is told, and the first time stays', () => {
    const { entries, faults } = read(event('DTSTART:20170302T160000Z', 'RRULE:FREQ=SECONDLY'));
    expect(entries[0]?.rrule).toBeNull();
    expect(faults).toEqual(['3 warning: recurs in a way that is not kept: FREQ=SECONDLY']);
  });

  test('one faulty event leaves the others', () => {
    const { entries, faults } = read([
      ...['BEGIN:VEVENT', 'SUMMARY:No UID', 'DTSTART:20170302T160000Z', 'END:VEVENT'],
      ...event('DTSTART:nonsense'),
      ...['BEGIN:VEVENT', 'UID:2@example.org', 'DTSTART;VALUE=DATE:20170302', 'END:VEVENT'],
    ]);
    expect(entries.map(({ uid, name }) => [uid, name])).toEqual([['2@example.org', 'Event without a name']]);
    expect(faults).toHaveLength(2);
  });

  test('hostile text becomes one harmless line', () => {
    const entry = read([
      'BEGIN:VEVENT',
      'UID:3@example.org',
      'DTSTART;VALUE=DATE:20170302',
      'SUMMARY:a\\nb\u202e\u0007c',
      'URL:javascript:alert(1)',
      'END:VEVENT',
    ]).entries[0];
    expect([entry?.name, entry?.url]).toEqual(['a bc', null]);
  });
});
