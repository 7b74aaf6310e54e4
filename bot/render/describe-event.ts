import { Temporal } from 'temporal-polyfill';
import { MONTHS } from '../../indexer/month-names.ts';
import type { EventInfo } from '../../indexer/build-index.ts';
import { isDay } from '../../indexer/event-days.ts';
import { isPast } from '../answer/find-events.ts';

/**
 * When an event is, for a person: `7–8 September 2017`, `30 December 2017 – 2 January 2018`,
 * `Thursday 2 March 2017, 16:00–17:00 America/New_York`, `date not announced`. Times are told in `zone`, else
 * in the event's own, else in UTC; days stay the days of the place.
 */
function describeDates({ start, end, timezone }: EventInfo, zone?: string): string {
  if (start === null) return 'date not announced';
  if (isDay(start)) {
    return describeDays(Temporal.PlainDate.from(start), Temporal.PlainDate.from(end ?? start));
  }
  const shown = zone ?? timezone ?? 'UTC';
  const first = Temporal.Instant.from(start).toZonedDateTimeISO(shown);
  const last = Temporal.Instant.from(end ?? start).toZonedDateTimeISO(shown);
  const [from, to] = [clock(first), clock(last)];
  if (first.toPlainDate().equals(last.toPlainDate())) {
    return `${weekday(first)} ${writeDay(first)}, ${from === to ? from : `${from}–${to}`} ${shown}`;
  }
  return `${writeDay(first)}, ${from} – ${writeDay(last)}, ${to} ${shown}`;
}

/** The dates of an event as seen from `today`: `was 7–8 September 2017`, `was to be …` once it is cancelled. */
export function describeWhen(event: EventInfo, today: string, zone?: string): string {
  const dates = describeDates(event, zone);
  if (event.start === null) return dates;
  if (event.status === 'cancelled') return `was to be ${dates}`;
  return isPast(event, today) ? `was ${dates}` : dates;
}

/** As little as possible twice: `7–8 September 2017`. */
function describeDays(first: Temporal.PlainDate, last: Temporal.PlainDate): string {
  if (first.equals(last)) return writeDay(first);
  if (first.year !== last.year) return `${writeDay(first)} – ${writeDay(last)}`;
  if (first.month !== last.month) return `${first.day} ${MONTHS[first.month - 1]} – ${writeDay(last)}`;
  return `${first.day}–${writeDay(last)}`;
}

function writeDay({ day, month, year }: Pick<Temporal.PlainDate, 'day' | 'month' | 'year'>): string {
  return `${day} ${MONTHS[month - 1]} ${year}`;
}

function weekday({ dayOfWeek }: Temporal.ZonedDateTime): string {
  return ['Monday', 'Tuesday', 'Wednesday', 'Thursday', 'Friday', 'Saturday', 'Sunday'][dayOfWeek - 1] ?? '';
}

function clock(time: Temporal.ZonedDateTime): string {
  return time.toPlainTime().toString({ smallestUnit: 'minute' });
}
