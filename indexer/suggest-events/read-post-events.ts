import type { Instant, Passage, PostId, Sentence } from '../types.ts';
import type { PostInfo } from '../build-index.ts';
import { findMentions, type Mention } from './find-mentions.ts';
import type { Names } from './learn-names.ts';
import { type DateMention, readDates } from './read-dates.ts';

/** The words of a post on which a suggestion rests. */
export interface Evidence {
  readonly post: PostId;
  readonly published: Instant;
  readonly quote: string;
  /** 1-based lines of the post's file, inclusive. */
  readonly lines: readonly [number, number];
}

/** An event that one sentence names, with the day that it gives. */
export interface Sighting extends Mention {
  readonly date: DateMention | null;
  readonly evidence: Evidence;
}

/** No prose has longer sentences; the patterns would take their time on one. */
const LONGEST_SENTENCE = 1_500;
/** Titles, in the words of a feed's footer. */
const FOOTER = /^The post .{0,400} appeared first on /;
/** `Steve: We meet tomorrow.` is counted from the day of the talk, not of the post. */
const SPEECH = /^\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)?: /u;
/** `meetings, held at the beginning of the recent` Summit: that one is where the first is held. */
const WITHIN = /^,?(?: \p{L}+){0,5} (?:at|during|of|within)(?: the)?(?: \p{L}+){0,2} $/u;
/** A venue: `at Fenway Park`. */
const VENUE =
  /^(?: (?:held|was|is|took place))* (?:at|in) (?:the )?(\p{Lu}[\p{L}'’]+(?: \p{Lu}[\p{L}'’]+)*)/u;

const IN_PLACE =
  /(?:\b[Ii]n |^)(\p{Lu}[\p{L}'’]+(?: \p{Lu}[\p{L}'’]+)*)(?:, (\p{Lu}\p{L}+(?: \p{Lu}\p{L}+)*))?/gu;

/** The events that the sentences of one post name, in order. O(text). */
export function readPostEvents(post: PostInfo, passages: readonly Passage[], names: Names): Sighting[] {
  // What a post on an event tells of meetings and sessions was at that event.
  const around = findMentions(post.title, names).find(({ place }) => place !== null)?.place ?? null;
  return passages.flatMap((passage) => {
    let isSpeech = false;
    let block = -1;
    return passage.sentences.flatMap((sentence) => {
      if (sentence.kind === 'code') return [];
      const text = passage.text.slice(sentence.start, sentence.end);
      // A speaker goes on to the end of the paragraph.
      if (sentence.block !== block) isSpeech = false;
      block = sentence.block;
      isSpeech ||= SPEECH.test(text);
      return text.length > LONGEST_SENTENCE || FOOTER.test(text)
        ? []
        : readSentence(text, sentence, post, isSpeech, names).map((sighting) =>
            sighting.isProper ? sighting : { ...sighting, place: sighting.place ?? around },
          );
    });
  });
}

function readSentence(
  text: string,
  { firstLine, lastLine }: Sentence,
  { id, published }: PostInfo,
  isSpeech: boolean,
  names: Names,
): Sighting[] {
  const mentions = joinPairs(text, findMentions(text, names));
  if (mentions.length === 0) return [];
  const evidence = { post: id, published, quote: text, lines: [firstLine, lastLine] } as const;
  const dates = readDates(text, published);
  const datedBy = shareDates(text, mentions, dates);
  return mentions.flatMap((mention, index) => {
    const next = mentions[index + 1];
    const isWithin = next !== undefined && WITHIN.test(text.slice(mention.end, next.at));
    const venue = VENUE.exec(text.slice(mention.end))?.[1] ?? null;
    const date = datedBy.get(mention) ?? null;
    const isPlaced = isWithin || venue !== null;
    const isDated = date !== null && date.certainty !== 'rough';
    const isOpen = mention.isRecurring && INVITES.test(text);
    if (!mention.isProper && !isOpen && !isDated && !isPlaced) return [];
    const place =
      mention.place ??
      (isWithin ? next.place : mention.isProper ? placeBeside(text, mentions, index, names) : venue);
    const isCounted = date?.certainty === 'relative' && isSpeech;
    return [{ ...mention, place, date: isCounted ? { ...date, start: null, end: null } : date, evidence }];
  });
}

