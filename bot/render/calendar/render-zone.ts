import { Temporal } from 'temporal-polyfill';

/**
 * The VTIMEZONE of an IANA zone, exact for the years `from` to `to`: each change of its clock by itself, since
 * rules hold only as long as no parliament changes them. After the last change the clock is taken to stay.
 */
export function renderZone(zone: string, from: number, to: number): string {
  const begin = Temporal.PlainDate.from({ year: Math.max(1, from), month: 1, day: 1 }).toZonedDateTime(zone);
  // One change before the first event, so that no event stands before all of them.
  const first = begin.getTimeZoneTransition('previous') ?? begin;
  const lines = ['BEGIN:VTIMEZONE', `TZID:${zone}`];
  for (let at: Temporal.ZonedDateTime | null = first; at !== null && at.year <= to; ) {
    lines.push(...writeChange(at));
    at = at.getTimeZoneTransition('next');
  }
  return [...lines, 'END:VTIMEZONE'].join('\n');
}

/** The moment is told by the clock as it stood before the change (RFC 5545, section 3.6.5). */
function writeChange(at: Temporal.ZonedDateTime): string[] {
  const before = at.subtract({ nanoseconds: 1 });
  const onset = at.toInstant().toZonedDateTimeISO(before.offset).toPlainDateTime();
  const name = at.offsetNanoseconds > before.offsetNanoseconds ? 'DAYLIGHT' : 'STANDARD';
  return [
    `BEGIN:${name}`,
    `DTSTART:${onset.toString({ smallestUnit: 'second' }).replace(/[-:]/g, '')}`,
    `TZOFFSETFROM:${before.offset.replace(/:/g, '')}`,
    `TZOFFSETTO:${at.offset.replace(/:/g, '')}`,
    `END:${name}`,
  ];
}
