import { Temporal } from 'temporal-polyfill';

/** Days, YYYY-MM-DD, inclusive; null: open on that side. */
export interface EventSpan {
  readonly from: string | null;
  readonly to: string | null;
  /** The words that say so. */
  readonly words: string;
  /** A bare year, `2017`, which may as well be a part of a name. */
  readonly isBareYear: boolean;
}

/** Which year is meant by a month without one: the coming such month, or the last. */
export type Tense = 'past' | 'coming';

type PlainDate = Temporal.PlainDate;
type Days = readonly [first: PlainDate, last: PlainDate];
type Read = (found: Record<string, string>, today: PlainDate, tense: Tense) => Days | null;

const MONTH_NAMES = 'jan feb mar apr may jun jul aug sep oct nov dec'.split(' ');
const MONTH =
  '(?<month>january|february|march|april|may|june|july|august|september|october|november|december|jan|feb|mar|apr|jun|jul|aug|sept|sep|oct|nov|dec)\\.?';
const YEAR = '(?<year>(?:19|20)\\d\\d)';
const DAY = '(?<day>[0-3]?\\d)(?:st|nd|rd|th)?';
const LAST_DAY = '(?:\\s*(?:-|–|to|until|and)\\s*(?<lastDay>[0-3]?\\d)(?:st|nd|rd|th)?)?';
const NUMBERS: Readonly<Record<string, number>> = {
  a: 1,
  one: 1,
  two: 2,
  three: 3,
  four: 4,
  few: 3,
  couple: 2,
};
const COUNT = '(?:an? )?(?<count>\\d{1,3}|one|two|three|four|few|couple)(?: of)?';

/** The first pattern that fits is taken; the text is lower case, without accents. */
const PATTERNS: readonly (readonly [RegExp, Read])[] = [
  [/\b(?<date>(?:19|20)\d\d-\d\d-\d\d)\b/, ({ date = '' }) => oneDay(readDate(date))],
  [
    new RegExp(`\\b${MONTH} ${DAY}${LAST_DAY},? ?${YEAR}?\\b(?!\\d)`),
    (found, today, tense) => daysOfMonth(found, today, tense),
  ],
  [
    new RegExp(`\\b${DAY}${LAST_DAY}(?: of)? ${MONTH},? ?${YEAR}?\\b(?!\\d)`),
    (found, today, tense) => daysOfMonth(found, today, tense),
  ],
  [new RegExp(`\\b${MONTH},? (?:of )?${YEAR}\\b`), wholeMonth],
  [
    new RegExp(
      `\\b(?:in|during|of|for|this|next|last|until|till|before|after|since|from|by) ${MONTH}(?! be\\b)`,
    ),
    wholeMonth,
  ],
  [/\b(?:today|tonight)\b/, (_, today) => [today, today]],
  [/\btomorrow\b/, (_, today) => oneDay(today.add({ days: 1 }))],
  [/\byesterday\b/, (_, today) => oneDay(today.subtract({ days: 1 }))],
  [
    /\b(?<which>this|next|last|past|coming) (?<unit>weekend|week|month|year)\b/,
    ({ which = '', unit = '' }, today) => aroundToday(which, unit, today),
  ],
  [
    new RegExp(`\\b(?:next|coming|within) (?:the )?${COUNT} (?<unit>day|week|month|year)s?\\b`),
    ({ count = '', unit = '' }, today) => [today, today.add(lengthOf(count, unit))],
  ],
  [
    new RegExp(`\\b(?:last|past|previous) ${COUNT} (?<unit>day|week|month|year)s?\\b`),
    ({ count = '', unit = '' }, today) => [today.subtract(lengthOf(count, unit)), today],
  ],
  [
    /\b(?:on |this |next )(?<weekday>monday|tuesday|wednesday|thursday|friday|saturday|sunday)\b/,
    ({ weekday = '' }, today) => oneDay(nextWeekday(weekday, today)),
  ],
  [new RegExp(`\\b(?:in|during|of|for|before|after|since|until) ${YEAR}\\b`), wholeYear],
  [new RegExp(`\\b${YEAR}\\b`), wholeYear],
];

/**
 * The days that a question names: `in september`, `this month`, `may 9-12 2017`, `next week` (Monday to
 * Sunday), `since march`, `2017`. Null when it names none, or such as do not exist. `text` is folded.
 */
