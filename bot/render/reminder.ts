import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../indexer/build-index.ts';
import type { DueReminder, Lead } from '../reminders/find-due.ts';
import { describeWhen } from './describe-event.ts';
import { clean } from './terminal.ts';

/** A message that is told whatever becomes of it: what it begins with, and what stays the same when it comes late. */
export interface Notice {
  readonly label: string;
  readonly text: string;
}

/** A reminder as one plain line, in the zone of who asked for it: `Late reminder (due …), an hour before: OpenDev, …` */
export function renderReminder({ reminder, event, due, isLate }: DueReminder, now: string): Notice {
  const { zone, lead } = reminder;
  const today = Temporal.Instant.from(now).toZonedDateTimeISO(zone).toPlainDate().toString();
  const dueAt = Temporal.Instant.from(due).toZonedDateTimeISO(zone).toPlainDateTime();
  const label = isLate
    ? `Late reminder (due ${dueAt.toString({ smallestUnit: 'minute' }).replace('T', ' ')})`
    : 'Reminder';
  return { label, text: `, ${LEADS_IN_WORDS[lead]}: ${describe(event, today, zone)}` };
}

/** A meeting for its channel, as one plain line: `In 10 minutes: Team call, Thursday …` */
export function renderAnnouncement(event: EventInfo, now: string, today: string): Notice {
  const left = Math.max(1, Math.ceil((Date.parse(event.start ?? now) - Date.parse(now)) / 60_000));
  const label = event.status === 'cancelled' ? 'Not held' : `In ${left} minute${left === 1 ? '' : 's'}`;
  return { label, text: `: ${describe(event, today)}` };
}

export const LEADS_IN_WORDS: Readonly<Record<Lead, string>> = {
  week: 'a week before',
  day: 'a day before',
  hour: 'an hour before',
  'ten minutes': 'ten minutes before',
};

function describe(event: EventInfo, today: string, zone?: string): string {
  const { name, place, online, url, status } = event;
  const state = status === 'confirmed' ? '' : ` (${status})`;
  const parts = [
    `${name}${state}`,
    describeWhen(event, today, zone),
    place ?? (online ? 'online' : null),
    url,
  ];
  return parts
    .filter((part) => part !== null)
    .map((part) => clean(part).replace(/\n/g, ' '))
    .join(', ');
}
