import { type Column, GrowingColumn } from './column.ts';
import { FIELD_BITS, MOST_FIELDS } from './kinds.ts';
import { countDocuments, type PostingTables } from './postings.ts';
import { END, PostingsCursor } from './postings-cursor.ts';

/** What of all documents together has a say in the weight of a term in one. */
export interface Statistics {
  /** How many documents there are. */
  readonly documents: number;
  /** By field: its mean length in terms. */
  readonly means: readonly number[];
}

/** Lunr's own values, which it takes when none are given. */
const K1 = 1.2;
const B = 0.75;
/** Lunr rounds each weight to three places. */
export const PRECISION = 1_000;

/** Lunr's inverse document frequency, in nats; `holdings` counts each field of a document. */
export function rarityOf(holdings: number, documents: number): number {
  return Math.log(1 + Math.abs((documents - holdings + 0.5) / (holdings + 0.5)));
}

/** Of tables that are all there is. */
export function statisticsOf({ lengths, sizes }: Pick<PostingTables, 'lengths' | 'sizes'>): Statistics {
  const documents = countDocuments({ lengths });
  return { documents, means: Array.from(sizes.totals, (total) => total / documents) };
}

/** What the term weighs in a document that holds it in that way, in thousandths, all fields together. */
export type Weigher = (rarity: number, kind: number, document: number) => number;

/**
 * Weighs as lunr 2.3.9 does when it builds its index: BM25 for each field, times the field's boost, rounded; then
 * summed over the fields. O(fields that hold the term).
 *
 * @param boosts One a field.
 */
export function createWeigher(
  { kinds, lengths, sizes }: Pick<PostingTables, 'kinds' | 'lengths' | 'sizes'>,
  { means }: Statistics,
  boosts: readonly number[],
): Weigher {
  const { parents, entries } = kinds;
  const columns = Object.values(lengths);
  /** By field and length: the part of BM25's denominator that the length decides. */
  const norms = means.map((mean, field) => {
    const longest = sizes.longest[field] as number;
    return Float64Array.from({ length: longest + 1 }, (_, length) => K1 * (1 - B + B * (length / mean)));
  });
  return (rarity, kind, document) => {
    let sum = 0;
    for (let above = kind + 1; above > 0; above = parents[above - 1] as number) {
      const entry = entries[above - 1] as number;
      const field = entry & (MOST_FIELDS - 1);
      const count = entry >>> FIELD_BITS;
      const norm = (norms[field] as Float64Array)[(columns[field] as Column)[document] as number] as number;
      const weight = ((rarity * ((K1 + 1) * count)) / (norm + count)) * (boosts[field] as number);
      sum += Math.round(weight * PRECISION);
    }
    return sum;
  };
}

/** By term: the largest weight in any document, in thousandths, while these are all documents. O(postings). */
export function findMaxima(tables: PostingTables, boosts: readonly number[]): Column {
  const statistics = statisticsOf(tables);
  const weigh = createWeigher(tables, statistics, boosts);
  const { holdings } = tables.postings;
  const maxima = new GrowingColumn();
  for (let term = 0; term < holdings.length; term++) {
    const rarity = rarityOf(holdings[term] as number, statistics.documents);
    let most = 0;
    for (const cursor = new PostingsCursor(tables, term); cursor.document < END; cursor.next()) {
      most = Math.max(most, weigh(rarity, cursor.kind, cursor.document));
    }
    maxima.push(most);
  }
  return maxima.finish();
}
