import { Temporal } from 'temporal-polyfill';
import type { Event } from './types.ts';

/** What the time of an event hangs on. */
export type EventTime = Pick<Event, 'start' | 'end' | 'timezone'>;

/** `2017-11-06` and no instant. */
export function isDay(moment: string): boolean {
  return moment.length === '2017-11-06'.length;
}

/**
 * The first and the last day of an event in its own zone (UTC without one), YYYY-MM-DD; null while no date
 * is announced. An event that ends at midnight does not last into the day that begins then.
 */
export function eventDays({ start, end, timezone }: EventTime): { first: string; last: string } | null {
  if (start === null) return null;
  if (isDay(start)) return { first: start, last: end ?? start };
  const dayOf = (instant: Temporal.Instant) =>
    instant
      .toZonedDateTimeISO(timezone ?? 'UTC')
      .toPlainDate()
      .toString();
  const first = Temporal.Instant.from(start);
  const last = end === null || end === start ? first : Temporal.Instant.from(end).subtract({ seconds: 1 });
  return { first: dayOf(first), last: dayOf(last) };
}