/** A regular meeting that a reader can go to. */
const INVITES = /\b(?:join|attend|come to|welcome)\b|(?<!\S)#\p{L}|\d{1,2}:?\d\d ?(?:UTC|GMT)/iu;

/** The day is of something that is done about the event, not of the event. */
const OTHER_DAY =
  /\b(?:announc|releas|publish|post(?:ed|s)\b|launch|regist|deadline|clos|submi|proposals?\b|early bird|cfp\b|tickets?\b|by$|until$|before$|before the\b|after the\b|weeks? before\b)/i;
/** Characters between an event and its day. */
const FARTHEST_AFTER = 100;
const FARTHEST_BEFORE = 45;

/** Does the day stand near enough, with nothing between that it could be the day of? */
function isDayOf(text: string, mention: Mention, { at, words }: DateMention): boolean {
  if (at >= mention.at) {
    const between = text.slice(mention.end, at).trim();
    return (
      between.length <= FARTHEST_AFTER &&
      !OTHER_DAY.test(between) &&
      !OTHER_DAY.test(text.slice(0, mention.at).slice(-40))
    );
  }
  const between = text.slice(at + words.length, mention.at);
  return (
    between.length <= FARTHEST_BEFORE &&
    !OTHER_DAY.test(between) &&
    !OTHER_DAY.test(text.slice(0, at).slice(-40))
  );
}

/** Each date belongs to the nearest mention before it, past those within which that one is held; else to the first. */
function shareDates(
  text: string,
  mentions: readonly Mention[],
  dates: readonly DateMention[],
): Map<Mention, DateMention> {
  const shared = new Map<Mention, DateMention>();
  const strength = { explicit: 0, relative: 1, rough: 2 };
  for (const date of [...dates].sort((a, b) => strength[a.certainty] - strength[b.certainty])) {
    let index = Math.max(
      0,
      mentions.findLastIndex(({ at }) => at <= date.at),
    );
    const isPartOf = (at: number) =>
      WITHIN.test(text.slice(mentions[at - 1]?.end ?? 0, mentions[at]?.at ?? 0));
    while (index > 0 && isPartOf(index)) index--;
    const mention = mentions[index];
    if (mention === undefined || shared.has(mention) || !isDayOf(text, mention, date)) continue;
    shared.set(mention, date);
  }
  return shared;
}

/** `the EGI Conference 2017 and the INDIGO Summit 2017`, held together, are one event. */
function joinPairs(text: string, mentions: readonly Mention[]): Mention[] {
  const joined: Mention[] = [];
  for (const mention of mentions) {
    const former = joined.at(-1);
    const isPair =
      former?.isProper &&
      mention.isProper &&
      former.year !== null &&
      former.year === mention.year &&
      /^ and (?:the )?$/.test(text.slice(former.end, mention.at));
    if (former === undefined || !isPair) joined.push(mention);
    else {
      const written = `${former.written} ${former.year} and ${mention.written}`;
      const words = [...new Set([...former.words, ...mention.words])];
      const place = former.place ?? mention.place;
      joined[joined.length - 1] = { ...former, written, words, place, end: mention.end };
    }
  }
  return joined;
}

/** `OpenDev … in San Francisco`, `In Boston, MA you can attend …`: a place with no other event between. */
function placeBeside(
  text: string,
  mentions: readonly Mention[],
  index: number,
  { places, regions }: Names,
): string | null {
  const mention = mentions[index];
  const after = text.slice(mention?.end, mentions[index + 1]?.at);
  const before = text.slice(mentions[index - 1]?.end ?? 0, mention?.at);
  for (const part of [after, before]) {
    for (const [, city = '', region] of part.matchAll(IN_PLACE)) {
      if (!places.has(city.toLowerCase())) continue;
      return region !== undefined && regions.has(region.toLowerCase()) ? `${city}, ${region}` : city;
    }
  }
  return null;
}
