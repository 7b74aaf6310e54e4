import fc from 'fast-check';
import ICAL from 'ical.js';
import nodeIcal from 'node-ical';
import { expect, test } from 'vitest';
import { renderCalendar } from '../../../../bot/render/calendar/render-calendar.ts';
import type { EventInfo } from '../../../../indexer/build-index.ts';
import { listOccurrences } from '../../../../indexer/list-occurrences.ts';
import { makeEvent } from '../../../make-index.ts';

const options = {
  name: 'Engines',
  namespace: 'engines.almanac',
  now: '2017-05-26T12:00:00Z',
  previous: null,
};
const render = (events: readonly EventInfo[], more: Partial<typeof options> | { previous: string } = {}) =>
  renderCalendar(events, { ...options, ...more });

/** Reads a calendar with ical.js, which shares nothing with the library that wrote it. */
function read(text: string): ICAL.Event[] {
  const calendar = new ICAL.Component(ICAL.parse(text));
  ICAL.TimezoneService.reset();
  for (const zone of calendar.getAllSubcomponents('vtimezone')) ICAL.TimezoneService.register(zone);
  return calendar.getAllSubcomponents('vevent').map((entry) => new ICAL.Event(entry));
}
const propertyOf = (event: ICAL.Event | undefined, name: string) =>
  String(event?.component.getFirstPropertyValue(name));

const weekly = makeEvent('meeting', '2017-03-02T21:00:00Z', {
  name: 'Team meeting',
  end: '2017-03-02T22:00:00Z',
  timezone: 'America/New_York',
  rrule: 'FREQ=WEEKLY;BYDAY=TH',
  exdates: ['2017-03-09'],
  channel: 'oftc/#engines',
});

test('days are days: the end is the day after the last, and no zone moves them', () => {
  const [event] = read(
    render([makeEvent('opendev', '2017-09-07', { end: '2017-09-08', timezone: 'Pacific/Kiritimati' })]),
  );
  expect([event?.startDate.toString(), event?.endDate.toString()]).toEqual(['2017-09-07', '2017-09-09']);
  expect(event?.startDate.isDate).toBe(true);
});

test('an event holds all that is known of it', () => {
  const [event] = read(
    render([
      makeEvent('summit', '2017-11-06', {
        name: 'Summit; “Sydney”, 2017',
        place: 'Sydney, Australia',
        url: 'https://example.org/a?b=c,d;e',
        kind: 'conference',
        tags: ['summit', 'a, b'],
        status: 'tentative',
        sequence: 3,
      }),
    ]),
  );
  expect([event?.uid, event?.summary, event?.location, event?.sequence]).toEqual([
    'summit@engines.almanac',
    'Summit; “Sydney”, 2017',
    'Sydney, Australia',
    3,
  ]);
  expect([propertyOf(event, 'status'), propertyOf(event, 'url')]).toEqual([
    'TENTATIVE',
    'https://example.org/a?b=c%2Cd%3Be',
  ]);
  expect(event?.component.getFirstProperty('categories')?.getValues()).toEqual([
    'conference',
    'summit',
    'a, b',
  ]);
});

test('an event without a date is left out, and a cancelled one is cancelled', () => {
  const events = read(render([makeEvent('a', null), makeEvent('b', '2017-09-07', { status: 'cancelled' })]));
  expect(events.map((event) => [event.uid, propertyOf(event, 'status')])).toEqual([
    ['b@engines.almanac', 'CANCELLED'],
  ]);
});

test('a UID that an event brings is kept', () => {
  expect(read(render([makeEvent('a', '2017-09-07', { uid: '7@example.org' })]))[0]?.uid).toBe(
    '7@example.org',
  );
});

test('times stand on the clock of their zone, which the calendar brings along', () => {
  const [event] = read(render([weekly]));
  expect(event?.startDate.toString()).toBe('2017-03-02T16:00:00');
  expect(event?.startDate.toJSDate().toISOString()).toBe('2017-03-02T21:00:00.000Z');
  expect(event?.startDate.zone?.tzid).toBe('America/New_York');
});

