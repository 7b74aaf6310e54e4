import type { EventInfo } from '../../indexer/build-index.ts';
import { fold, termsOf } from '../../indexer/text-pipeline.ts';
import { FUNCTION_WORDS, kindOf, LIGHT_WORDS } from './question-words.ts';

const MOST_EVENTS = 5;
/** An event's name, place and tags must hold this share of the words asked for. */
const LEAST_SHARE = 0.6;

const EVENT_WORDS =
  /\b(?:events?|conferences?|summits?|meetups?|meetings?|gatherings?|hackathons?|calendar)\b/;
/** Said of any event, so that they tell none apart. */
const GENERAL_WORDS = new Set(
  'event events held take taking took place places date dates upcoming coming future past previous recent since'.split(
    ' ',
  ),
);
const COMING = /\b(?:next|upcoming|coming|future|soon)\b/;
const PAST = /\b(?:last|past|previous|recent)\b/;
const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);

/**
 * The events that a question about events asks for: by words of name, place and tags, by month and
 * year, coming ones nearest first, past ones latest first. None for other questions. O(events).
 */
export function findEvents(question: string, events: readonly EventInfo[], today: string): EventInfo[] {
  const text = fold(question);
  const kind = kindOf(text.trim());
  const asksForEvents = EVENT_WORDS.test(text);
  if (!asksForEvents && kind !== 'when' && kind !== 'where') return [];

  const months = MONTHS.filter((month) =>
    new RegExp(`\\b(?:in|during|of|this) ${month}\\b|\\b${month} (?:19|20)\\d\\d`).test(text),
  );
  const years = text.match(/\b(?:19|20)\d\d\b/g) ?? [];
  const asked = contentTerms(text, [...months, ...years]);
  if (asked.length === 0 && !asksForEvents) return [];

  // An event without a date is one that is still to come.
  const isPast = (event: EventInfo) => (lastDay(event) ?? today) < today;
  return events
    .filter((event) => matches(event, asked))
    .filter(
      (event) => months.length === 0 || months.some((month) => coversMonth(event, MONTHS.indexOf(month) + 1)),
    )
    .filter((event) => years.length === 0 || years.some((year) => event.start?.startsWith(year)))
    .filter((event) => !(COMING.test(text) && isPast(event)) && !(PAST.test(text) && !isPast(event)))
    .sort((a, b) => nearness(a, today) - nearness(b, today) || (a.id < b.id ? -1 : 1))
    .slice(0, COMING.test(text) && asked.length > 0 ? 1 : MOST_EVENTS);
}

function contentTerms(text: string, dates: readonly string[]): string[] {
  const words = text
    .split(/[^\p{L}\p{N}'-]+/u)
    .map((word) => word.replaceAll("'", ''))
    .filter((word) => word !== '' && !dates.includes(word))
    .filter((word) => !FUNCTION_WORDS.has(word) && !LIGHT_WORDS.has(word) && !GENERAL_WORDS.has(word));
  return [...new Set(termsOf(words.join(' ')))];
}

function matches(event: EventInfo, asked: readonly string[]): boolean {
  if (asked.length === 0) return true;
  const terms = new Set(termsOf([event.name, event.place ?? '', event.tags.join(' ')].join('\n')));
  return asked.filter((term) => terms.has(term)).length >= LEAST_SHARE * asked.length;
}

/** Its last day, YYYY-MM-DD; `null` while no date is announced. */
export function lastDay(event: EventInfo): string | null {
  return (event.end ?? event.start)?.slice(0, 10) ?? null;
}

/** Is a day of the event in this month (1 to 12), of whatever year? */
function coversMonth(event: EventInfo, month: number): boolean {
  if (event.start === null) return false;
  const first = Number(event.start.slice(5, 7));
  const last = Number(lastDay(event)?.slice(5, 7));
  return first <= last ? first <= month && month <= last : month >= first || month <= last;
}

/** Days from today to a coming event; then those without a date, then the past ones, the latest first. */
function nearness(event: EventInfo, today: string): number {
  const last = lastDay(event);
  if (event.start === null || last === null) return 1_000_000;
  const days = (Date.parse(event.start.slice(0, 10)) - Date.parse(today)) / 86_400_000;
  return last < today ? 2_000_000 - days : Math.max(0, days);
}
