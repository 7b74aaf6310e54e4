import type { EventInfo } from '../../indexer/build-index.ts';
import { lastOccurrence, listOccurrences } from '../../indexer/list-occurrences.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import type { EventStatus } from '../../indexer/types.ts';
import { findEvents, isPast, sortByDay, sortByNearness } from './find-events.ts';

/** What a list of events is narrowed to; what is left out narrows nothing. */
export interface EventFilters {
  /** Words that name, place, tags or kind hold, all of them. */
  readonly words?: string;
  /** Days, YYYY-MM-DD, inclusive; with one of them past events are listed too. */
  readonly since?: string;
  readonly until?: string;
  readonly place?: string;
  readonly tag?: string;
  readonly kind?: string;
  readonly online?: boolean;
  readonly status?: EventStatus;
  /** Only the past ones, instead of those that are to come or have no date. */
  readonly past?: boolean;
  /** Both. */
  readonly all?: boolean;
}

/** Times of one recurring event between two days. */
const MOST_TIMES = 100;
const FAR_FUTURE = '9999-12-31';

/**
 * The events of a calendar that pass the filters, coming ones nearest first, then undated ones, then past
 * ones. A recurring event stands with its next time, or its last when it is over. Between two days the order
 * is that of a calendar, and a recurring event stands with each of its times. O(events).
 */
export function listEvents(events: readonly EventInfo[], filters: EventFilters, today: string): EventInfo[] {
  const { since, until, past = false, all = false } = filters;
  const isBounded = since !== undefined || until !== undefined;
  const held = events
    .filter((event) => passes(event, filters))
    .flatMap((event) => {
      if (isBounded) return listOccurrences(event, since ?? '0001-01-01', until ?? FAR_FUTURE, MOST_TIMES);
      return event.rrule === null ? [event] : [timeNear(event, today, past)];
    });
  if (isBounded) return sortByDay(held);
  return sortByNearness(all ? held : held.filter((event) => isPast(event, today) === past), today);
}

/**
 * The events for `when` (words as in a question: `September`, `next week`, `Sydney`) that pass the filters; without
 * words as `listEvents` has them. O(events).
 */
export function chooseEvents(
  events: readonly EventInfo[],
  when: string,
  filters: EventFilters,
  today: string,
): EventInfo[] {
  if (when === '') return listEvents(events, filters, today);
  const { past, ...others } = filters;
  const passing = events.filter((event) => passes(event, others));
  return findEvents(`${past ? 'past ' : ''}events in ${when}`, passing, today);
}

/** The next time, or the last; the other when there is none. */
function timeNear(event: EventInfo, today: string, past: boolean): EventInfo {
  const next = listOccurrences(event, today, FAR_FUTURE, 1)[0];
  const last = lastOccurrence(event, today);
  return (past ? (last ?? next) : (next ?? last)) ?? event;
}

/** Does an event pass the filters that look at no day? */
function passes(event: EventInfo, { words, place, tag, kind, online, status }: EventFilters): boolean {
  const { name, tags } = event;
  return (
    holds([name, event.place ?? '', event.kind ?? '', ...tags].join('\n'), words) &&
    holds(event.place ?? '', place) &&
    holds(event.kind ?? '', kind) &&
    (tag === undefined || tags.some((own) => holds(own, tag))) &&
    (online === undefined || (event.online ?? false) === online) &&
    (status === undefined || event.status === status)
  );
}

function holds(text: string, words: string | undefined): boolean {
  if (words === undefined) return true;
  const known = new Set(termsOf(text));
  return termsOf(words).every((term) => known.has(term));
}
