import type { Concept, Question } from './parse-question.ts';

/** What an earlier question was about tells less than what is asked now. */
const FADED = 0.5;
/** A question of fewer words than these can't stand alone. */
const STANDS_ALONE = 2;
const LEANS =
  /^(?:and|but|so|then|ok(?:ay)?|what about|how about)\b|\b(?:it|its|this|that|these|those|they|them|there|he|she|him|her)\b/i;

/** Does a question speak of something that was named before it? */
export function pointsBack(question: string): boolean {
  return LEANS.test(question);
}

/**
 * A follow-up with the topic of the question before: "and how do I fix it?" is asked about the words of
 * that one, at half their weight, and together no heavier than its own. A question that stands on its own is given back as it is.
 */
export function keepTopic(question: Question, earlier: Question): Question {
  if (question.concepts.length >= STANDS_ALONE && !pointsBack(question.text)) return question;
  const known = new Set(question.concepts.map(({ surface }) => surface.toLowerCase()));
  const kept = earlier.concepts.filter(({ surface }) => !known.has(surface.toLowerCase()));
  const weigh = (concepts: readonly Concept[]) => concepts.reduce((sum, { weight }) => sum + weight, 0);
  const faded = Math.min(FADED, weigh(question.concepts) / Math.max(weigh(kept), Number.MIN_VALUE)) || FADED;
  return {
    ...question,
    concepts: [
      ...question.concepts,
      ...kept.map((concept) => ({
        ...concept,
        weight: concept.weight * faded,
        times: concept.times * FADED,
      })),
    ],
    terms: new Set([...question.terms, ...earlier.terms]),
  };
}
