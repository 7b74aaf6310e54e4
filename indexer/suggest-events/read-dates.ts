import type { ParsedComponents, ParsedResult } from 'chrono-node';
import * as chrono from 'chrono-node/en';
import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../types.ts';

/** Days that a sentence names. */
export interface DateMention {
  /** YYYY-MM-DD; null when no single day is meant: `last week`, `in February`. */
  readonly start: string | null;
  /** The last day when it is another one. */
  readonly end: string | null;
  /** `explicit`: month and day stand there; `relative`: counted from the day of the post; `rough`: a week, a month, a year. */
  readonly certainty: 'explicit' | 'relative' | 'rough';
  /** The words, and where they stand in the sentence. */
  readonly words: string;
  readonly at: number;
}

/** A week is meant as a whole, but not in "this time next week". */
const THIS_TIME = /\bthis time $/i;
/** Not what a reader takes for the date of an event. */
const NO_DAY = /^(?:now|right now|today)$|\b(?:second|minute|hour|sec|min|hr)s?\b/i;
/** `he sat`, `we may`: months and days of the week have a capital. */
const LOWER_CASE =
  /\b(?:mon|tue|wed|thu|fri|sat|sun|jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec|march|[a-z]+day)\b(?<!today|yesterday|day)/;
const HANGING = /^ (?:before|after|of|prior|following)\b/;
const PAST = /\b(?:was|were|had|did|took|held|gave|\p{L}+ed)\b/u;

/**
 * The dates of a sentence relative to the instant at which its post was published, in order. A day without a year
 * is the nearest one. Times of day alone are none. O(sentence).
 */
export function readDates(sentence: string, published: Instant): DateMention[] {
  // The library knows a hyphen only; one character for one keeps the places.
  const plain = sentence.replace(/[–—]/g, '-').replace(/\u00a0/g, ' ');
  const reference = { instant: new Date(published), timezone: 0 };
  return chrono.parse(plain, reference).flatMap((found) => {
    const { text, index } = found;
    const date = judge(found, plain, published);
    if (date === null) return [];
    return [{ ...date, words: sentence.slice(index, index + text.length), at: index }];
  });
}

function judge(
  { start, end, text, index }: ParsedResult,
  sentence: string,
  published: Instant,
): Omit<DateMention, 'words' | 'at'> | null {
  const [day, weekday] = [start.isCertain('day'), start.isCertain('weekday')];
  const isCalendar = day || weekday || start.isCertain('month') || start.isCertain('year');
  if (!isCalendar || NO_DAY.test(text) || LOWER_CASE.test(text)) return null;
  const rough = { start: null, end: null, certainty: 'rough' } as const;
  const isRelative = [...start.tags()].some((tag) => /relativeDate|casualReference/.test(tag));
  const isSpan = isRelative && /\b(?:week|month|year|quarter|days)s?\b/i.test(text);
  if (isSpan && !THIS_TIME.test(sentence.slice(0, index))) return rough;
  if (!day && !weekday) return rough;
  // "The Sunday before the summit" hangs on another day.
  if (!day && HANGING.test(sentence.slice(index + text.length))) return rough;
  const first = dayOf(start);
  const last = end ? dayOf(end) : first;
  const isExplicit = day && start.isCertain('month') && !isRelative;
  const isAhead = !isExplicit && weekday && !/\bnext\b/i.test(text) && first > published.slice(0, 10);
  const shift = { weeks: isAhead && PAST.test(sentence) ? 1 : 0 };
  const back = (date: string) => Temporal.PlainDate.from(date).subtract(shift).toString();
  return {
    start: back(first),
    end: last > first ? back(last) : null,
    certainty: isExplicit ? 'explicit' : 'relative',
  };
}

function dayOf(date: ParsedComponents): string {
  const pad = (number: number | null, digits: number) => String(number ?? 0).padStart(digits, '0');
  return `${pad(date.get('year'), 4)}-${pad(date.get('month'), 2)}-${pad(date.get('day'), 2)}`;
}
