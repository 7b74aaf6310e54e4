import type { Index } from '../../indexer/open-index.ts';
import type { Question } from './parse-question.ts';

/** Which of the question's terms stand where in a passage. */
export interface PassageMatch {
  /** One set a sentence. */
  readonly sentences: readonly ReadonlySet<string>[];
  readonly all: ReadonlySet<string>;
  readonly heading: ReadonlySet<string>;
  /** In what stands above the whole post: titles, tags, series, names of authors. */
  readonly title: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();

/** Looks up the question's terms in passages; the texts themselves are not read. O(words of the passage). */
export function createPassageMatcher(question: Question, index: Index): (passage: number) => PassageMatch {
  const asked = new Map<number, string>();
  for (const term of question.terms) {
    const number = index.termNumber(term);
    if (number !== undefined) asked.set(number, term);
  }
  const pick = (numbers: readonly number[]): ReadonlySet<string> => {
    let found: Set<string> | null = null;
    for (const number of numbers) {
      const term = asked.get(number);
      if (term !== undefined) found = (found ?? new Set()).add(term);
    }
    return found ?? NONE;
  };
  return (passage) => {
    const { heading, sentences, title } = index.termsOfPassage(passage);
    const matched = sentences.map(pick);
    const all = new Set<string>();
    for (const terms of matched) for (const term of terms) all.add(term);
    return { sentences: matched, all, heading: pick(heading), title: pick(title) };
  };
}
