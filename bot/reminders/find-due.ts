import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../indexer/build-index.ts';
import { isDay } from '../../indexer/event-days.ts';
import { listOccurrences } from '../../indexer/list-occurrences.ts';
import type { Instant } from '../../indexer/types.ts';

/** How long before an event somebody wants to hear of it. */
export type Lead = 'week' | 'day' | 'hour' | 'ten minutes';

/** What somebody asked for. */
export interface Reminder {
  readonly id: number;
  /** An event's id. */
  readonly event: string;
  readonly lead: Lead;
  /** Where it is to be sent: `discord`, and there the id of a person or channel. */
  readonly surface: string;
  readonly target: string;
  /** IANA name of the zone whose clock counts days and weeks. */
  readonly zone: string;
  readonly asked: Instant;
}

/** A reminder whose time has come. */
export interface DueReminder {
  readonly reminder: Reminder;
  /** With the start and end of the time that is meant. */
  readonly event: EventInfo;
  readonly due: Instant;
  /** Later than a person would take for in time. */
  readonly isLate: boolean;
  /** The same for the same reminder of the same time, whenever it is asked for. */
  readonly key: string;
}

const LEADS: Readonly<Record<Lead, Temporal.DurationLike>> = {
  week: { weeks: 1 },
  day: { days: 1 },
  hour: { hours: 1 },
  'ten minutes': { minutes: 10 },
};
/** Events of whole days are thought of in the morning, not at midnight. */
const MORNING = '09:00';
const IN_TIME = { minutes: 10 };
/** What is later than this is of no use to anybody. */
const STALE = { days: 7 };
const MOST_TIMES = 50;

/**
 * The reminders that are due at `now`, the earliest first, whether they were sent already or not: `key` tells
 * them apart. Their times are those of the events as they are now, so that a reminder moves with its event. An
 * event that moved so near that its reminder would be past is reminded of at once. O(reminders × times).
 */
export function findDue(
  reminders: readonly Reminder[],
  events: readonly EventInfo[],
  now: Instant,
): DueReminder[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const found = reminders.flatMap((reminder) => {
    const event = byId.get(reminder.event);
    return event === undefined ? [] : dueOf(reminder, event, Temporal.Instant.from(now));
  });
  return found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.reminder.id - b.reminder.id));
}

/** When a reminder of this time of an event is due; null while it has no date. */
function dueTime(event: EventInfo, lead: Lead, zone: string): Temporal.Instant | null {
  const start = startIn(event, zone);
  return start === null ? null : start.subtract(LEADS[lead]).toInstant();
}

function dueOf(reminder: Reminder, event: EventInfo, now: Temporal.Instant): DueReminder[] {
  const { id, lead, zone, asked } = reminder;
  const oldest = now.subtract({ hours: 24 * STALE.days });
  const day = (instant: Temporal.Instant, days: number) =>
    instant.toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();
  // One day more on both sides, for zones; a week ahead, for the longest lead.
  const times = listOccurrences(event, day(oldest, -1), day(now, 9), MOST_TIMES);
  return times.flatMap((time) => {
    const due = dueTime(time, lead, zone);
    const start = startIn(time, zone)?.toInstant();
    if (due === null || start === undefined) return [];
    if (Temporal.Instant.compare(due, now) > 0 || Temporal.Instant.compare(due, oldest) < 0) return [];
    // Of a series, the times are meant whose reminder was still to come when it was asked for.
    const isMeant =
      Temporal.Instant.compare(event.rrule === null ? start : due, Temporal.Instant.from(asked)) > 0;
    if (!isMeant) return [];
    const isLate = Temporal.Instant.compare(due.add(IN_TIME), now) < 0;
    const written = due.toString({ smallestUnit: 'second' });
    return [{ reminder, event: time, due: written, isLate, key: `${id}:${time.start}` }];
  });
}

/** The start on the clock of a zone. */
function startIn({ start }: EventInfo, zone: string): Temporal.ZonedDateTime | null {
  if (start === null) return null;
  return isDay(start)
    ? Temporal.PlainDate.from(start).toZonedDateTime({ timeZone: zone, plainTime: MORNING })
    : Temporal.Instant.from(start).toZonedDateTimeISO(zone);
}
