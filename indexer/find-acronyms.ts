import type { Passage } from './types.ts';

/** `Network Interface Controller (NIC)`: capitals in brackets, and before them the words. */
const LONG_FIRST = /[ -]\((\p{Lu}{2,6})s?\)/gu;
/** `NIC (Network Interface Controller)`. */
const SHORT_FIRST = /\b(\p{Lu}{2,6})s? \(((?:[\p{L}\p{N}]{1,40}[ -]){1,7}[\p{L}\p{N}]{1,40})\)/gu;
const WORD = /^[\p{L}\p{N}]{1,40}$/u;
/** No more than six words are read back from an acronym. */
const REACH = 6 * 41;

/**
 * Collects the acronyms that the posts themselves spell out, each with its words, as groups of synonyms:
 * `['NIC', 'network interface controller']`. The first letters of the words must be the acronym's; one
 * that is spelt out in two ways counts for both. O(text).
 */
export class AcronymFinder {
  #groups = new Map<string, Set<string>>();

  read({ text, sentences }: Pick<Passage, 'text' | 'sentences'>): void {
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

  /** In the order of the text. */
  groups(): string[][] {
    return [...this.#groups].flatMap(([short, longs]) => [...longs].map((long) => [short, long]));
  }

  #add(short: string, words: readonly string[]): void {
    const named = words.slice(-short.length);
    const initials = named.map((word) => word[0]?.toUpperCase()).join('');
    if (initials !== short || !named.every((word) => WORD.test(word))) return;
    const group = this.#groups.get(short) ?? new Set();
    this.#groups.set(short, group.add(named.join(' ').toLowerCase()));
  }
}

function words(text: string): string[] {
  return text.split(/[ -]/u);
}
