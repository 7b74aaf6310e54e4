import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../indexer/build-index.ts';
import { isDay } from '../../indexer/event-days.ts';
import type { Instant } from '../../indexer/types.ts';
import { timesBetween } from './times-between.ts';

/** How long before an event somebody wants to hear of it. */
export type Lead = 'week' | 'day' | 'hour' | 'ten minutes';

/** What somebody asked for. */
export interface Reminder {
  readonly id: number;
  /** An event's id. */
  readonly event: string;
  readonly lead: Lead;
  /**
   * Where it is to be sent: `discord`, and there `@` and the id of a person, or `#` and that of a channel; `irc`,
   * and there `network/#channel`, `network/=account` or `network/nick`.
   */
  readonly surface: string;
  readonly target: string;
  /** IANA name of the zone whose clock counts days and weeks. */
  readonly zone: string;
  readonly asked: Instant;
  /** When it was to be sent by what was known of its event last; null while that had no date. */
  readonly due: Instant | null;
  /** Of who asked, as BCP 47 has it. */
  readonly language: string;
}

/** A reminder whose time has come. */
export interface DueReminder {
  readonly reminder: Reminder;
  /** With the start and end of the time that is meant. */
  readonly event: EventInfo;
  readonly due: Instant;
  /** Later than a person would take for in time. */
  readonly isLate: boolean;
  /** So late that it is dropped. */
  readonly isStale: boolean;
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
const IN_TIME = { minutes: 2 };
/** What is later than this is dropped … */
const STALE = { hours: 1 };
/** … and after so long not even counted. */
const DAYS_BACK = 7;

/**
 * The reminders that are due at `now`, the earliest first, whether they were sent already or not: `key` tells
 * them apart. Their times are those of the events as they are now, so that a reminder moves with its event. An
 * event that moved so near that its reminder would be past is reminded of at once. O(events + reminders × times).
 */
export function findDue(
  reminders: readonly Reminder[],
  events: readonly EventInfo[],
  now: Instant,
): DueReminder[] {
  const byId = new Map(events.map((event) => [event.id, event]));
  const at = Temporal.Instant.from(now);
  const before = (span: Temporal.DurationLike) => write(at.subtract(span));
  const limits = {
    now: write(at),
    oldest: before({ hours: 24 * DAYS_BACK }),
    staleFrom: before(STALE),
    lateFrom: before(IN_TIME),
  };
  const timesById = new Map<string, Time[]>();
  const found = reminders.flatMap((reminder) => {
    const event = byId.get(reminder.event);
    if (event === undefined) return [];
    const times = timesById.get(event.id) ?? timesNear(event, at).map(timeOf);
    timesById.set(event.id, times);
    return dueOf(reminder, times, limits);
  });
  return found.sort((a, b) => (a.due < b.due ? -1 : a.due > b.due ? 1 : a.reminder.id - b.reminder.id));
}

/** When a reminder of this time of an event is due; null while it has no date. */
export function dueTime(event: EventInfo, lead: Lead, zone: string): Instant | null {
  const start = startIn(event, zone);
  return start === null ? null : write(start.subtract(LEADS[lead]).toInstant());
}

/** The instant at which an event begins for somebody in a zone: whole days do in the morning. */
export function beginIn(event: EventInfo, zone: string): Instant | null {
  const start = startIn(event, zone);
  return start === null ? null : write(start.toInstant());
}

/** The times of an event whose reminders may be due: one day more on both sides, for zones; a week ahead. */
function timesNear(event: EventInfo, now: Temporal.Instant): readonly EventInfo[] {
  const day = (days: number) => now.toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();
  return timesBetween(event, day(-DAYS_BACK - 1), day(9));
}

type Limits = Readonly<Record<'now' | 'oldest' | 'staleFrom' | 'lateFrom', Instant>>;

/** One time of an event, and its moments for each lead and zone: many people ask for the same, at each look. */
interface Time {
  readonly event: EventInfo;
  moments(lead: Lead, zone: string): readonly [due: Instant | null, start: Instant | null];
}

const knownTimes = new WeakMap<EventInfo, Time>();

function timeOf(event: EventInfo): Time {
  const time = knownTimes.get(event) ?? createTime(event);
  knownTimes.set(event, time);
  return time;
}

function createTime(event: EventInfo): Time {
  const known = new Map<string, readonly [Instant | null, Instant | null]>();
  return {
    event,
    moments(lead, zone) {
      const found = known.get(`${lead} ${zone}`) ?? [dueTime(event, lead, zone), beginIn(event, zone)];
      known.set(`${lead} ${zone}`, found);
      return found;
    },
  };
}

function dueOf(reminder: Reminder, times: readonly Time[], limits: Limits): DueReminder[] {
  const { id, lead, zone, asked } = reminder;
  const { now, oldest, staleFrom, lateFrom } = limits;
  return times.flatMap(({ event, moments }) => {
    const [due, start] = moments(lead, zone);
    if (due === null || start === null || due > now || due < oldest) return [];
    // Of a series, the times are meant whose reminder was still to come when it was asked for.
    if ((event.rrule === null ? start : due) <= asked) return [];
    // It was asked for before there was a date, or for a later one.
    const hasMoved = event.rrule === null && start > now && (reminder.due === null || reminder.due > now);
    const isStale = due < staleFrom && !hasMoved;
    return [{ reminder, event, due, isLate: due < lateFrom, isStale, key: `${id}:${event.start}` }];
  });
}

/** The start on the clock of a zone. */
function startIn({ start }: EventInfo, zone: string): Temporal.ZonedDateTime | null {
  if (start === null) return null;
  return isDay(start)
    ? Temporal.PlainDate.from(start).toZonedDateTime({ timeZone: zone, plainTime: MORNING })
    : Temporal.Instant.from(start).toZonedDateTimeISO(zone);
}

/** All of one form, so that they can be compared as text. */
function write(instant: Temporal.Instant): Instant {
  return instant.toString({ smallestUnit: 'second' });
}
