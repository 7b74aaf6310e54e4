import { parseInstant } from '../parse-instant.ts';
import { MONTHS } from '../month-names.ts';
import type { Instant } from '../types.ts';

/** An author's name and a date; what is longer is prose, and is not searched. */
const LONGEST = 400;
const MOMENT = /\sat\s+(\p{L}+)\s+(\d{1,2}),?\s+(\d{4})\s+(\d{1,2}):(\d{2})\s*([AP]M)$/iu;
const DAY = /^(?:\p{L}+,\s+)?(\p{L}+)\s+(\d{1,2}),\s+(\d{4})$/u;

export interface ByLine {
  /** Empty when the line names nobody. */
  readonly author: string;
  /** Null when the date or the time does not exist. */
  readonly published: Instant | null;
  /** Date and time as they are written: `May 25, 2017 07:46 PM`. */
  readonly written: string;
}

/**
 * Reads the line that closes a post, `by Jane Doe at May 25, 2017 07:46 PM` (UTC); null for any other line.
 * 12 AM is the day's first hour, 12 PM its noon. The last ` at ` counts: an author's name may hold one.
 */
export function parseByLine(line: string): ByLine | null {
  if (line.length > LONGEST || !/^by\s/i.test(line)) return null;
  const moment = MOMENT.exec(line);
  if (moment === null) return null;
  const [whole, month = '', day = '', year = '', hour = '', minute = '', half = ''] = moment;
  const clock = Number(hour) < 1 || Number(hour) > 12 ? 99 : (Number(hour) % 12) + (/p/i.test(half) ? 12 : 0);
  const number = MONTHS.findIndex((name) => name.toLowerCase() === month.toLowerCase()) + 1;
  const date = `${year}-${twoDigits(number)}-${twoDigits(Number(day))}`;
  return {
    author: line.slice('by'.length, moment.index).trim().replace(/\s+/gu, ' '),
    published: parseInstant(`${date}T${twoDigits(clock)}:${minute}:00Z`),
    written: whole.trim().replace(/^at\s+/i, ''),
  };
}

/** Whether a line is a day and nothing else: `May 25, 2017`. */
export function isDay(line: string): boolean {
  const month = line.length > LONGEST ? undefined : DAY.exec(line.trim())?.[1];
  return month !== undefined && MONTHS.includes(month);
}

function twoDigits(number: number): string {
  return String(number).padStart(2, '0');
}
