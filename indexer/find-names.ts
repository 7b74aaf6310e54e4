import { type Column, GrowingColumn } from './segment/column.ts';
import { countTerms, type Dictionary } from './segment/dictionary.ts';
import type { Lists } from './segment/lists.ts';
import { CODE, type PassageTables } from './stored-passages.ts';
import type { Token } from './text-pipeline.ts';

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

/** Counts the capitals inside the sentences of one post. */
export class CapitalCounter {
  readonly #counts = new Map<string, { capitals: number; all: number }>();

  /** @param tokens Those of the sentence, in order. */
  read(sentence: string, tokens: readonly Token[]): void {
    for (let place = 1; place < tokens.length; place++) {
      const { term, role, start, end } = tokens[place] as Token;
      if (role !== 'word') continue;
      let count = this.#counts.get(term);
      if (count === undefined) {
        count = { capitals: 0, all: 0 };
        this.#counts.set(term, count);
      }
      count.all++;
      if (hasCapital(sentence, start, end)) count.capitals++;
    }
  }

  /** The words that have one, in the order of the text. The counter begins anew. */
  take(): { readonly term: string; readonly capitals: number; readonly all: number }[] {
    const found = [...this.#counts].flatMap(([term, count]) =>
      count.capitals > 0 ? [{ term, ...count }] : [],
    );
    this.#counts.clear();
    return found;
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

/** Nearly all words are of ASCII letters, which need no pattern. */
function hasCapital(text: string, start: number, end: number): boolean {
  for (let at = start; at < end; at++) {
    const code = text.charCodeAt(at);
    if (code > 126) return /\p{Lu}/u.test(text.slice(start, end));
    if (code >= 65 && code <= 90) return true;
  }
  return false;
}
