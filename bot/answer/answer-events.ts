import type { EventInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { findEvents } from './find-events.ts';
import { keepNaming, linkEvents } from './link-events.ts';
import { quoteEvents } from './quote-events.ts';
import { type EventQuestion, readEventQuestion } from './read-event-question.ts';
import type { Excerpt } from './types.ts';

/**
 * The part of an answer that the calendar gives: events, and all excerpts in their order. `chosen` are the
 * excerpts that the question's words found. A question for events is answered by what the posts say of
 * their time and place, and of the chosen ones only those that speak of these events are kept: a quote on
 * another gathering would mislead. To a question that merely names an event, its quotes are added behind.
 */
export function answerEvents(
  question: string,
  terms: ReadonlySet<string>,
  chosen: readonly Excerpt[],
  index: Index,
  today: string,
): { events: readonly EventInfo[]; excerpts: readonly Excerpt[] } {
  const events = findEvents(question, index.events, today);
  const asked = readEventQuestion(question, today);
  // The calendar knows of none, and no other words were asked for: whatever was found is about something else.
  const isAnswered = asked.intent === 'events' && asked.terms.length === 0 && index.events.length > 0;
  if (events.length === 0 && isAnswered) return { events, excerpts: [] };
  if (events.length === 0) {
    const linked = linkEvents(question, chosen, index, today);
    const isUnfiled = linked.length === 0 && chosen.length > 0;
    return {
      events: linked,
      excerpts: isUnfiled ? leadWith(quoteUnfiled(asked, terms, index), chosen) : chosen,
    };
  }
  const quotes = quoteEvents(events, terms, index);
  const excerpts =
    asked.intent === 'mention' ? join(chosen, quotes) : join(quotes, keepNaming(chosen, events, index));
  return { events, excerpts };
}

/** Of an event that is not on file, the sentence that names it with a day or a place. */
function quoteUnfiled({ intent, named }: EventQuestion, terms: ReadonlySet<string>, index: Index): Excerpt[] {
  if (named === '' || intent === 'none' || intent === 'mention') return [];
  const unfiled = { name: named, place: null, start: null, end: null, timezone: null, sources: [] };
  return quoteEvents([unfiled], terms, index).slice(0, 1);
}

/** Puts first what says it: the quote, or the longer one that holds it. */
function leadWith([quote]: readonly Excerpt[], chosen: readonly Excerpt[]): readonly Excerpt[] {
  if (quote === undefined) return chosen;
  const first = chosen.find((other) => other.quote.includes(quote.quote)) ?? quote;
  return [first, ...chosen.filter((other) => other !== first)];
}

/** None of the second that says what one of the first says already. */
function join(first: readonly Excerpt[], second: readonly Excerpt[]): Excerpt[] {
  const isSaid = ({ quote }: Excerpt) =>
    first.some((other) => quote.includes(other.quote) || other.quote.includes(quote));
  return [...first, ...second.filter((excerpt) => !isSaid(excerpt))];
}
