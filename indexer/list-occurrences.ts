import { RRuleTemporal } from 'rrule-temporal';
import { Temporal } from 'temporal-polyfill';
import { eventDays, isDay } from './event-days.ts';
import type { Event } from './types.ts';

type Recurring = Pick<Event, 'start' | 'end' | 'timezone' | 'rrule' | 'exdates'>;

/**
 * The times at which an event is held that touch the days `from` to `to` (YYYY-MM-DD in its zone,
 * inclusive), in order: copies of the event with their own start and end. At most `most` of them. An event
 * without a rule is held once; one without a date never. A weekly meeting keeps its hour by the clock of
 * its zone when summer time begins or ends.
 */
export function listOccurrences<E extends Recurring>(event: E, from: string, to: string, most: number): E[] {
  const days = eventDays(event);
  if (days === null || event.start === null || from > to) return [];
  if (event.rrule === null) return days.last >= from && days.first <= to ? [event] : [];
  const [rule, first] = [openRule(event), startIn(event)];
  const length = lengthOf(event);
  // One that began before `from` may last into it.
  const since = startOf(from, first).subtract(length);
  const until = startOf(to, first).add({ days: 1 });
  const found: E[] = [];
  try {
    for (let at = rule.next(since, true); at !== null; at = rule.next(at)) {
      const start = Temporal.ZonedDateTime.from(at.toString());
      if (found.length >= most || Temporal.ZonedDateTime.compare(start, until) >= 0) break;
      const occurrence = place(event, start, length);
      if ((eventDays(occurrence)?.last ?? from) >= from) found.push(occurrence);
    }
  } catch {
    // The library gives up on rules that ask too much of it: nothing further is known.
  }
  return found;
}

/** The last time before the day `before` that an event was held and over; null when there is none. */
export function lastOccurrence<E extends Recurring>(event: E, before: string): E | null {
  const days = eventDays(event);
  if (days === null) return null;
  if (event.rrule === null) return days.last < before ? event : null;
  const first = startIn(event);
  try {
    const at = openRule(event).previous(startOf(before, first).subtract(lengthOf(event)));
    return at === null ? null : place(event, Temporal.ZonedDateTime.from(at.toString()), lengthOf(event));
  } catch {
    return null;
  }
}

/**
 * The rule with an end of the form that RFC 5545 wants beside the start: a day for days, else an instant in
 * UTC; the last day is meant whole, in the event's zone.
 */
export function fitRule({ rrule, start, timezone }: Pick<Event, 'rrule' | 'start' | 'timezone'>): string {
  return (rrule ?? '').replace(/UNTIL=(\d{8})(T\d{6}Z?)?/, (_, day: string, time?: string) => {
    if (start === null || isDay(start)) return `UNTIL=${day}`;
    if (time !== undefined) return `UNTIL=${day}${time.replace('Z', '')}Z`;
    const end = Temporal.PlainDate.from(day)
      .toPlainDateTime('23:59:59')
      .toZonedDateTime(timezone ?? 'UTC');
    return `UNTIL=${end.toInstant().toString().replace(/[-:]/g, '')}`;
  });
}

/** The wall time at which the event begins on its exceptions, as instants of its zone. */
export function exceptions(event: Recurring): Temporal.ZonedDateTime[] {
  const first = startIn(event);
  return event.exdates.map((day) => startOf(day, first).withPlainTime(first.toPlainTime()));
}

function openRule(event: Recurring): RRuleTemporal {
  const first = startIn(event);
  const local = first.toPlainDateTime().toString({ smallestUnit: 'second' }).replace(/[-:]/g, '');
  // Whole days are counted in UTC, where a day in UNTIL is its midnight: the last day still counts.
  const rruleString = `DTSTART;TZID=${first.timeZoneId}:${local}\nRRULE:${fitRule(event)}`;
  return new RRuleTemporal({ rruleString, exDate: exceptions(event) });
}

/** The start on the clock of the event's zone; days begin at midnight in UTC, where none is shorter. */
function startIn({ start, timezone }: Recurring): Temporal.ZonedDateTime {
  if (start === null) throw new TypeError('an event without a start has no times');
  return isDay(start)
    ? Temporal.PlainDate.from(start).toZonedDateTime('UTC')
    : Temporal.Instant.from(start).toZonedDateTimeISO(timezone ?? 'UTC');
}

function startOf(day: string, { timeZoneId }: Temporal.ZonedDateTime): Temporal.ZonedDateTime {
  return Temporal.PlainDate.from(day).toZonedDateTime(timeZoneId);
}

function lengthOf({ start, end }: Recurring): Temporal.Duration {
  if (start === null || end === null) return new Temporal.Duration();
  if (isDay(start)) return Temporal.PlainDate.from(start).until(end);
  return Temporal.Instant.from(start).until(end);
}

function place<E extends Recurring>(event: E, at: Temporal.ZonedDateTime, length: Temporal.Duration): E {
  const write = (moment: Temporal.ZonedDateTime) =>
    event.start !== null && isDay(event.start)
      ? moment.toPlainDate().toString()
      : moment.toInstant().toString({ smallestUnit: 'second' });
  return { ...event, start: write(at), end: event.end === null ? null : write(at.add(length)) };
}
