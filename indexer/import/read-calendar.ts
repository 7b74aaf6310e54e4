import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';
import { isRecurrence } from '../is-recurrence.ts';
import type { EventStatus, Fault } from '../types.ts';
import { cleanLine } from './clean-line.ts';
import { cutCalendar } from './cut-calendar.ts';
import { readCalendarTime, type CalendarTime } from './read-calendar-time.ts';

/** An event of a calendar, in the words of front matter. */
export interface CalendarEntry {
  /** Unique in its calendar; the moved time of a recurring event has the day behind its UID. */
  readonly uid: string;
  readonly sequence: number;
  readonly name: string;
  readonly start: string;
  readonly end: string | null;
  readonly timezone: string | null;
  readonly place: string | null;
  readonly online: boolean | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly rrule: string | null;
  readonly exdates: readonly string[];
  readonly status: EventStatus;
  /** Clean lines. */
  readonly description: readonly string[];
  /** The 1-based line of the calendar on which the event begins. */
  readonly line: number;
}

interface Reading extends CalendarEntry {
  /** Of a recurring event, the day whose time this one takes the place of. */
  readonly replaces: string | null;
}

const LONGEST_NAME = 300;
const LONGEST_TAG = 60;
const MOST_TAGS = 50;
const LONGEST_UID = 200;
const LONGEST_DESCRIPTION = 20_000;

/**
 * Reads the events of a calendar (RFC 5545). What can't be read of it is told to `onFault`, and never stops
 * the rest. An event that moves or cancels one time of a recurring event makes an exception there. O(text).
 */
export function readCalendar(text: string, file: string, onFault: (fault: Fault) => void): CalendarEntry[] {
  const { zone, zones, events } = cutCalendar(text);
  const tell = (line: number, severity: Fault['severity'], message: string, hint: string) =>
    onFault({ severity, file, line, column: 1, message, hint });
  const known = new Map<string, ICAL.Timezone>();
  for (const block of zones) {
    try {
      const component = new ICAL.Component(ICAL.parse(block.text));
      const own = new ICAL.Timezone(component);
      known.set(own.tzid, own);
    } catch {
      tell(block.line, 'warning', 'this time zone can not be read', 'times in it are left out');
    }
  }
  const readings: Reading[] = [];
  for (const block of events) {
    try {
      const component = new ICAL.Component(ICAL.parse(block.text));
      const warn = (message: string, hint: string) => tell(block.line, 'warning', message, hint);
      readings.push(readEvent(component, block.line, { zone, known, warn }));
    } catch (cause) {
      const message = `the event that begins here can not be read: ${cleanLine((cause as Error).message)}`;
      tell(block.line, 'error', message, 'it is left out; mend the calendar');
    }
  }
  return joinExceptions(readings);
}

interface Surroundings {
  /** The zone of times that name none. */
  readonly zone: string | null;
  readonly known: ReadonlyMap<string, ICAL.Timezone>;
  readonly warn: (message: string, hint: string) => void;
}

/** @throws Error when it lacks what an event needs. */
function readEvent(component: ICAL.Component, line: number, around: Surroundings): Reading {
  const textOf = (name: string) => String(component.getFirstPropertyValue(name) ?? '');
  const uid = oneLine(textOf('uid')).slice(0, LONGEST_UID);
  if (uid === '') throw new Error('it has no UID');
  const start = timeOf(component, 'dtstart', around);
  if (start === null) throw new Error('it has no DTSTART');
  const rrule = ruleOf(component, around);
  const replaced = timeOf(component, 'recurrence-id', around);
  const place = oneLine(textOf('location')).slice(0, LONGEST_NAME);
  const isOnline = /^(?:online|virtual)$/i.test(place);
  const description = textOf('description').slice(0, LONGEST_DESCRIPTION);
  return {
    uid: replaced === null ? uid : `${uid}#${replaced.day}`,
    sequence: Math.max(0, Math.trunc(Number(textOf('sequence')) || 0)),
    name: oneLine(textOf('summary')).slice(0, LONGEST_NAME) || 'Event without a name',
    start: start.moment,
    end: endOf(component, start, around),
    timezone: start.zone,
    place: place === '' || isOnline ? null : place,
    online: isOnline ? true : null,
    url: webAddressOf(textOf('url')),
    tags: tagsOf(component),
    rrule,
    exdates: rrule === null ? [] : exceptionsOf(component, around),
    status: statusOf(textOf('status')),
    description: description.split(/\r?\n/).map(cleanLine),
    line,
    replaces: replaced?.day ?? null,
  };
}

