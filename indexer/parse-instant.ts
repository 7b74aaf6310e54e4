import type { Instant } from './types.ts';

const DAY = /^(\d{4})-(\d\d)-(\d\d)$/;
const INSTANT = /^(\d{4}-\d\d-\d\d)T(\d\d):(\d\d)(?::(\d\d)(?:\.\d{1,9})?)?(?:Z|([+-])(\d\d):?(\d\d))$/;

/**
 * Reads a date and time with zone in the extended form of ISO 8601, `2017-05-25T21:46+02:00`, and gives
 * it in UTC with seconds, `2017-05-25T19:46:00Z`; fractions of seconds are dropped. Null when it is of
 * another form or does not exist (13th month, 30 February, 24:61).
 */
export function parseInstant(text: string): Instant | null {
  const [, day = '', hour, minute, second = '0', sign = '+', zoneHour = '0', zoneMinute = '0'] =
    INSTANT.exec(text) ?? [];
  const midnight = parseDay(day) === null ? Number.NaN : Date.parse(day);
  if (Number.isNaN(midnight)) return null;
  if (Number(hour) > 23 || Number(minute) > 59 || Number(second) > 59) return null;
  if (Number(zoneHour) > 23 || Number(zoneMinute) > 59) return null;
  const offset = (Number(zoneHour) * 60 + Number(zoneMinute)) * (sign === '-' ? -60 : 60);
  const seconds = (Number(hour) * 60 + Number(minute)) * 60 + Number(second) - offset;
  const instant = new Date(midnight + seconds * 1000).toISOString().replace('.000Z', 'Z');
  return instant.length === '2017-05-25T19:46:00Z'.length ? instant : null;
}

/** A day that exists, `2017-11-06`, of the years 1000 to 9999; else null. */
export function parseDay(text: string): string | null {
  const [, year, month, day] = DAY.exec(text) ?? [];
  const date = new Date(Date.UTC(Number(year), Number(month) - 1, Number(day)));
  if (Number.isNaN(date.getTime())) return null;
  return Number(year) >= 1000 && date.toISOString().startsWith(text) ? text : null;
}
