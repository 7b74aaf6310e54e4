import { type Column, GrowingColumn, newColumn } from './column.ts';

/**
 * Different terms. They stand in JavaScript's own order of strings: the term at place p is the UTF-16 code units
 * from `starts[p]` to `starts[p + 1]`; as code units they are compared where they lie. Their numbers are others, so
 * that terms that are used often can have small ones, which take few bytes.
 */
export type Dictionary = {
  readonly units: Column;
  readonly starts: Column;
  /** The number of the term at each place. */
  readonly numbers: Column;
  /** The place of the term of each number. */
  readonly places: Column;
};

/** @param terms By number, none twice. O(terms × log terms). */
export function makeDictionary(terms: readonly string[]): Dictionary {
  const order = [...terms.keys()];
  order.sort((a, b) => ((terms[a] as string) < (terms[b] as string) ? -1 : 1));
  const starts = new GrowingColumn();
  const units = new GrowingColumn();
  const numbers = newColumn(terms.length, terms.length);
  const places = newColumn(terms.length, terms.length);
  for (const [place, number] of order.entries()) {
    const term = terms[number] as string;
    starts.push(units.length);
    for (let at = 0; at < term.length; at++) units.push(term.charCodeAt(at));
    numbers[place] = number;
    places[number] = place;
  }
  starts.push(units.length);
  return { units: units.finish(), starts: starts.finish(), numbers, places };
}

export function countTerms({ places }: Dictionary): number {
  return places.length;
}

/** The term's number; `undefined` when it is not there. O(log terms). */
export function findTerm(dictionary: Dictionary, term: string): number | undefined {
  const place = lowerBound(dictionary, term);
  return place < countTerms(dictionary) && compareTerm(dictionary, place, term) === 0
    ? dictionary.numbers[place]
    : undefined;
}

/** How many terms come before `text`, which need not be one. O(log terms). */
export function lowerBound(dictionary: Dictionary, text: string): number {
  let low = 0;
  let high = countTerms(dictionary);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if (compareTerm(dictionary, middle, text) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
}

/** The term of a number. */
export function termOf(dictionary: Dictionary, number: number): string {
  return termAt(dictionary, dictionary.places[number] as number);
}

/** The term at a place of the order. */
export function termAt({ units, starts }: Dictionary, place: number): string {
  return String.fromCharCode(...units.subarray(starts[place], starts[place + 1]));
}

/** Below 0 when the term at `place` comes before `text`, 0 when it is the same. */
function compareTerm({ units, starts }: Dictionary, place: number, text: string): number {
  const start = starts[place] as number;
  const length = (starts[place + 1] as number) - start;
  const common = Math.min(length, text.length);
  for (let at = 0; at < common; at++) {
    const difference = (units[start + at] as number) - text.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}
