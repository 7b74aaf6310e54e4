import type { Names } from './learn-names.ts';
import {
  CALLED,
  ENDING,
  ORGANIZED,
  PLACE_FIRST,
  PLAIN,
  RARE_PLAIN,
  REGULARLY,
  VISIT,
  YEAR,
  properPattern,
} from './mention-patterns.ts';

/** An event as a sentence names it. */
export interface Mention {
  /** Words of its name without place and year, in order: `openstack`, `summit`; the last says what it is. */
  readonly words: readonly string[];
  /** As it is written, without what stands before and after. */
  readonly written: string;
  readonly place: string | null;
  /** Whether the place stands within the name: `Summit Boston`, not `Summit … in Boston`. */
  readonly isNamedByPlace: boolean;
  readonly year: string | null;
  readonly kind: string;
  /** Proper: it has a name of its own. Plain: `StackCity party`, which only counts with a time or place beside it. */
  readonly isProper: boolean;
  /** Held again and again. */
  readonly isRecurring: boolean;
  readonly at: number;
  readonly end: number;
}

/** Words that may stand with a capital before a name, and are no part of it. */
const NO_NAME = new Set(
  (
    'the a an this that these those our their its his her your my at in on for from to of and or but by with about after before ' +
    'during since until when while where what how why who if so as just also here there last next first second third recent new ' +
    'previous upcoming annual yearly recently attending surprising introducing announcing presenting planning welcome join see ' +
    'post posts recap video watch read more no not some any all each every another other most many wouldn i we you he she they it ' +
    'january february march april may june july august september october november december monday tuesday wednesday thursday ' +
    'friday saturday sunday today tomorrow yesterday notes report thanks best practices check out'
  ).split(' '),
);
/** An event with none but these before its head has no name: `Board Meeting`, `Design Summit`. */
const TOO_PLAIN = new Set(
  'board team design core project community meeting irc user users summit status feedback'.split(' '),
);

/** The events that a sentence names, in order, none within another. O(sentence). */
export function findMentions(sentence: string, names: Names): Mention[] {
  const acronyms = [...names.events].map((short) => `|${short}`).join('');
  const found = [
    ...[...sentence.matchAll(CALLED)].map((match) => readCalled(match)),
    ...[...sentence.matchAll(VISIT)].map((match) => readVisit(match, names)),
    ...[...sentence.matchAll(PLACE_FIRST(acronyms))].map((match) => readPlaceFirst(match, names)),
    ...[...sentence.matchAll(properPattern(acronyms))].map((match) => readProper(match, names)),
    ...[...sentence.matchAll(ENDING)].map((match) => readEnding(match, names)),
    ...[...sentence.matchAll(ORGANIZED)].map((match) => readOrganized(match)),
    ...[...sentence.matchAll(PLAIN), ...sentence.matchAll(RARE_PLAIN)].map((match) =>
      readPlain(match, sentence),
    ),
  ].filter((mention) => mention !== null);
  const kept: Mention[] = [];
  for (const mention of found) {
    if (!kept.some((other) => mention.at < other.end && other.at < mention.end)) kept.push(mention);
  }
  return kept.sort((a, b) => a.at - b.at);
}

function readCalled(match: RegExpExecArray): Mention {
  const [whole, kind = '', name = ''] = match;
  return {
    ...{ words: wordsOf(name), written: name, place: null, year: null, kind: kindOf(kind), isProper: true },
    ...{ isNamedByPlace: false, isRecurring: false, at: match.index, end: match.index + whole.length },
  };
}

