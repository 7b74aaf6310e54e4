import type { EventInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import { sortByNearness } from './find-events.ts';
import { LEAST_NAMED, measureNaming, speaksOfAnotherYear } from './names-event.ts';
import { readEventQuestion } from './read-event-question.ts';
import type { Excerpt } from './types.ts';

/**
 * The events that a question on something else touches, by its best quotes: "at what time does the panel
 * begin in Melbourne?" is answered by a post on the day in Melbourne. An event is linked when the question
 * asks for a time or place and has a word of its place, and the first quote is from a post that it names as
 * its source, or names the event itself. O(events).
 */
export function linkEvents(
  question: string,
  excerpts: readonly Excerpt[],
  index: Index,
  today: string,
): EventInfo[] {
  const [first] = excerpts;
  const asked = readEventQuestion(question, today);
  if (first === undefined || asked.intent !== 'when-where') return [];
  const linked = index.events.filter((event) => {
    const city = termsOf((event.place ?? '').split(',')[0] ?? '');
    if (city.length === 0 || !city.every((term) => asked.terms.includes(term))) return false;
    return event.sources.includes(first.post.id) || isNamedBy(first, event, index);
  });
  return sortByNearness(linked, today).slice(0, 1);
}

/** Of quotes chosen for their words, those that speak of one of the events. */
export function keepNaming(
  excerpts: readonly Excerpt[],
  events: readonly EventInfo[],
  index: Index,
): Excerpt[] {
  return excerpts.filter((excerpt) => events.some((event) => isNamedBy(excerpt, event, index)));
}

function isNamedBy({ quote }: Excerpt, event: EventInfo, index: Index): boolean {
  if (speaksOfAnotherYear(quote, event)) return false;
  return measureNaming(event, index)(new Set(termsOf(quote))) >= LEAST_NAMED;
}
