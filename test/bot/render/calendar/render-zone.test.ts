import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { expect, test } from 'vitest';
import { renderZone } from '../../../../bot/render/calendar/render-zone.ts';

test('gives each change of the clock, told by the clock before it', () => {
  expect(renderZone('Europe/Berlin', 2017, 2017).split('\n')).toEqual([
    'BEGIN:VTIMEZONE',
    'TZID:Europe/Berlin',
    'BEGIN:STANDARD',
    'DTSTART:20161030T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'BEGIN:DAYLIGHT',
    'DTSTART:20170326T020000',
    'TZOFFSETFROM:+0100',
    'TZOFFSETTO:+0200',
    'END:DAYLIGHT',
    'BEGIN:STANDARD',
    'DTSTART:20171029T030000',
    'TZOFFSETFROM:+0200',
    'TZOFFSETTO:+0100',
    'END:STANDARD',
    'END:VTIMEZONE',
  ]);
});

test('a zone whose clock never changes has one entry', () => {
  expect(renderZone('Etc/GMT+5', 2017, 2017).match(/BEGIN:STANDARD/g)).toHaveLength(1);
});

test.each([
  'America/New_York',
  'America/Sao_Paulo',
  'Australia/Lord_Howe',
  'Asia/Kathmandu',
  'Pacific/Apia',
  'Pacific/Kiritimati',
  'Europe/Dublin',
  'Africa/Casablanca',
])('ical.js has the same clock in %s, every day of 2010 to 2012 and of 2017', (name) => {
  for (const [from, to] of [
    [2010, 2012],
    [2017, 2017],
  ] as const) {
    const zone = new ICAL.Timezone(
      new ICAL.Component(ICAL.parse(renderZone(name, from, to).replace(/\n/g, '\r\n'))),
    );
    let day = Temporal.PlainDate.from({ year: from, month: 1, day: 1 });
    for (; day.year <= to; day = day.add({ days: 1 })) {
      const noon = day.toZonedDateTime({ timeZone: name, plainTime: '12:00' });
      if (!noon.toPlainDate().equals(day)) continue; // Apia had no 30 December 2011
      const { year, month } = day;
      const time = new ICAL.Time({ year, month, day: day.day, hour: 12, minute: 0, second: 0 }, zone);
      expect(zone.utcOffset(time), day.toString()).toBe(noon.offsetNanoseconds / 1e9);
    }
  }
});
