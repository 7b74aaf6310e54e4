import { BOLD, COLOUR, RESET } from '../render/irc/format-codes.ts';
import { byteLength, cleanProse } from '../render/irc/clean-text.ts';
import { splitLine } from '../render/irc/split-line.ts';
import type { Person } from './bridge-end.ts';

/** Stands in a nick, so that clients don't take it for their own. */
const BREAK = '\u200b';
/** Colours that can be read on white and on black. */
const COLOURS = ['02', '03', '04', '05', '06', '07', '09', '10', '11', '12', '13'];
const LONGEST_NAME = 40;
const MOST_NAMED = 4;
const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/** A name as one short word or two that can stand in `<…>`: whatever IRC does not allow in nicks stays readable, if it can be. */
export function readableName({ name, id }: Pick<Person, 'name' | 'id'>): string {
  const clean = cleanProse(name.normalize('NFC').replace(/[<>\u200b-\u200d\u2060\ufeff\u00ad]/g, ''));
  if (!/[\p{L}\p{N}\p{S}\p{P}]/u.test(clean)) return `somebody ${cleanProse(id).slice(-4)}`.trim();
  return byteLength(clean) <= LONGEST_NAME ? clean : `${splitLine(clean, LONGEST_NAME - 3)[0]}…`;
}

/** Several people, as `name` writes one; of many, the first ones and how many more. */
export function namePeople(people: readonly Person[], name: (person: Person) => string): string {
  const named = people.slice(0, people.length > MOST_NAMED + 1 ? MOST_NAMED : people.length).map(name);
  const left = people.length - named.length;
  const last = left > 0 ? `${left} others` : named.length > 1 ? named.pop() : undefined;
  return last === undefined ? named.join(', ') : `${named.join(', ')} and ${last}`;
}

/** The name with a break behind its first character: nobody is highlighted by their own words. */
export function breakName(name: string): string {
  const [first] = graphemes.segment(name);
  return first === undefined ? name : `${first.segment}${BREAK}${name.slice(first.segment.length)}`;
}

/** The name in a colour that is the same each time. */
export function colourName(name: string, shown: string): string {
  const colour = COLOURS[hash(name) % COLOURS.length];
  // Bold, switched twice, keeps a name that begins with digits apart from the colour's.
  return `${COLOUR}${colour}${BOLD}${BOLD}${shown}${RESET}`;
}

/** A number that a name always gives. */
export function hash(text: string): number {
  let sum = 0;
  for (const character of text.toLowerCase()) {
    sum = (Math.imul(sum, 31) + (character.codePointAt(0) as number)) >>> 0;
  }
  return sum;
}
