import type { Passage } from './types.ts';

/** `Network Interface Controller (NIC)`: words, and behind them capitals in brackets. */
const LONG_FIRST = /((?:[\p{L}\p{N}]{1,40}[ -]){2,8})\((\p{Lu}{2,6})s?\)/gu;
/** `NIC (Network Interface Controller)`. */
const SHORT_FIRST = /\b(\p{Lu}{2,6})s? \(((?:[\p{L}\p{N}]{1,40}[ -]){1,7}[\p{L}\p{N}]{1,40})\)/gu;

/**
 * The acronyms that the posts themselves spell out, each with its words, as groups of synonyms:
 * `['NIC', 'network interface controller']`. The first letters of the words must be the acronym's; one
 * that is spelt out in two ways counts for both. In the order of the text. O(text).
 */
export function findAcronyms(passages: readonly Passage[]): string[][] {
  const groups = new Map<string, Set<string>>();
  const add = (short: string, words: readonly string[]) => {
    const named = words.slice(-short.length);
    const initials = named.map((word) => word[0]?.toUpperCase()).join('');
    if (initials !== short || named.length !== short.length) return;
    const group = groups.get(short) ?? new Set();
    groups.set(short, group.add(named.join(' ').toLowerCase()));
  };
  for (const { text, sentences } of passages) {
    for (const { start, end, kind } of sentences) {
      if (kind === 'code') continue;
      const sentence = text.slice(start, end);
      for (const [, long = '', short = ''] of sentence.matchAll(LONG_FIRST)) add(short, words(long));
      for (const [, short = '', long = ''] of sentence.matchAll(SHORT_FIRST)) add(short, words(long));
    }
  }
  return [...groups].flatMap(([short, longs]) => [...longs].map((long) => [short, long]));
}

function words(text: string): string[] {
  return text.split(/[ -]/u).filter((word) => word !== '');
}
