import type { EventInfo } from '../../indexer/build-index.ts';
import { eventDays } from '../../indexer/event-days.ts';
import type { Index } from '../../indexer/open-index.ts';
import { fold, termsOf } from '../../indexer/text-pipeline.ts';
import type { Passage, PostId, Sentence } from '../../indexer/types.ts';
import { LEAST_NAMED, measureNaming, speaksOfAnotherYear } from './names-event.ts';
import type { Excerpt } from './types.ts';

/** Passages that are read for an event, beside those of the posts that it names. */
const CANDIDATES = 40;
/** Events that are given a quote; beyond them an answer is a list. */
const MOST_QUOTED = 3;
/** Less of the name is enough in a sentence that gives the day. */
const LEAST_NAMED_WITH_DAY = 0.25;
/** What counts beside the name. */
const WEIGHTS = { day: 0.7, relative: 0.3, place: 0.35, question: 0.2 } as const;
const HIGHEST = 1 + WEIGHTS.day + WEIGHTS.place + WEIGHTS.question;

const MONTHS = 'january february march april may june july august september october november december'.split(
  ' ',
);
/** A day told from the day of writing. */
const RELATIVE =
  /\b(?:today|tomorrow|yesterday|(?:this|next|last|past|coming) (?:time next )?(?:week|month|monday|tuesday|wednesday|thursday|friday|saturday|sunday)|(?:day|week|month)s? (?:away|ago|after|before|from now)|in (?:an?|one|two|three|\d+) (?:day|week)s?)\b/;

/** For an event whose day is not known: whatever looks like one. */
const ANY_DAY = new RegExp(
  `\\b(?:${MONTHS.join('|')}) \\d{1,2}\\b|\\b\\d{1,2} (?:${MONTHS.join('|')})\\b|\\b\\d{4}-\\d\\d-\\d\\d\\b`,
);

/** What a sentence is compared with. */
export type QuotableEvent = Pick<EventInfo, 'name' | 'place' | 'start' | 'end' | 'timezone' | 'sources'>;

interface Candidate {
  readonly passage: Passage;
  readonly sentence: Sentence;
  readonly tellsDay: boolean;
  readonly tellsPlace: boolean;
  readonly score: number;
}

/**
 * The sentences of posts that say when and where these events are, in the order of the events: the one that
 * tells most of each, and for a single event also the one that gives its place when the first does not. None
 * where no post speaks of an event. O(words of the passages near the events' names).
 */
export function quoteEvents(
  events: readonly QuotableEvent[],
  asked: ReadonlySet<string>,
  index: Index,
): Excerpt[] {
  const quotes: Excerpt[] = [];
  for (const event of events.slice(0, MOST_QUOTED)) {
    const found = readSentences(event, asked, index);
    const first = found[0];
    if (first === undefined) continue;
    const withPlace = first.tellsPlace ? undefined : found.find(({ tellsPlace }) => tellsPlace);
    const chosen = events.length === 1 && withPlace !== undefined ? [first, withPlace] : [first];
    for (const candidate of chosen) {
      const excerpt = toExcerpt(candidate, index);
      if (!quotes.some(({ quote }) => quote === excerpt.quote)) quotes.push(excerpt);
    }
  }
  return quotes;
}

/** Best first; ties in the order of the posts. */
function readSentences(event: QuotableEvent, asked: ReadonlySet<string>, index: Index): Candidate[] {
  const city = new Set(termsOf((event.place ?? '').split(',')[0] ?? ''));
  const name = termsOf(event.name);
  const clauses = [...new Set([...name, ...city])].map((term) => ({ term, boost: 1 }));
  const passages = new Set([
    ...index.search(clauses, CANDIDATES).map(({ passage }) => passage),
    ...event.sources.flatMap((id) => index.passagesOf(id as PostId)),
  ]);
  const numbers = new Map(name.map((term) => [index.termNumber(term), term]));
  const measure = measureNaming(event, index);
  const days = eventDays(event);
  const found: Candidate[] = [];
  for (const number of [...passages].sort((a, b) => a - b)) {
    // What a sentence names is told by its terms: the text of most passages is not read.
    for (const [place, held] of index.termsOfPassage(number).sentences.entries()) {
      const named = measure(new Set(held.flatMap((term) => numbers.get(term) ?? [])));
      if (named < LEAST_NAMED_WITH_DAY) continue;
      const passage = index.passages[number] as Passage;
      const sentence = passage.sentences[place];
      if (sentence === undefined || sentence.kind === 'code') continue;
      const text = passage.text.slice(sentence.start, sentence.end);
      const folded = fold(text);
      const tellsDay = days === null ? ANY_DAY.test(folded) : namesDay(folded, days.first);
      if (named < (tellsDay ? LEAST_NAMED_WITH_DAY : LEAST_NAMED)) continue;
      if (speaksOfAnotherYear(text, event)) continue;
      const terms = new Set(termsOf(text));
      const tellsPlace = city.size > 0 && [...city].every((term) => terms.has(term));
      const shared = [...asked].filter((term) => terms.has(term)).length / Math.max(1, asked.size);
      const score =
        named +
        (tellsDay ? WEIGHTS.day : RELATIVE.test(folded) ? WEIGHTS.relative : 0) +
        (tellsPlace ? WEIGHTS.place : 0) +
        shared * WEIGHTS.question;
      found.push({ passage, sentence, tellsDay, tellsPlace, score });
    }
  }
  return found.sort((a, b) => b.score - a.score);
}

/** `september 7-8`, `7th of september`, `sept. 7`, `2017-09-07` for 2017-09-07. */
function namesDay(text: string, first: string): boolean {
  if (text.includes(first)) return true;
  const month = MONTHS[Number(first.slice(5, 7)) - 1] ?? '';
  const name = `(?:${month}|${month.slice(0, 3)}t?\\.?)`;
  const day = `0?${Number(first.slice(8))}(?:st|nd|rd|th)?`;
  return new RegExp(`\\b(?:${name} ${day}|${day}(?: of)? ${name})(?!\\d)`).test(text);
}

function toExcerpt({ passage, sentence, score }: Candidate, index: Index): Excerpt {
  return {
    quote: passage.text.slice(sentence.start, sentence.end),
    kind: sentence.kind,
    post: index.post(passage.post),
    heading: passage.heading,
    lines: [sentence.firstLine, sentence.lastLine],
    score: Math.round(Math.min(1, score / HIGHEST) * 1000) / 1000,
  };
}
