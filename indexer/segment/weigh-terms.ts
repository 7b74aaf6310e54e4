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

/** What a term of that rarity weighs in a document that holds it in a way, in thousandths, all fields together. */
export type Weigher = (kind: number, document: number) => number;

/** In longer fields, weights are computed each time. */
const MOST_KEPT = 1_024;
/** A weigher that is used less often computes all. */
const WORTH_KEEPING = 256;

/**
 * Weighs as lunr 2.3.9 does when it builds its index: BM25 for each field, times the field's boost, rounded; then
 * summed over the fields. O(fields that hold the term).
 *
 * @param boosts One a field.
 * @returns Makes the weigher of a term; `uses`: how often it is used, about.
 */
export function createWeighers(
  { kinds, lengths, sizes }: Pick<PostingTables, 'kinds' | 'lengths' | 'sizes'>,
  { means }: Statistics,
  boosts: readonly number[],
): (rarity: number, uses: number) => Weigher {
  const { parents, entries } = kinds;
  const columns = Object.values(lengths);
  /** By field and length: the part of BM25's denominator that the length decides. */
  const norms = means.map((mean, field) => {
    const longest = sizes.longest[field] as number;
    return Float64Array.from({ length: longest + 1 }, (_, length) => K1 * (1 - B + B * (length / mean)));
  });
  const weigh = (rarity: number, kind: number, document: number): number => {
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
  const [firstLengths = new Uint8Array()] = columns;
  return (rarity, uses) => {
    if (uses < WORTH_KEEPING) return (kind, document) => weigh(rarity, kind, document);
    /** Of the kind that most postings have, once in the first field: by its length, 0 where it is not known yet. */
    const kept = new Float64Array(Math.min(MOST_KEPT, (sizes.longest[0] ?? 0) + 1));
    return (kind, document) => {
      const length = firstLengths[document] as number;
      if (kind > 0 || length >= kept.length) return weigh(rarity, kind, document);
      let weight = kept[length] as number;
      if (weight === 0) {
        weight = weigh(rarity, kind, document);
        kept[length] = weight;
      }
      return weight;
    };
  };
}

/** By term: the largest weight in any document, in thousandths, while these are all documents. O(postings). */
export function findMaxima(tables: PostingTables, boosts: readonly number[]): Column {
  const statistics = statisticsOf(tables);
  const weighers = createWeighers(tables, statistics, boosts);
  const { holdings } = tables.postings;
  const maxima = new GrowingColumn();
  for (let term = 0; term < holdings.length; term++) {
    const holders = holdings[term] as number;
    const weigh = weighers(rarityOf(holders, statistics.documents), holders);
    let most = 0;
    for (const cursor = new PostingsCursor(tables, term); cursor.document < END; cursor.next()) {
      most = Math.max(most, weigh(cursor.kind, cursor.document));
    }
    maxima.push(most);
  }
  return maxima.finish();
}