function readProper(match: RegExpExecArray, names: Names): Mention | null {
  const { places, acronyms } = names;
  const [whole, before = '', head = '', after = '', where = ''] = match;
  const explained = before.replace(/ \(([^()]*)\)/g, (_, inner: string) =>
    acronyms.has(inner) ? ` ${inner}` : '',
  );
  const [front, frontPlace] = splitPlace(
    foldLongForms(dropOpening(explained.trim().split(' ').filter(Boolean)), acronyms),
    places,
  );
  const backPlace = placeBehind(after, names);
  const year = new RegExp(YEAR).exec(`${before} ${after}`)?.[0] ?? null;
  const inPlace = placeIn(where, names);
  const place = backPlace ?? inPlace ?? frontPlace;
  const own = front.filter((word) => !new RegExp(`^${YEAR}$`).test(word));
  // `16 OpenStack Days in Europe, Asia and …`
  if (
    /s$/.test(head) &&
    /\b(?:\d+|many|several|all|other|both) (?:\p{L}+ )?$/iu.test(match.input.slice(0, match.index))
  )
    return null;
  const isAcronym = names.events.has(head);
  const long = (word: string) => wordsOf(acronyms.get(word) ?? word);
  const words = [...own.flatMap(long), ...long(singular(head))];
  const telling = own.filter((word) => !TOO_PLAIN.has(word.toLowerCase()));
  const isNamed = telling.length >= 2 || place !== null || (telling.length >= 1 && year !== null);
  if (!isNamed || (telling.length === 0 && place === null)) return null;
  if (/^(?:Days?|Party|Camp|Fest|Meetings?)$/.test(head) && telling.length + (place === null ? 0 : 1) < 2)
    return null;
  return {
    words,
    written: [...own, isAcronym ? head : singular(head)].join(' '),
    ...{ place, year, kind: isAcronym ? 'gathering' : kindOf(head), isProper: true, isRecurring: false },
    isNamedByPlace: (backPlace ?? frontPlace) !== null,
    ...{ at: match.index, end: match.index + whole.length },
  };
}

function readVisit(match: RegExpExecArray, { places }: Names): Mention {
  const [whole, name = ''] = match;
  const year = new RegExp(YEAR).exec(name)?.[0] ?? null;
  const named = dropOpening(name.split(' ')).filter((word) => word !== year);
  const [own, place] = splitPlace(named, places);
  const written = own.length > 0 ? own : named;
  return {
    ...{
      words: written.flatMap(wordsOf),
      written: written.join(' '),
      place,
      isNamedByPlace: place !== null,
      year,
    },
    ...{ kind: 'conference', isProper: true, isRecurring: false },
    ...{ at: match.index + whole.indexOf(name), end: match.index + whole.length },
  };
}

function readPlaceFirst(match: RegExpExecArray, { places, acronyms, events }: Names): Mention | null {
  const [whole, place = '', before = '', head = ''] = match;
  if (!places.has(place.toLowerCase())) return null;
  const own = dropOpening(before.split(' ').filter(Boolean));
  const isAcronym = events.has(head);
  return {
    words: [...own, acronyms.get(head) ?? singular(head)].flatMap(wordsOf),
    written: [...own, isAcronym ? head : singular(head)].join(' '),
    ...{ place, isNamedByPlace: true, year: null, kind: isAcronym ? 'gathering' : kindOf(head) },
    ...{ isProper: true, isRecurring: false, at: match.index, end: match.index + whole.length },
  };
}

function readEnding(match: RegExpExecArray, names: Names): Mention {
  const [whole, name = '', after = '', where = ''] = match;
  const place = placeBehind(after, names);
  return {
    ...{ words: wordsOf(name), written: name, place: place ?? placeIn(where, names), kind: 'conference' },
    ...{ year: new RegExp(YEAR).exec(after)?.[0] ?? null, isProper: true, isRecurring: false },
    ...{ isNamedByPlace: place !== null, at: match.index, end: match.index + whole.length },
  };
}

function readOrganized(match: RegExpExecArray): Mention {
  const [whole, who = '', what = ''] = match;
  return {
    ...{
      words: wordsOf(`${who} ${singular(what)}`),
      written: `${who} ${what}`,
      place: null,
      isNamedByPlace: false,
      year: null,
    },
    ...{
      kind: kindOf(what),
      isProper: true,
      isRecurring: true,
      at: match.index,
      end: match.index + whole.length,
    },
  };
}

