/**
 * Measures of a ranking as trec_eval 9 (NIST) defines them. `ranked` are ids of documents, best first, none
 * twice; `judged` gives the gain of each judged document. A document is relevant with a gain of 1 or more;
 * one that was not judged is not.
 */
export type Judged = ReadonlyMap<string, number>;

/** `ndcg_cut_K` (Järvelin and Kekäläinen 2002): gains divided by log2(rank + 1), beside those of the ideal order. */
export function ndcgAt(k: number, ranked: readonly string[], judged: Judged): number {
  const gain = (gains: readonly number[]) =>
    gains.slice(0, k).reduce((sum, value, place) => sum + Math.max(0, value) / Math.log2(place + 2), 0);
  const ideal = gain([...judged.values()].sort((a, b) => b - a));
  return ideal === 0 ? 0 : gain(ranked.map((id) => judged.get(id) ?? 0)) / ideal;
}

/** `map` of one query: the mean, over all relevant documents, of the precision at each; 0 for those not found. */
export function averagePrecision(ranked: readonly string[], judged: Judged): number {
  let found = 0;
  let sum = 0;
  for (const [place, id] of ranked.entries()) {
    if (isRelevant(id, judged)) sum += ++found / (place + 1);
  }
  return share(sum, countRelevant(judged));
}

/** `recall_K`. */
export function recallAt(k: number, ranked: readonly string[], judged: Judged): number {
  return share(ranked.slice(0, k).filter((id) => isRelevant(id, judged)).length, countRelevant(judged));
}

/** `P_1`: 1 when the first document is relevant. */
export function precisionAt1(ranked: readonly string[], judged: Judged): number {
  return ranked[0] !== undefined && isRelevant(ranked[0], judged) ? 1 : 0;
}

/** `recip_rank`: 1 / rank of the first relevant document, 0 when there is none. */
export function reciprocalRank(ranked: readonly string[], judged: Judged): number {
  const place = ranked.findIndex((id) => isRelevant(id, judged));
  return place < 0 ? 0 : 1 / (place + 1);
}

/** `num_rel`: how many documents are relevant. */
export function countRelevant(judged: Judged): number {
  return [...judged.values()].filter((gain) => gain >= 1).length;
}

function isRelevant(id: string, judged: Judged): boolean {
  return (judged.get(id) ?? 0) >= 1;
}

function share(part: number, whole: number): number {
  return whole === 0 ? 0 : part / whole;
}
