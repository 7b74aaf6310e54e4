import { mkdtempSync, readdirSync, readFileSync, rmSync, writeFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { renderCalendar } from '../../../bot/render/calendar/render-calendar.ts';
import { importCalendar } from '../../../indexer/import/import-calendar.ts';
import { readContent } from '../../../indexer/read-content.ts';

let folder: string;
let to: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-calendar-'));
  to = join(folder, 'content');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

const CALENDAR = [
  'BEGIN:VCALENDAR',
  'VERSION:2.0',
  'BEGIN:VEVENT',
  'UID:1@example.org',
  'SUMMARY:Team call: #1',
  'DTSTART;TZID=America/New_York:20170302T160000',
  'RRULE:FREQ=WEEKLY;BYDAY=TH',
  'EXDATE;TZID=America/New_York:20170309T160000',
  'DESCRIPTION:# not a heading\\n---\\nstatus: cancelled',
  'END:VEVENT',
  'BEGIN:VEVENT',
  'UID:2@example.org',
  'SUMMARY:OpenDev',
  'DTSTART;VALUE=DATE:20170907',
  'END:VEVENT',
  'END:VCALENDAR',
];
function calendar(change: (line: string) => string = (line) => line): string {
  const file = join(folder, 'team.ics');
  writeFileSync(file, CALENDAR.map(change).join('\r\n'));
  return file;
}
const files = () => readdirSync(join(to, 'events')).sort();
const textOf = (name: string) => readFileSync(join(to, 'events', name), 'utf8');

test('writes a file for each event, which reads back without a fault', async () => {
  const report = await importCalendar(calendar(), to);
  expect(report).toMatchObject({ events: 2, counts: { written: 2 }, faults: [], kept: [] });
  expect(files()).toEqual(['2017-03-02-team-call-1.md', '2017-09-07-opendev.md']);
  expect(textOf('2017-03-02-team-call-1.md').split('imported:')[0]).toBe(
    [
      '---',
      'name: "Team call: #1"',
      'start: 2017-03-02T21:00:00Z',
      'timezone: America/New_York',
      'rrule: FREQ=WEEKLY;BYDAY=TH',
      'exdates:',
      '  - 2017-03-09',
      'uid: 1@example.org',
      '',
    ].join('\n'),
  );
  const { events, faults } = await readContent(to);
  expect(faults).toEqual([]);
  expect(events.map(({ name, start, status }) => [name, start, status])).toEqual([
    ['Team call: #1', '2017-03-02T21:00:00Z', 'confirmed'],
    ['OpenDev', '2017-09-07', 'confirmed'],
  ]);
});

test('a second run changes nothing, also when lines have moved', async () => {
  await importCalendar(calendar(), to);
  const before = files().map(textOf);
  const file = calendar((line) => (line === 'VERSION:2.0' ? 'VERSION:2.0\r\nX-A:1' : line));
  expect((await importCalendar(file, to)).counts).toMatchObject({ unchanged: 2, written: 0, updated: 0 });
  expect(files().map(textOf)).toEqual(before);
});

test('an event that moved finds its file again by its UID', async () => {
  await importCalendar(calendar(), to);
  const report = await importCalendar(
    calendar((line) => line.replace('20170907', '20170914')),
    to,
  );
  expect(report.counts).toMatchObject({ unchanged: 1, updated: 1 });
  expect(textOf('2017-09-07-opendev.md')).toContain('start: 2017-09-14\n');
});

test('what a person has edited is kept, and so is a later revision', async () => {
  await importCalendar(calendar(), to);
  const path = join(to, 'events', '2017-09-07-opendev.md');
  writeFileSync(path, textOf('2017-09-07-opendev.md').replace('name: OpenDev', 'name: OpenDev 2017'));
  const changed = (line: string) => line.replace('20170907', '20170914');
  expect((await importCalendar(calendar(changed), to)).kept).toEqual([
    { file: 'events/2017-09-07-opendev.md', reason: 'edited by hand' },
  ]);
  const revised = (line: string) => (line === 'UID:1@example.org' ? `${line}\r\nSEQUENCE:4` : line);
  await importCalendar(calendar(revised), to);
  const report = await importCalendar(
    calendar((line) => line.replace('T160000', 'T170000')),
    to,
  );
  expect(report.kept).toContainEqual({
    file: 'events/2017-03-02-team-call-1.md',
    reason: 'a later revision',
  });
});

test('our own calendar comes back as it went out', async () => {
  await importCalendar(calendar(), to);
  const { events } = await readContent(to);
  const file = join(folder, 'back.ics');
  const options = { name: 'x', namespace: 'x', now: '2017-05-26T00:00:00Z', previous: null };
  writeFileSync(file, renderCalendar(events, options));
  expect((await importCalendar(file, join(folder, 'again'))).counts.written).toBe(2);
  const again = (await readContent(join(folder, 'again'))).events;
  const facts = (list: typeof events) =>
    list.map(({ name, start, end, timezone, rrule, exdates, uid }) => [
      ...[name, start, end, timezone, rrule],
      ...[exdates, uid],
    ]);
  expect(facts(again)).toEqual(facts(events));
});

test.each([
  ['none.ics', "can't be read: ENOENT"],
  ['page.ics', 'is no calendar'],
])('%s %s', async (name, message) => {
  writeFileSync(join(folder, 'page.ics'), '<html>');
  await expect(importCalendar(join(folder, name), to)).rejects.toThrow(message);
});
