import type { EventInfo } from '../../indexer/build-index.ts';
import { eventDays } from '../../indexer/event-days.ts';
import { lastOccurrence, listOccurrences } from '../../indexer/list-occurrences.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import { type EventQuestion, readEventQuestion } from './read-event-question.ts';

const MOST_EVENTS = 5;
/** An event's words must carry this share of the weight of the words asked for … */
const LEAST_SHARE = 0.6;
/** … or nearly all, where the question only mentions what may be an event. */
const LEAST_SHARE_OF_MENTION = 0.95;
/** For questions beyond the calendar's end. */
const FAR_FUTURE = '9999-12-31';

/**
 * The events that a question about events asks for, by words (name, place, tags, kind), days, direction,
 * online or not; coming ones nearest first, then those without a date, then past ones latest first. A
 * recurring event stands with the start and end of the time that is meant. A cancelled event never is the
 * next one alone: the one that will be held follows it. None for other questions. O(events).
 */
export function findEvents(question: string, events: readonly EventInfo[], today: string): EventInfo[] {
  const asked = readEventQuestion(question, today);
  if (asked.intent === 'none' || (asked.terms.length === 0 && asked.intent !== 'events')) return [];
  const named = chooseNamed(asked, events);
  const held = besideAnchor(named, asked, events).flatMap((event) => timesOf(event, asked, today));
  const sorted = sortByNearness(inDirection(held, asked, today), today);
  return (
    (asked.span === null ? sorted : sortByDay(sorted))
      .filter(({ online }) => asked.online === null || (online ?? false) === asked.online)
      // "Is the summit cancelled?" wants to know of the summit, whatever became of it.
      .filter(({ status }) => asked.status === null || asked.terms.length > 0 || status === asked.status)
      .slice(0, MOST_EVENTS)
      .filter((_, index, sorted) => !asked.wantsOne || sorted.slice(0, index).every(isCancelled))
  );
}

/** Its last day, YYYY-MM-DD in its own zone; `null` while no date is announced. */
function lastDay(event: EventInfo): string | null {
  return eventDays(event)?.last ?? null;
}

/** Is it over? An event without a date is, when its name holds a year that is. */
export function isPast(event: EventInfo, today: string): boolean {
  const last = lastDay(event);
  if (last !== null) return last < today;
  const year = /\b(?:19|20)\d\d\b/.exec(event.name)?.[0];
  return year !== undefined && year < today.slice(0, 4);
}

/** By nearness to today: coming, undated, past. */
export function sortByNearness(events: readonly EventInfo[], today: string): EventInfo[] {
  const rank = (event: EventInfo) => (isPast(event, today) ? 2 : event.start === null ? 1 : 0);
  return [...events].sort((a, b) => {
    const order = rank(a) - rank(b);
    if (order !== 0) return order;
    const [first, second] = [eventDays(a)?.first ?? '', eventDays(b)?.first ?? ''];
    const byDay = first < second ? -1 : first > second ? 1 : 0;
    return (rank(a) === 2 ? -byDay : byDay) || (a.id < b.id ? -1 : 1);
  });
}

/** In the order of a calendar; those without a date last. */
export function sortByDay(events: readonly EventInfo[]): EventInfo[] {
  const dayOf = (event: EventInfo) => eventDays(event)?.first ?? FAR_FUTURE;
  return [...events].sort((a, b) => (dayOf(a) < dayOf(b) ? -1 : dayOf(a) > dayOf(b) ? 1 : 0));
}

/** Those that fit the words best. A word that few events have weighs more; one that none has, most. */
function chooseNamed(
  { terms, intent }: Pick<EventQuestion, 'terms' | 'intent'>,
  events: readonly EventInfo[],
): readonly EventInfo[] {
  if (terms.length === 0) return events;
  const words = wordsOf(events);
  const frequency = (term: string) => words.filter((known) => known.has(term)).length;
  const weights = new Map(
    terms.map((term) => [term, Math.log(1 + events.length / (frequency(term) || 0.5))]),
  );
  const weigh = (list: readonly string[]) => list.reduce((sum, term) => sum + (weights.get(term) ?? 0), 0);
  const isTelling = (term: string) => frequency(term) <= events.length / 2 || events.length < 3;
  const shares = words.map((known) => {
    const met = terms.filter((term) => known.has(term));
    return intent !== 'events' && !met.some(isTelling) ? 0 : weigh(met) / weigh(terms);
  });
  const least = intent === 'mention' ? LEAST_SHARE_OF_MENTION : LEAST_SHARE;
  const best = Math.max(...shares);
  return events.filter((_, index) => (shares[index] ?? 0) >= Math.max(least, best));
}

/** Those after or before the event that a question tells them by; all when that is unknown or has no date. */
function besideAnchor(
  named: readonly EventInfo[],
  { anchor, terms, intent }: EventQuestion,
  events: readonly EventInfo[],
): readonly EventInfo[] {
  if (anchor === null) return named;
  const days = chooseNamed({ terms: [...terms, ...anchor.terms], intent }, events)
    .map(eventDays)
    .find((found) => found !== null);
  if (days === undefined || days === null) return named;
  return named.filter((event) => {
    const own = eventDays(event);
    return own !== null && (anchor.side === 'after' ? own.first > days.last : own.last < days.first);
  });
}

/** The words of each event; read once, since a calendar is asked often. */
function wordsOf(events: readonly EventInfo[]): readonly ReadonlySet<string>[] {
  const known = wordsOfCalendar.get(events);
  if (known !== undefined) return known;
  const words = events.map(
    ({ name, place, tags, kind, timezone }) =>
      new Set(termsOf([name, place ?? '', kind ?? '', continentOf(timezone), ...tags].join('\n'))),
  );
  wordsOfCalendar.set(events, words);
  return words;
}

const wordsOfCalendar = new WeakMap<readonly EventInfo[], readonly ReadonlySet<string>[]>();

/** `Australia/Sydney` is in Australia. */
function continentOf(timezone: string | null): string {
  const [continent = '', city] = timezone?.split('/') ?? [];
  return city === undefined || continent === 'Etc' ? '' : continent;
}

/** The times of an event that a question may mean. */
function timesOf(event: EventInfo, { span, direction, tense }: EventQuestion, today: string): EventInfo[] {
  if (span !== null) {
    // A year in a name is no year that is asked for.
    if (span.isBareYear && event.name.includes(span.words)) return [event];
    // The first time is enough: a daily meeting would hide all else.
    return listOccurrences(event, span.from ?? '0001-01-01', span.to ?? FAR_FUTURE, 1);
  }
  if (event.rrule === null) return [event];
  const coming = listOccurrences(event, today, FAR_FUTURE, 1);
  const last = lastOccurrence(event, today);
  const past = last === null ? [] : [last];
  if ((direction ?? tense) === 'past') return past.length > 0 ? past : coming;
  return coming.length > 0 ? coming : past;
}

/** A direction is kept; the tense of the verb only when that leaves something. */
function inDirection(
  events: readonly EventInfo[],
  { direction, tense, span }: EventQuestion,
  today: string,
): readonly EventInfo[] {
  const fits = (wanted: 'coming' | 'past') =>
    events.filter((event) => isPast(event, today) === (wanted === 'past'));
  if (direction !== null) return fits(direction);
  if (tense === null || span !== null) return events;
  const fitting = fits(tense);
  return fitting.length > 0 ? fitting : events;
}

function isCancelled({ status }: EventInfo): boolean {
  return status === 'cancelled';
}
