import { countTerms, type Dictionary, findTerm, lowerBound, termAt } from './segment/dictionary.ts';

/**
 * The terms of several dictionaries as one: those of the first keep their numbers, what only others have gets the
 * numbers behind them.
 */
export interface Vocabulary {
  readonly size: number;
  /** `undefined` when no dictionary has the term. O(log terms). */
  numberOf(term: string): number | undefined;
  /** The number that a term has in a dictionary; `undefined` when it is not there. */
  toOwn(dictionary: number, number: number): number | undefined;
  /** The number of a term of a dictionary. */
  fromOwn(dictionary: number, own: number): number;
  /** The terms that begin with `initial`, sorted. O(terms that do). */
  beginningWith(initial: string): string[];
}

/** Joins dictionaries. O(terms of all but the first × log terms of the first). */
export function joinDictionaries([first, ...others]: readonly [Dictionary, ...Dictionary[]]): Vocabulary {
  const count = countTerms(first);
  /** What only others have. */
  const further = new Map<string, number>();
  const joined = others.map((dictionary) => {
    const toAll = new Uint32Array(countTerms(dictionary));
    const toOwn = new Map<number, number>();
    for (let place = 0; place < toAll.length; place++) {
      const term = termAt(dictionary, place);
      const own = dictionary.numbers[place] as number;
      let number = findTerm(first, term) ?? further.get(term);
      if (number === undefined) {
        number = count + further.size;
        further.set(term, number);
      }
      toAll[own] = number;
      toOwn.set(number, own);
    }
    return { toAll, toOwn };
  });
  return {
    size: count + further.size,
    numberOf: (term) => findTerm(first, term) ?? further.get(term),
    toOwn(dictionary, number) {
      if (dictionary > 0) return joined[dictionary - 1]?.toOwn.get(number);
      return number < count ? number : undefined;
    },
    fromOwn: (dictionary, own) =>
      dictionary === 0 ? own : ((joined[dictionary - 1] as (typeof joined)[number]).toAll[own] ?? 0),
    beginningWith(initial) {
      const start = lowerBound(first, initial);
      const end = initial === '' ? start : lowerBound(first, String.fromCharCode(initial.charCodeAt(0) + 1));
      const terms = Array.from({ length: end - start }, (_, place) => termAt(first, start + place));
      for (const term of further.keys()) if (term[0] === initial) terms.push(term);
      return terms.sort();
    },
  };
}
