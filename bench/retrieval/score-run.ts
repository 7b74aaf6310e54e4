import type { Judged } from './measures.ts';
import {
  averagePrecision,
  countRelevant,
  ndcgAt,
  precisionAt1,
  recallAt,
  reciprocalRank,
} from './measures.ts';

/** Means over all queries that have a relevant document; a query that found nothing counts as 0. */
export interface Scores {
  readonly ndcg10: number;
  readonly map: number;
  readonly recall100: number;
  readonly precision1: number;
  readonly reciprocalRank: number;
}

/** Scores the rankings of all queries: query → ids of documents, best first. @throws Error on an id that stands twice. */
export function scoreRun(
  rankings: ReadonlyMap<string, readonly string[]>,
  qrels: ReadonlyMap<string, Judged>,
): Scores {
  const runs = [...qrels]
    .filter(([, judged]) => countRelevant(judged) > 0)
    .map(([query, judged]) => ({ ranked: distinct(query, rankings.get(query) ?? []), judged }));
  const mean = (measure: (ranked: readonly string[], judged: Judged) => number) =>
    runs.reduce((sum, { ranked, judged }) => sum + measure(ranked, judged), 0) / Math.max(1, runs.length);
  return {
    ndcg10: mean((ranked, judged) => ndcgAt(10, ranked, judged)),
    map: mean(averagePrecision),
    recall100: mean((ranked, judged) => recallAt(100, ranked, judged)),
    precision1: mean(precisionAt1),
    reciprocalRank: mean(reciprocalRank),
  };
}

function distinct(query: string, ranked: readonly string[]): readonly string[] {
  if (new Set(ranked).size < ranked.length) throw new Error(`query "${query}": a document was found twice`);
  return ranked;
}
