import ICAL from 'ical.js';
import { Temporal } from 'temporal-polyfill';

/** A DATE or DATE-TIME of a calendar. */
export interface CalendarTime {
  readonly isDay: boolean;
  /** A day, or an instant in UTC with seconds. */
  readonly moment: string;
  /** Its day on the clock that it is written by. */
  readonly day: string;
  /** IANA name of that clock's zone; null for days, UTC, and zones without such a name. */
  readonly zone: string | null;
}

interface Zones {
  /** The zone of times that name none; null: UTC. */
  readonly zone: string | null;
  /** The VTIMEZONEs of the calendar by TZID. */
  readonly known: ReadonlyMap<string, ICAL.Timezone>;
}

/**
 * Reads one value of a property. A zone with an IANA name is read by the name; any other by the VTIMEZONE that
 * the calendar brings. A time that the clock skips is moved on by the gap, one that it shows twice is the
 * first (RFC 5545, section 3.3.5).
 *
 * @throws Error for a value that is no time, or of a zone that nobody knows.
 */
export function readCalendarTime(
  property: ICAL.Property,
  value: unknown,
  { zone, known }: Zones,
): CalendarTime {
  if (!(value instanceof ICAL.Time)) throw new Error(`${property.name.toUpperCase()} is no time`);
  const { year, month, day, hour, minute, second } = value;
  const date = Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  if (value.isDate) return { isDay: true, moment: date.toString(), day: date.toString(), zone: null };
  const wall = date.toPlainDateTime({ hour, minute, second: Math.min(second, 59) });
  const isUtc = value.zone === ICAL.Timezone.utcTimezone;
  const tzid = isUtc ? 'UTC' : String(property.getFirstParameter('tzid') ?? zone ?? 'UTC');
  const named = zoneNamed(tzid);
  if (named !== null) {
    const instant = wall.toZonedDateTime(named).toInstant();
    return { ...tell(instant), day: date.toString(), zone: named === 'UTC' ? null : named };
  }
  const own = known.get(tzid);
  if (own === undefined) throw new Error(`the time zone ${JSON.stringify(tzid)} is unknown`);
  const offset = own.utcOffset(new ICAL.Time({ year, month, day, hour, minute, second }, own));
  const instant = wall.toZonedDateTime('UTC').toInstant().subtract({ seconds: offset });
  return { ...tell(instant), day: date.toString(), zone: null };
}

function tell(instant: Temporal.Instant) {
  return { isDay: false, moment: instant.toString({ smallestUnit: 'second' }) };
}

/** Some programs put a path before the name: `/mozilla.org/20050126_1/Europe/Berlin`. */
function zoneNamed(tzid: string): string | null {
  for (const name of [tzid, tzid.split('/').slice(-2).join('/'), tzid.split('/').slice(-3).join('/')]) {
    if (!/^[A-Za-z]/.test(name)) continue;
    try {
      return new Intl.DateTimeFormat('en', { timeZone: name }).resolvedOptions().timeZone === 'UTC'
        ? 'UTC'
        : name;
    } catch {
      // Not this one.
    }
  }
  return null;
}
