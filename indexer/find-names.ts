import type { Token } from './text-pipeline.ts';

/** A word is a name when it has a capital at least this often, where no sentence begins. */
const NAME_SHARE = 0.6;

/** Counts which terms the posts mostly write with a capital inside sentences: `keystone`, `juno`. */
export class NameFinder {
  #counts = new Map<string, { capital: number; all: number }>();

  /** @param tokens Those of the sentence, in order. */
  read(sentence: string, tokens: readonly Token[]): void {
    for (let place = 1; place < tokens.length; place++) {
      const { term, role, start, end } = tokens[place] as Token;
      if (role !== 'word') continue;
      let count = this.#counts.get(term);
      if (count === undefined) {
        count = { capital: 0, all: 0 };
        this.#counts.set(term, count);
      }
      count.all++;
      if (hasCapital(sentence, start, end)) count.capital++;
    }
  }

  /** The names found so far. */
  names(): string[] {
    return [...this.#counts]
      .filter(([, { capital, all }]) => capital >= NAME_SHARE * all)
      .map(([term]) => term);
  }
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
