import type { EventInfo } from '../../indexer/build-index.ts';
import { listOccurrences } from '../../indexer/list-occurrences.ts';

/** For each event the spans that were asked for last; who looks every few seconds asks for the same ones all day. */
const known = new WeakMap<EventInfo, Map<string, readonly EventInfo[]>>();
const MOST_SPANS = 4;
/** Of one event in a span. */
const MOST_TIMES = 50;

/** The times of an event that touch the days `from` to `to` (YYYY-MM-DD in its zone), reckoned once a span: a rule takes milliseconds. */
export function timesBetween(event: EventInfo, from: string, to: string): readonly EventInfo[] {
  const spans = known.get(event) ?? new Map<string, readonly EventInfo[]>();
  known.set(event, spans);
  const span = `${from} ${to}`;
  const times = spans.get(span) ?? listOccurrences(event, from, to, MOST_TIMES);
  if (spans.size >= MOST_SPANS) spans.clear();
  spans.set(span, times);
  return times;
}
