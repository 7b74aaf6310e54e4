import { expect, test } from 'vitest';
import { type Notice, renderAnnouncement, renderReminder } from '../../../bot/render/reminder.ts';
import type { Reminder } from '../../../bot/reminders/find-due.ts';
import { makeEvent } from '../../make-index.ts';

const event = makeEvent('call', '2017-03-02T21:00:00Z', {
  name: 'Team\u202e call\nQUIT',
  timezone: 'America/New_York',
  url: 'https://example.org/',
});
const reminder: Reminder = {
  id: 1,
  event: 'call',
  lead: 'hour',
  surface: 'irc',
  target: 'ada',
  zone: 'Europe/Berlin',
  asked: '2017-01-01T00:00:00Z',
  due: '2017-03-02T20:00:00Z',
  language: 'en',
};

const line = ({ label, text }: Notice) => label + text;

test('a reminder is one line in the zone of who asked; a late one says so', () => {
  const due = { reminder, event, due: '2017-03-02T20:00:00Z', key: '1', isLate: false, isStale: false };
  expect(line(renderReminder(due, '2017-03-02T20:00:00Z'))).toBe(
    'Reminder, an hour before: Team call QUIT, Thursday 2 March 2017, 22:00 Europe/Berlin, https://example.org/',
  );
  expect(line(renderReminder({ ...due, isLate: true }, '2017-03-03T20:00:00Z'))).toBe(
    'Late reminder (due 2017-03-02 21:00), an hour before: Team call QUIT, was Thursday 2 March 2017, 22:00 Europe/Berlin, https://example.org/',
  );
});

test('a meeting is announced in its own zone, and a cancelled one is not held', () => {
  const { url: _url, ...plain } = { ...event, name: 'Team call' };
  expect(line(renderAnnouncement({ ...plain, url: null }, '2017-03-02T20:50:00Z', '2017-03-02'))).toBe(
    'In 10 minutes: Team call, Thursday 2 March 2017, 16:00 America/New_York',
  );
  expect(
    line(
      renderAnnouncement({ ...plain, url: null, status: 'cancelled' }, '2017-03-02T20:50:00Z', '2017-03-02'),
    ),
  ).toBe('Not held: Team call (cancelled), was to be Thursday 2 March 2017, 16:00 America/New_York');
});

test('one that comes late, after a restart, tells how many minutes are left', () => {
  const at = (now: string) => renderAnnouncement(event, now, '2017-03-02').label;
  expect(['2017-03-02T20:55:30Z', '2017-03-02T20:59:59Z'].map(at)).toEqual(['In 5 minutes', 'In 1 minute']);
});
