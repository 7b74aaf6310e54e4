import type { Clause, Hit, Index } from '../../indexer/open-index.ts';
import type { Question } from './parse-question.ts';

/** Enough for the posts to be ranked; passages beyond hold only words that nearly every post holds. */
const CANDIDATES = 1_000;

/**
 * The passages that hold words of the question, best first by Lunr's BM25, each word boosted by its
 * weight. Built with `index.query()`, never with Lunr's query language, which throws on `php:`.
 */
export function findCandidates(question: Question, index: Index, limit: number = CANDIDATES): Hit[] {
  const boosts = new Map<string, number>();
  for (const concept of question.concepts) {
    for (const form of concept.forms) {
      for (const term of form.terms) {
        const boost = (concept.weight * form.weight) / form.terms.length;
        boosts.set(term, Math.max(boost, boosts.get(term) ?? 0));
      }
    }
  }
  const clauses: Clause[] = [...boosts].map(([term, boost]) => ({ term, boost }));
  return index.search(clauses, limit);
}
