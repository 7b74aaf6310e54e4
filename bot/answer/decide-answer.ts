import type { Question } from './parse-question.ts';
import type { RankedPassage } from './rank-passages.ts';
import { strength } from './score-windows.ts';

/** The best window and what stands around it must speak of this share of the question's weight. */
const LEAST_COVERAGE = 0.6;

/**
 * Is the best passage good enough to be quoted? A wrong answer is worse than none: the words that
 * matter must be there, and a number, version or name written like code must be that very one.
 */
export function isSure(question: Question, ranked: readonly RankedPassage[]): boolean {
  const best = ranked[0];
  if (!best || best.window.coverage < LEAST_COVERAGE) return false;
  const { all, heading, title } = best.match;
  return question.concepts
    .filter((concept) => concept.exact)
    .every((concept) => [all, heading, title].some((terms) => strength(concept, terms) > 0));
}