function readPlain(match: RegExpExecArray, sentence: string): Mention | null {
  const [whole, before = '', head = ''] = match;
  const own = dropOpening(before.trim().split(' '));
  if (/\b(?:no|without|skip\w*) $/i.test(sentence.slice(0, match.index)) || own.length === 0) return null;
  if (own.every((word) => TOO_PLAIN.has(word.toLowerCase()))) return null;
  if (!/^congress/.test(head) && !own.some((word) => /\p{Lu}/u.test(word))) return null;
  // `SSH session`, `TCP session`: people hold no sessions in capitals.
  if (head === 'session' && own.every((word) => /^[\p{Lu}\p{N}]+$/u.test(word))) return null;
  const around = sentence.slice(Math.max(0, match.index - 20), match.index + whole.length + 30);
  const isRecurring = REGULARLY.test(around);
  if (head === 'call' && !isRecurring) return null;
  const written = `${own.join(' ')} ${singular(head)}`;
  return {
    ...{
      words: wordsOf(written),
      written,
      place: null,
      isNamedByPlace: false,
      year: null,
      kind: kindOf(head),
      isProper: false,
    },
    ...{ isRecurring, at: match.index, end: match.index + whole.length },
  };
}

/** `The first OpenStack` → `OpenStack`. */
function dropOpening(words: readonly string[]): string[] {
  const clean = words.map((word) => word.replace(/['’]s$/u, ''));
  const last = clean.findLastIndex((word) => NO_NAME.has(word.toLowerCase()) && word !== 'Open');
  return clean.slice(last + 1);
}

/** `Summit Boston`, `Days Vietnam`: what stands first behind the head, also a whole country. */
function placeBehind(after: string, { places, regions }: Names): string | null {
  const words = after.split(/[ ,]+/).filter(Boolean);
  for (const length of [3, 2, 1]) {
    const run = words.slice(0, length).join(' ');
    const name = run.toLowerCase();
    if (words.length >= length && (places.has(name) || (name.length > 3 && regions.has(name)))) return run;
  }
  return null;
}

/** Takes the place out of words. */
function splitPlace(
  words: readonly string[],
  places: ReadonlySet<string>,
): [rest: string[], place: string | null] {
  for (const start of words.keys()) {
    for (const length of [3, 2, 1]) {
      const run = words.slice(start, start + length);
      if (run.length < length || !places.has(run.join(' ').toLowerCase())) continue;
      return [[...words.slice(0, start), ...words.slice(start + length)], run.join(' ')];
    }
  }
  return [[...words], null];
}

/** What follows `in`: `Boston, MA`, with the region when it is one. */
function placeIn(where: string, { places, regions }: Names): string | null {
  const [city = '', ...more] = where.split(', ');
  if (!places.has(city.toLowerCase())) return null;
  const end = more.findIndex((part) => !regions.has(part.toLowerCase()));
  return [city, ...(end < 0 ? more : more.slice(0, end))].join(', ');
}

/** `European Grid Infrastructure EGI` → `EGI`. */
function foldLongForms(words: readonly string[], acronyms: Names['acronyms']): string[] {
  return words.filter((word, index) => {
    const short = words.slice(index + 1).find((other) => acronyms.has(other));
    return short === undefined || !acronyms.get(short)?.split(' ').includes(word.toLowerCase());
  });
}

function singular(head: string): string {
  return head.replace(/(congress|Congress)es$/, '$1').replace(/(Summit|[Mm]eeting|conference)s$/, '$1');
}

function kindOf(head: string): string {
  const plain = singular(head).toLowerCase();
  if (/summit|conference|congress|symposium|expo|fest|days?$|event/.test(plain)) return 'conference';
  return /meeting/.test(plain) ? 'meeting' : plain;
}

function wordsOf(text: string): string[] {
  return text
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '' && !/^(?:and|the|of)$/.test(word));
}
