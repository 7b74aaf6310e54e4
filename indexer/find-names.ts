import { type Column, GrowingColumn } from './segment/column.ts';
import { countTerms, type Dictionary } from './segment/dictionary.ts';
import type { Lists } from './segment/lists.ts';
import { CODE, type PassageTables } from './stored-passages.ts';

/**
 * The words that stand with a capital inside a sentence, post by post, those of post n from `starts[n]` to
 * `starts[n + 1]`: the number of the term, how often it has a capital there, and how often it stands there.
 */
export type Capitals = {
  readonly starts: Column;
  readonly terms: Column;
  readonly capitals: Column;
  readonly all: Column;
};

/** A word is a name when it has a capital at least this often, where no sentence begins. */
const NAME_SHARE = 0.6;

interface Tally {
  readonly term: string;
  capitals: number;
  all: number;
}

/** Counts the capitals inside the sentences of one post. */
export class CapitalCounter {
  readonly #tallies = new Map<string, Tally>();
  #seen: Tally[] = [];

  /** Of a word that stands inside a sentence. */
  count(term: string, hasCapital: boolean): void {
    let tally = this.#tallies.get(term);
    if (tally === undefined) {
      tally = { term, capitals: 0, all: 0 };
      this.#tallies.set(term, tally);
    }
    if (tally.all === 0) this.#seen.push(tally);
    tally.all++;
    if (hasCapital) tally.capitals++;
  }

  /** Tells the words that have one, in the order of the text. The counter begins anew. */
  take(tell: (term: string, capitals: number, all: number) => void): void {
    for (const tally of this.#seen) {
      if (tally.capitals > 0) tell(tally.term, tally.capitals, tally.all);
      tally.capitals = 0;
      tally.all = 0;
    }
    this.#seen = [];
  }
}

/**
 * The numbers of the terms that the posts mostly write with a capital inside sentences, ascending:
 * `keystone`, `juno`. Where a post never does, each of the term's places in prose but the first of a
 * sentence counts. O(words).
 */
export function findNames({
  terms,
  passages,
  sentences,
  passageTerms,
  capitals,
}: Pick<PassageTables, 'passages' | 'sentences'> & {
  readonly terms: Dictionary;
  readonly passageTerms: Lists;
  readonly capitals: Capitals;
}): Column {
  const withCapital = new Uint32Array(countTerms(terms));
  const all = new Uint32Array(countTerms(terms));
  /** One more than the last post that was seen to write the term with a capital. */
  const counted = new Uint32Array(countTerms(terms));
  const add = (counts: Uint32Array, term: number, amount: number) => {
    counts[term] = (counts[term] as number) + amount;
  };
  let post = -1;
  for (let passage = 0; passage < passages.post.length; passage++) {
    for (; post < (passages.post[passage] as number); ) {
      post++;
      for (let at = capitals.starts[post] as number; at < (capitals.starts[post + 1] as number); at++) {
        const term = capitals.terms[at] as number;
        counted[term] = post + 1;
        add(withCapital, term, capitals.capitals[at] as number);
        add(all, term, capitals.all[at] as number);
      }
    }
    // The heading comes first.
    let sentence = (passages.sentences[passage] as number) - 1;
    let isFirst = true;
    const end = passageTerms.starts[passage + 1] as number;
    for (let place = passageTerms.starts[passage] as number; place < end; place++) {
      const term = (passageTerms.values[place] as number) - 1;
      if (term < 0) {
        sentence++;
        isFirst = true;
        continue;
      }
      const isInside = !isFirst && sentence >= (passages.sentences[passage] as number);
      isFirst = false;
      if (isInside && counted[term] !== post + 1 && sentences.kind[sentence] !== CODE) add(all, term, 1);
    }
  }
  const names = new GrowingColumn();
  for (const [term, count] of withCapital.entries()) {
    if (count > 0 && count >= NAME_SHARE * (all[term] as number)) names.push(term);
  }
  return names.finish();
}