function timeOf(component: ICAL.Component, name: string, around: Surroundings): CalendarTime | null {
  const property = component.getFirstProperty(name);
  return property === null ? null : readCalendarTime(property, property.getFirstValue(), around);
}

/** In calendars the end is the first day after; a duration may stand in its place. */
function endOf(component: ICAL.Component, start: CalendarTime, around: Surroundings): string | null {
  const end = timeOf(component, 'dtend', around);
  if (end !== null && end.isDay === start.isDay) {
    const last = end.isDay
      ? Temporal.PlainDate.from(end.moment).subtract({ days: 1 }).toString()
      : end.moment;
    return last > start.moment ? last : null;
  }
  const duration = component.getFirstPropertyValue('duration');
  if (!(duration instanceof ICAL.Duration) || duration.toSeconds() <= 0) return null;
  const seconds = duration.toSeconds();
  if (!start.isDay) {
    return Temporal.Instant.from(start.moment).add({ seconds }).toString({ smallestUnit: 'second' });
  }
  const days = Math.floor(seconds / 86_400) - 1;
  return days > 0 ? Temporal.PlainDate.from(start.moment).add({ days }).toString() : null;
}

function ruleOf(component: ICAL.Component, { warn }: Surroundings): string | null {
  const rules = component.getAllProperties('rrule').map((property) => String(property.getFirstValue()));
  if (component.hasProperty('rdate')) warn('times in RDATE are left out', 'write an event for each of them');
  const [rule] = rules;
  if (rule === undefined) return null;
  if (rules.length === 1 && isRecurrence(rule)) return rule;
  warn(`recurs in a way that is not kept: ${cleanLine(rule).slice(0, 100)}`, 'only its first time is taken');
  return null;
}

function exceptionsOf(component: ICAL.Component, around: Surroundings): string[] {
  const days = component
    .getAllProperties('exdate')
    .flatMap((property) =>
      property.getValues().map((value) => readCalendarTime(property, value, around).day),
    );
  return [...new Set(days)].sort();
}

function tagsOf(component: ICAL.Component): string[] {
  const values = component.getAllProperties('categories').flatMap((property) => property.getValues());
  const tags = values
    .map((value) => oneLine(String(value)).slice(0, LONGEST_TAG))
    .filter((tag) => tag !== '');
  return [...new Set(tags)].slice(0, MOST_TAGS);
}

function statusOf(text: string): EventStatus {
  if (/^cancelled$/i.test(text)) return 'cancelled';
  return /^tentative$/i.test(text) ? 'tentative' : 'confirmed';
}

function webAddressOf(text: string): string | null {
  return /^https?:\/\/[^\s"<>\\^`{|}@]+$/i.test(text) && text.length <= 2000 && URL.canParse(text)
    ? text
    : null;
}

function oneLine(text: string): string {
  return cleanLine(text.replace(/[\r\n\t]+/g, ' ')).trim();
}

/** A time that is moved or cancelled is an exception of its series; a cancelled one is nothing more. */
function joinExceptions(readings: readonly Reading[]): CalendarEntry[] {
  const series = new Set(readings.filter(({ rrule }) => rrule !== null).map(({ uid }) => uid));
  const exceptions = new Map<string, string[]>();
  const entries = new Map<string, CalendarEntry>();
  for (const { replaces, ...entry } of readings) {
    const ofSeries = replaces === null ? null : entry.uid.slice(0, -`#${replaces}`.length);
    if (replaces !== null && ofSeries !== null && series.has(ofSeries)) {
      exceptions.set(ofSeries, [...(exceptions.get(ofSeries) ?? []), replaces]);
      if (entry.status === 'cancelled') continue;
    }
    const former = entries.get(entry.uid);
    if (former === undefined || former.sequence <= entry.sequence) entries.set(entry.uid, entry);
  }
  return [...entries.values()].map((entry) => {
    const days = entry.rrule === null ? [] : (exceptions.get(entry.uid) ?? []);
    return { ...entry, exdates: [...new Set([...entry.exdates, ...days])].sort() };
  });
}
