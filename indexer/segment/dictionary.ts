import { type Column, GrowingColumn, newColumn } from './column.ts';

/**
 * Different terms in JavaScript's own order of strings, each with its place as its number: term n is the
 * UTF-16 code units from `starts[n]` to `starts[n + 1]`. As code units they are compared where they lie.
 */
export type Dictionary = {
  readonly units: Column;
  readonly starts: Column;
};

/** `terms` must be sorted, none twice. */
export function makeDictionary(terms: readonly string[]): Dictionary {
  const starts = new GrowingColumn();
  const units = new GrowingColumn();
  for (const term of terms) {
    starts.push(units.length);
    for (let at = 0; at < term.length; at++) units.push(term.charCodeAt(at));
  }
  starts.push(units.length);
  return { units: units.finish(), starts: starts.finish() };
}

export function countTerms({ starts }: Dictionary): number {
  return starts.length - 1;
}

/** The term's number; `undefined` when it is not there. O(log terms). */
export function findTerm(dictionary: Dictionary, term: string): number | undefined {
  const number = lowerBound(dictionary, term);
  return number < countTerms(dictionary) && compareTerm(dictionary, number, term) === 0 ? number : undefined;
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

export function termAt({ units, starts }: Dictionary, number: number): string {
  return String.fromCharCode(...units.subarray(starts[number], starts[number + 1]));
}

/** Below 0 when term `number` comes before `text`, 0 when it is the same. */
function compareTerm({ units, starts }: Dictionary, number: number, text: string): number {
  const start = starts[number] as number;
  const length = (starts[number + 1] as number) - start;
  const common = Math.min(length, text.length);
  for (let at = 0; at < common; at++) {
    const difference = (units[start + at] as number) - text.charCodeAt(at);
    if (difference !== 0) return difference;
  }
  return length - text.length;
}

/** Numbers terms as they come; the sorted dictionary is only known at the end. */
export class TermNumbers {
  #numbers = new Map<string, number>();

  /** The provisional number of a term, a new one if need be. */
  of(term: string): number {
    let number = this.#numbers.get(term);
    if (number === undefined) {
      number = this.#numbers.size;
      this.#numbers.set(term, number);
    }
    return number;
  }

  /** The dictionary, and each term's final number by its provisional one. O(terms × log terms). */
  finish(): { readonly dictionary: Dictionary; readonly final: Column } {
    const terms = [...this.#numbers.keys()].sort();
    const final = newColumn(terms.length, terms.length);
    for (const [number, term] of terms.entries()) final[this.#numbers.get(term) as number] = number;
    return { dictionary: makeDictionary(terms), final };
  }
}
