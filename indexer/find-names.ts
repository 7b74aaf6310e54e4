import { type Lists, readLists, Scratch } from './segment/lists.ts';
import { CODE, type PassageTables } from './stored-passages.ts';

/** A word is a name when it has a capital at least this often, where no sentence begins. */
const NAME_SHARE = 0.6;

interface Tally {
  readonly term: number;
  capitals: number;
  all: number;
}

/** Counts the capitals inside the sentences of one post after the other. */
export class CapitalCounter {
  /** By number of the term. */
  readonly #tallies: Tally[] = [];
  #seen: Tally[] = [];

  /** Of a word that stands inside a sentence, by its term's number. */
  count(term: number, hasCapital: boolean): void {
    this.#tallies[term] ??= { term, capitals: 0, all: 0 };
    const tally = this.#tallies[term];
    if (tally.all === 0) this.#seen.push(tally);
    tally.all++;
    if (hasCapital) tally.capitals++;
  }

  /** The words that have one. The counter begins anew. */
  take(): CountedWord[] {
    const words = this.#seen.filter(({ capitals }) => capitals > 0).map((tally) => ({ ...tally }));
    for (const tally of this.#seen) {
      tally.capitals = 0;
      tally.all = 0;
    }
    this.#seen = [];
    return words;
  }
}

/**
 * Tells of a post how often its terms stand inside sentences of prose with a capital, and how often at all; of a
 * term more than once. Where the post never writes a term with a capital, each of the term's places in prose but the
 * first of a sentence counts. O(words of the post).
 */
export function createCasingReader(
  {
    passages,
    sentences,
    passageTerms,
  }: Pick<PassageTables, 'passages' | 'sentences'> & { readonly passageTerms: Lists },
  terms: number,
) {
  const scratch = new Scratch();
  /** The number of the call that told last of the term. */
  const told = new Uint32Array(terms);
  let call = 0;

  /** @param words Those that the post's `CapitalCounter` found, by number. */
  return (firstPassage: number, endPassage: number, words: readonly CountedWord[], add: CasingSink): void => {
    call++;
    for (const { term, capitals, all } of words) {
      told[term] = call;
      add(term, capitals, all);
    }
    for (let passage = firstPassage; passage < endPassage; passage++) {
      // The heading comes first.
      let sentence = (passages.sentences[passage] as number) - 1;
      let isFirst = true;
      for (const value of readLists(passageTerms, passage, passage + 1, scratch)) {
        const term = value - 1;
        if (term < 0) {
          sentence++;
          isFirst = true;
          continue;
        }
        const isInside = !isFirst && sentence >= (passages.sentences[passage] as number);
        isFirst = false;
        if (isInside && told[term] !== call && sentences.kind[sentence] !== CODE) add(term, 0, 1);
      }
    }
  };
}

/** A word by its term's number: how often it has a capital inside sentences of a post, and how often it stands there. */
export interface CountedWord {
  readonly term: number;
  readonly capitals: number;
  readonly all: number;
}

type CasingSink = (term: number, capitals: number, inside: number) => void;

/** Is a term that stands inside sentences so often, and so often with a capital, a name: `keystone`, `juno`? */
export function isName(capitals: number, inside: number): boolean {
  return capitals > 0 && capitals >= NAME_SHARE * inside;
}
