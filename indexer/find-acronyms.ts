import type { Passage } from './types.ts';

/** `Network Interface Controller (NIC)`: capitals in brackets, and before them the words. */
const LONG_FIRST = /[ -]\((\p{Lu}{2,6})s?\)/gu;
/** `NIC (Network Interface Controller)`. */
const SHORT_FIRST = /\b(\p{Lu}{2,6})s? \(((?:[\p{L}\p{N}]{1,40}[ -]){1,7}[\p{L}\p{N}]{1,40})\)/gu;
const WORD = /^[\p{L}\p{N}]{1,40}$/u;
/** No more than six words are read back from an acronym. */
const REACH = 6 * 41;

/** An acronym and what it stands for, in lower case: `['NIC', 'network interface controller']`. */
export type Acronym = readonly [short: string, long: string];

/**
 * Collects the acronyms that a post itself spells out, each with its words. The first letters of the words
 * must be the acronym's; one that is spelt out in two ways counts for both. O(text).
 */
export class AcronymFinder {
  #found = new Map<string, Acronym>();

  read({ text, sentences }: Pick<Passage, 'text' | 'sentences'>): void {
    if (!text.includes('(')) return;
    for (const { start, end, kind } of sentences) {
      if (kind === 'code') continue;
      const sentence = text.slice(start, end);
      if (!sentence.includes('(')) continue;
      for (const { 1: short = '', index } of sentence.matchAll(LONG_FIRST)) {
        this.#add(short, words(sentence.slice(Math.max(0, index - REACH), index)));
      }
      for (const [, short = '', long = ''] of sentence.matchAll(SHORT_FIRST)) this.#add(short, words(long));
    }
  }

  /** Those found, each once, in the order of the text. The finder begins anew. */
  take(): Acronym[] {
    const found = [...this.#found.values()];
    this.#found.clear();
    return found;
  }

  #add(short: string, words: readonly string[]): void {
    const named = words.slice(-short.length);
    const initials = named.map((word) => word[0]?.toUpperCase()).join('');
    if (initials !== short || !named.every((word) => WORD.test(word))) return;
    const acronym: Acronym = [short, named.join(' ').toLowerCase()];
    this.#found.set(acronym.join(' '), acronym);
  }
}

function words(text: string): string[] {
  return text.split(/[ -]/u);
}
