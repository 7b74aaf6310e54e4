import type { Index } from '../../indexer/open-index.ts';
import { stem } from '../../indexer/text-pipeline.ts';
import type { Question } from './parse-question.ts';
import { FUNCTION_WORDS } from './question-words.ts';

/** Which of the question's terms stand where in a passage. */
export interface PassageMatch {
  /** One set a sentence. */
  readonly sentences: readonly ReadonlySet<string>[];
  readonly all: ReadonlySet<string>;
  readonly heading: ReadonlySet<string>;
  /** Share of the heading's words that the question says too: 0 to 1. */
  readonly headingShare: number;
  /** One set a sentence: pairs of the question's terms that stand close together, in this order: `gold member`. */
  readonly pairs: readonly ReadonlySet<string>[];
  /** The same of headings and titles. */
  readonly pairsAbove: ReadonlySet<string>;
  /** In what stands above the whole post: titles, tags, series, names of authors. */
  readonly title: ReadonlySet<string>;
}

const NONE: ReadonlySet<string> = new Set();
/** Terms this many places apart still stand close together; the commonest words have no place of their own. */
const CLOSE = 2;

/** Looks up the question's terms in passages; the texts themselves are not read. O(words of the passage). */
export function createPassageMatcher(question: Question, index: Index): (passage: number) => PassageMatch {
  const asked = new Map<number, string>();
  for (const term of question.terms) {
    const number = index.termNumber(term);
    if (number !== undefined) asked.set(number, term);
  }
  const functionWords = functionWordsOf(index);
  const pick = (numbers: readonly number[]): ReadonlySet<string> => {
    let found: Set<string> | null = null;
    for (const number of numbers) {
      const term = asked.get(number);
      if (term !== undefined) found = (found ?? new Set()).add(term);
    }
    return found ?? NONE;
  };
  const pairUp = (numbers: readonly number[]): ReadonlySet<string> => {
    let pairs: Set<string> | null = null;
    for (let at = 1; at < numbers.length; at++) {
      const second = asked.get(numbers[at] as number);
      if (second === undefined) continue;
      for (let before = Math.max(0, at - CLOSE); before < at; before++) {
        const first = asked.get(numbers[before] as number);
        if (first !== undefined) pairs = (pairs ?? new Set()).add(`${first} ${second}`);
      }
    }
    return pairs ?? NONE;
  };
  return (passage) => {
    const { heading, sentences, title } = index.termsOfPassage(passage);
    const matched = sentences.map(pick);
    const all = new Set<string>();
    for (const terms of matched) for (const term of terms) all.add(term);
    const said = heading.filter((number) => !functionWords.has(number));
    return {
      sentences: matched,
      pairs: sentences.map(pairUp),
      all,
      pairsAbove: new Set([...pairUp(heading), ...pairUp(title)]),
      heading: pick(heading),
      headingShare: said.filter((number) => asked.has(number)).length / Math.max(1, said.length),
      title: pick(title),
    };
  };
}

const found = new WeakMap<Index, ReadonlySet<number>>();

/** Looked up once an index, not once a question. */
function functionWordsOf(index: Index): ReadonlySet<number> {
  const known = found.get(index);
  if (known !== undefined) return known;
  const numbers = new Set([...FUNCTION_WORDS].map((word) => index.termNumber(stem(word)) ?? -1));
  found.set(index, numbers);
  return numbers;
}
