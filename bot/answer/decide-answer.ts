import type { Index } from '../../indexer/open-index.ts';
import { createPassageMatcher, type PassageMatch } from './match-passage.ts';
import type { Concept, Question } from './parse-question.ts';
import type { RankedPassage } from './rank-passages.ts';
import { strength } from './score-windows.ts';

/** The best window and what stands around it must speak of this share of the question's weight. */
const LEAST_COVERAGE = 0.48;
/** A question of one or two words leaves no room for a word to be missing. */
const LEAST_COVERAGE_SHORT = 0.7;
const SHORT = 2;

/**
 * Is the best passage good enough to be quoted? A wrong answer is worse than none: most of what the
 * question says must be there, its numbers and versions in the passage or above it, and whatever it
 * names somewhere in the post.
 */
export function isSure(question: Question, ranked: readonly RankedPassage[], index: Index): boolean {
  const best = ranked[0];
  const least = question.concepts.length <= SHORT ? LEAST_COVERAGE_SHORT : LEAST_COVERAGE;
  if (!best || best.window.coverage < least) return false;
  const post = index.passages[best.passage]?.post;
  const matchPassage = createPassageMatcher(question, index);
  const inPost = post === undefined ? [] : index.passagesOf(post).map(matchPassage);
  return question.concepts.every(
    (concept) =>
      concept.sort === 'word' ||
      isAt(concept, best.match) ||
      (concept.sort === 'name' && inPost.some((match) => isAt(concept, match))),
  );
}

/** Does a passage, or what stands above it, speak of the concept? */
function isAt(concept: Concept, { all, heading, title }: PassageMatch): boolean {
  return [all, heading, title].some((terms) => strength(concept, terms) > 0);
}
