import type { Index } from '../../indexer/open-index.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import { createPassageMatcher, type PassageMatch } from './match-passage.ts';
import type { Concept, Question } from './parse-question.ts';
import type { RankedPassage } from './rank-passages.ts';

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
  return question.concepts.every((concept, place) => {
    if (concept.sort === 'word') return true;
    if (isUnknownIdentifier(concept, index)) return false;
    const named = question.concepts[place - 1];
    const isHere =
      concept.sort === 'number' && named?.sort === 'name' && !isYear(concept)
        ? (match: PassageMatch) => isAt(concept, match) && isNumbered(named, concept, match)
        : (match: PassageMatch) => isAt(concept, match);
    return isHere(best.match) || (concept.sort === 'name' && inPost.some(isHere));
  });
}

/** Does a passage, or what stands above it, speak of the concept? Of a compound's parts only when they stand together. */
function isAt({ forms, sort }: Concept, match: PassageMatch): boolean {
  const isTogether = (terms: readonly string[]) =>
    sort === 'word' || terms.slice(1).every((term, i) => holdsPair(terms[i], term, match));
  const holds = (terms: readonly string[]) =>
    [match.all, match.heading, match.title].some((held) => terms.every((term) => held.has(term)));
  return forms.some(({ terms }) => holds(terms) && isTogether(terms));
}

/** Is a thing followed by its number: `Platform 13`, not `from version 10 to 13`? */
function isNumbered(named: Concept, number: Concept, match: PassageMatch): boolean {
  return named.forms.some((name) =>
    number.forms.some(({ terms }) => holdsPair(name.terms.at(-1), terms[0], match)),
  );
}

function holdsPair(
  first: string | undefined,
  second: string | undefined,
  { pairs, pairsAbove }: PassageMatch,
): boolean {
  const pair = `${first} ${second}`;
  return pairsAbove.has(pair) || pairs.some((held) => held.has(pair));
}

/** Nobody wrote `arp_announce`: that somebody announces by ARP tells nothing of it. */
function isUnknownIdentifier({ surface }: Concept, index: Index): boolean {
  return /^[\w./-]*[_/][\w./-]*$/.test(surface) && index.frequency(termsOf(surface)[0] ?? '') === 0;
}

function isYear({ surface }: Concept): boolean {
  return /^(?:19|20)\d\d$/.test(surface);
}
