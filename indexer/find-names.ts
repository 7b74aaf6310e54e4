import { countTerms, type Dictionary } from './segment/dictionary.ts';
import { type Lists, type ListsWriter, readLists, Scratch } from './segment/lists.ts';
import { CODE, type PassageTables } from './stored-passages.ts';
import type { Token } from './text-pipeline.ts';

/**
 * The words that stand with a capital inside a sentence, a list a post: twice the number of the term; one more when it
 * is followed by how often it has a capital there, and how often it stands there at all, which else are both 1.
 */
export type Capitals = Lists;

/** @param term Its number. */
export function pushCapitals(lists: ListsWriter, term: number, capitals: number, all: number): void {
  const isOnce = capitals === 1 && all === 1;
  lists.push(2 * term + (isOnce ? 0 : 1));
  if (isOnce) return;
  lists.push(capitals);
  lists.push(all);
}

/** Reads the words of a post. */
export function readCapitals(capitals: Capitals, post: number, scratch: Scratch, add: CapitalSink): void {
  const count = readLists(capitals, post, post + 1, scratch);
  const { values } = scratch;
  for (let at = 0; at < count; ) {
    const value = values[at++] as number;
    const isOnce = (value & 1) === 0;
    add(value >>> 1, isOnce ? 1 : (values[at] ?? 0), isOnce ? 1 : (values[at + 1] ?? 0));
    if (!isOnce) at += 2;
  }
}

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
 * Tells of each post how often its terms stand inside sentences of prose with a capital, and how often at all; of a
 * term more than once. Where a post never writes a term with a capital, each of the term's places in prose but the
 * first of a sentence counts. O(words of the passage).
 */
export function createCapitalReader({
  terms,
  passages,
  sentences,
  passageTerms,
  capitals,
}: Pick<PassageTables, 'passages' | 'sentences'> & {
  readonly terms: Dictionary;
  readonly passageTerms: Lists;
  readonly capitals: Capitals;
}) {
  const scratch = new Scratch();
  /** One more than the last post that was seen to write the term with a capital. */
  const counted = new Uint32Array(countTerms(terms));

  return (post: number, firstPassage: number, endPassage: number, add: CapitalSink): void => {
    readCapitals(capitals, post, scratch, (term, withCapital, all) => {
      counted[term] = post + 1;
      add(term, withCapital, all);
    });
    for (let passage = firstPassage; passage < endPassage; passage++) {
      const count = readLists(passageTerms, passage, passage + 1, scratch);
      // The heading comes first.
      let sentence = (passages.sentences[passage] as number) - 1;
      let isFirst = true;
      for (let place = 0; place < count; place++) {
        const term = (scratch.values[place] as number) - 1;
        if (term < 0) {
          sentence++;
          isFirst = true;
          continue;
        }
        const isInside = !isFirst && sentence >= (passages.sentences[passage] as number);
        isFirst = false;
        if (isInside && counted[term] !== post + 1 && sentences.kind[sentence] !== CODE) add(term, 0, 1);
      }
    }
  };
}

export type CapitalSink = (term: number, capitals: number, inside: number) => void;

/** Is a term that stands inside sentences so often, and so often with a capital, a name: `keystone`, `juno`? */
export function isName(capitals: number, inside: number): boolean {
  return capitals > 0 && capitals >= NAME_SHARE * inside;
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