test('a weekly meeting has the same times for ical.js as for us, with its exception, over both changes of the clock', () => {
  const [event] = read(render([weekly]));
  const iterator = event?.iterator();
  const theirs = Array.from({ length: 60 }, () => iterator?.next().toJSDate().toISOString());
  const ours = listOccurrences(weekly, '2017-01-01', '2030-01-01', 60).map(({ start }) => start);
  expect(theirs.map((time) => time?.replace('.000Z', 'Z'))).toEqual(ours);
  expect(ours.slice(0, 2)).toEqual(['2017-03-02T21:00:00Z', '2017-03-16T20:00:00Z']);
});

test('node-ical reads the same: days, times, states', () => {
  const text = render([weekly, makeEvent('day', '2017-09-07', { status: 'cancelled' })]);
  const entries = Object.values(nodeIcal.sync.parseICS(text)).filter((entry) => entry?.type === 'VEVENT');
  const [meeting, day] = entries as unknown as {
    start: Date & { dateOnly?: boolean };
    status: string;
    summary: string;
  }[];
  expect(meeting?.start.toISOString()).toBe('2017-03-02T21:00:00.000Z');
  expect(meeting?.summary).toBe('Team meeting');
  expect([day?.start.dateOnly, day?.status]).toEqual([true, 'CANCELLED']);
});

test('a zone is exact for the years of the events, also where its rules have changed since', () => {
  const [event] = read(
    render([makeEvent('a', '2017-01-10T12:00:00Z', { timezone: 'America/Sao_Paulo', end: null })]),
  );
  expect(event?.startDate.toString()).toBe('2017-01-10T10:00:00');
  expect(event?.startDate.toJSDate().toISOString()).toBe('2017-01-10T12:00:00.000Z');
});

test('UTC is written as UTC', () => {
  const text = render([
    makeEvent('a', '2017-01-10T12:00:00Z'),
    makeEvent('b', '2017-01-10T12:00:00Z', { timezone: 'UTC' }),
  ]);
  expect(text.match(/^DTSTART.*$/gm)).toEqual(['DTSTART:20170110T120000Z', 'DTSTART:20170110T120000Z']);
  expect(text).not.toContain('VTIMEZONE');
});

test('what has not changed since the last edition keeps revision and stamp; what has is a revision higher', () => {
  const first = render([weekly, makeEvent('day', '2017-09-07')]);
  const later = { previous: first, now: '2017-06-01T00:00:00Z' };
  const same = render([weekly, makeEvent('day', '2017-09-07')], later);
  expect(same).toBe(first);
  const second = render([weekly, makeEvent('day', '2017-09-08')], later);
  expect(read(second).map(({ uid, sequence }) => [uid, sequence])).toEqual([
    ['meeting@engines.almanac', 0],
    ['day@engines.almanac', 1],
  ]);
  expect(second.match(/^DTSTAMP.*$/gm)?.map((line) => line.trim())).toEqual([
    'DTSTAMP:20170526T120000Z',
    'DTSTAMP:20170601T000000Z',
  ]);
  const third = render([weekly, makeEvent('day', '2017-09-08', { status: 'cancelled' })], {
    previous: second,
  });
  expect(read(third).map(({ sequence }) => sequence)).toEqual([0, 2]);
});

test('no text makes a line of its own: hostile names stay names', () => {
  const hostile = 'A\r\nBEGIN:VEVENT\nUID:x\u2028ATTENDEE:mailto:a@b.c';
  const text = render([makeEvent('a', '2017-09-07', { name: hostile, place: hostile, tags: [hostile] })], {
    name: hostile,
  });
  expect(read(text)).toHaveLength(1);
  expect(text).not.toMatch(/^(?:UID:x|ATTENDEE)/m);
});

test('lines end with CR LF and have 75 octets at most, whatever the name', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 200 }), (name) => {
      const text = render([makeEvent('a', '2017-09-07', { name })]);
      expect(text.endsWith('END:VCALENDAR\r\n')).toBe(true);
      for (const line of text.split('\r\n')) expect(Buffer.byteLength(line)).toBeLessThanOrEqual(75);
      expect(read(text)).toHaveLength(1);
    }),
    { numRuns: 200 },
  );
});
