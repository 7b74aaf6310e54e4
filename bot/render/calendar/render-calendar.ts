import ical, { ICalEventStatus, type ICalEventData } from 'ical-generator';
import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../../indexer/build-index.ts';
import { eventDays, isDay } from '../../../indexer/event-days.ts';
import { exceptions, fitRule } from '../../../indexer/list-occurrences.ts';
import { readEdition } from './read-edition.ts';
import { renderZone } from './render-zone.ts';

export interface CalendarOptions {
  /** What calendar programs show as its name. */
  readonly name: string;
  /** Goes into the UIDs of events that bring none of their own; it must stay the same from one edition to the next. */
  readonly namespace: string;
  /** The instant of this edition, ISO 8601 in UTC. */
  readonly now: string;
  /** The last edition, as text, or null: of what has not changed since, revision and stamp are kept. */
  readonly previous: string | null;
}

const PRODUCT = { company: 'Almanac', product: 'Almanac', language: 'EN' };
const STATUS = {
  confirmed: ICalEventStatus.CONFIRMED,
  tentative: ICalEventStatus.TENTATIVE,
  cancelled: ICalEventStatus.CANCELLED,
} as const;
/** Years of changes of summer time that are written for a meeting without an end. */
const YEARS_AHEAD = 10;

/**
 * A calendar (RFC 5545) of the events that have a date, in their order. Days are written as days, times on the
 * clock of the event's zone with its VTIMEZONE, recurring events with their rule and exceptions, cancelled
 * ones as cancelled. An event that differs from the last edition has a higher SEQUENCE than there.
 */
export function renderCalendar(events: readonly EventInfo[], options: CalendarOptions): string {
  const dated = events.filter((event) => event.start !== null);
  const before = readEdition(options.previous ?? '');
  const [from, to] = yearsOf(dated, options.now);
  const calendar = ical({
    name: escapeText(options.name),
    prodId: PRODUCT,
    timezone: { name: null, generator: (zone: string) => renderZone(zone, from, to) },
  });
  for (const event of dated) {
    const entry = calendar.createEvent(describeEntry(event, options));
    const former = before.get(entry.id());
    if (former === undefined) continue;
    const [now] = readEdition(entry.toString()).values();
    const isSame = now?.rest === former.rest && former.sequence >= event.sequence;
    entry.sequence(isSame ? former.sequence : Math.max(event.sequence, former.sequence + 1));
    if (isSame) entry.stamp(Temporal.Instant.from(former.stamp));
  }
  return `${calendar.toString()}\r\n`;
}

function describeEntry(event: EventInfo, { namespace, now }: CalendarOptions): ICalEventData {
  const { id, uid, sequence, name, place, online, channel, url, tags, kind, status, rrule } = event;
  const where = place ?? (online ? 'online' : channel);
  return {
    id: uid ?? `${id}@${namespace}`,
    sequence,
    stamp: Temporal.Instant.from(now),
    ...timesOf(event),
    summary: plain(name),
    ...(where === null ? {} : { location: plain(where) }),
    // The library escapes addresses as if they were text.
    ...(url === null ? {} : { url: url.replaceAll(',', '%2C').replaceAll(';', '%3B') }),
    categories: [...new Set([...(kind === null ? [] : [kind]), ...tags])].map((tag) => ({
      name: plain(tag),
    })),
    status: STATUS[status],
    ...(rrule === null ? {} : { repeating: writeRecurrence(event) }),
  };
}

type Times = Pick<ICalEventData, 'start' | 'end' | 'allDay' | 'timezone'>;

function timesOf(event: EventInfo): Times {
  const { start, end } = event;
  if (start === null) throw new TypeError('an event without a date has no place in a calendar');
  if (isDay(start)) {
    // In calendars the end is the day after the last one.
    const after = Temporal.PlainDate.from(end ?? start).add({ days: 1 });
    return { start: Temporal.PlainDate.from(start), end: after, allDay: true };
  }
  const zone = zoneOf(event);
  const place = (instant: string) => Temporal.Instant.from(instant).toZonedDateTimeISO(zone ?? 'UTC');
  return { start: place(start), end: end === null ? null : place(end), timezone: zone };
}

/** UTC is written with a Z and needs no zone. */
function zoneOf({ start, timezone }: EventInfo): string | null {
  return start === null || isDay(start) || timezone === null || timezone === 'UTC' ? null : timezone;
}

function writeRecurrence(event: EventInfo): string {
  const lines = [`RRULE:${fitRule(event)}`];
  const skipped = exceptions(event);
  if (skipped.length > 0) {
    const zone = zoneOf(event);
    const isDays = event.start !== null && isDay(event.start);
    const parameter = isDays ? ';VALUE=DATE' : zone === null ? '' : `;TZID=${zone}`;
    const values = skipped.map((moment) => {
      if (isDays) return compact(moment.toPlainDate().toString());
      return `${compact(moment.toPlainDateTime().toString({ smallestUnit: 'second' }))}${zone === null ? 'Z' : ''}`;
    });
    lines.push(`EXDATE${parameter}:${values.join(',')}`);
  }
  return lines.join('\n');
}

/** The years whose changes of summer time the events can touch. */
function yearsOf(events: readonly EventInfo[], now: string): [from: number, to: number] {
  const years = events.flatMap((event) => {
    const days = eventDays(event);
    const own = days === null ? [] : [days.first, days.last].map((day) => Number(day.slice(0, 4)));
    return event.rrule === null ? own : [...own, Number(now.slice(0, 4)) + YEARS_AHEAD];
  });
  return years.length === 0 ? [0, 0] : [Math.min(...years), Math.max(...years)];
}

function compact(moment: string): string {
  return moment.replace(/[-:]/g, '');
}

/** One line: a line break would begin a property of its own. */
function plain(text: string): string {
  return text.replace(/[\p{Cc}\p{Zl}\p{Zp}]+/gu, ' ').trim();
}

/** The library escapes the texts of events, but not the name of the calendar. */
function escapeText(text: string): string {
  return plain(text).replace(/[\\;,]/g, '\\$&');
}