export function readEventSpan(text: string, today: string, tense: Tense): EventSpan | null {
  for (const [pattern, read] of PATTERNS) {
    const match = pattern.exec(text);
    if (match === null) continue;
    const days = read(match.groups ?? {}, Temporal.PlainDate.from(today), tense);
    if (days === null) return null;
    const [first, last] = days.map(String) as [string, string];
    const before = text.slice(0, match.index + match[0].length);
    const bound = /\b(after|since|before|until|till|by)\b[^,;]*$/.exec(
      before.slice(Math.max(0, match.index - 12)),
    )?.[1];
    const words = match[0];
    if (bound === 'since') return { from: first, to: null, words, isBareYear: false };
    if (bound === 'after') return { from: nextDay(last), to: null, words, isBareYear: false };
    if (bound === 'before') return { from: null, to: dayBefore(first), words, isBareYear: false };
    if (bound !== undefined) return { from: null, to: last, words, isBareYear: false };
    return { from: first, to: last, words, isBareYear: /^\d{4}$/.test(words) };
  }
  return null;
}

function oneDay(day: PlainDate | null): Days | null {
  return day === null ? null : [day, day];
}

function readDate(text: string): PlainDate | null {
  try {
    return Temporal.PlainDate.from(text, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function makeDate(year: number, month: number, day: number): PlainDate | null {
  try {
    return Temporal.PlainDate.from({ year, month, day }, { overflow: 'reject' });
  } catch {
    return null;
  }
}

function monthOf(name: string): number {
  return MONTH_NAMES.indexOf(name.slice(0, 3)) + 1;
}

/** Of a month without a year: the one that goes on, or the nearest in the direction of the tense. */
function yearOf(month: number, today: PlainDate, tense: Tense): number {
  if (tense === 'coming') return month >= today.month ? today.year : today.year + 1;
  return month <= today.month ? today.year : today.year - 1;
}

function daysOfMonth(
  { month: name = '', day, lastDay = day, year }: Record<string, string>,
  today: PlainDate,
  tense: Tense,
): Days | null {
  const month = monthOf(name);
  const inYear = year === undefined ? yearOf(month, today, tense) : Number(year);
  const first = makeDate(inYear, month, Number(day));
  const last = makeDate(inYear, month, Number(lastDay));
  return first === null || last === null ? null : [first, last];
}

function wholeMonth(
  { month: name = '', year }: Record<string, string>,
  today: PlainDate,
  tense: Tense,
): Days {
  const month = monthOf(name);
  return monthDays(
    Temporal.PlainYearMonth.from({
      month,
      year: year === undefined ? yearOf(month, today, tense) : Number(year),
    }),
  );
}

function wholeYear({ year }: Record<string, string>): Days {
  return yearDays(Number(year));
}

function aroundToday(which: string, unit: string, today: PlainDate): Days {
  const step = { this: 0, next: 1, coming: unit === 'weekend' ? 0 : 1, last: -1, past: -1 }[which] ?? 0;
  if (unit === 'year') return yearDays(today.year + step);
  if (unit === 'month') return monthDays(today.toPlainYearMonth().add({ months: step }));
  const monday = today.subtract({ days: today.dayOfWeek - 1 }).add({ weeks: step });
  return [unit === 'weekend' ? monday.add({ days: 5 }) : monday, monday.add({ days: 6 })];
}

function monthDays(month: Temporal.PlainYearMonth): Days {
  return [month.toPlainDate({ day: 1 }), month.toPlainDate({ day: month.daysInMonth })];
}

function yearDays(year: number): Days {
  return [new Temporal.PlainDate(year, 1, 1), new Temporal.PlainDate(year, 12, 31)];
}

function lengthOf(count: string, unit: string): Temporal.Duration {
  return Temporal.Duration.from({ [`${unit}s`]: NUMBERS[count] ?? Number(count) });
}

function nextWeekday(name: string, today: PlainDate): PlainDate {
  const names = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  const ahead = (names.indexOf(name) + 1 - today.dayOfWeek + 7) % 7;
  return today.add({ days: ahead });
}

function nextDay(day: string): string {
  return Temporal.PlainDate.from(day).add({ days: 1 }).toString();
}

function dayBefore(day: string): string {
  return Temporal.PlainDate.from(day).subtract({ days: 1 }).toString();
}
