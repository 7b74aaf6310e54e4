import { isName } from './find-names.ts';
import type { OpenSegment } from './open-segment.ts';
import { isWithin } from './passage-fields.ts';
import { countDocuments } from './segment/postings.ts';
import type { Collection } from './segment/search-postings.ts';
import { measureAbove, type TermTotals } from './segment-tables.ts';
import type { Vocabulary } from './vocabulary.ts';

/** What all posts that are there say of terms, by number, and of themselves. */
export interface CollectionTotals extends Collection {
  /** In how many passages a term stands: in their text or headings, else in any field. */
  frequencyOf(term: number): number;
  isName(term: number): boolean;
  /** Mean numbers of terms of posts, above their text and in it, where each heading and sentence counts for one more. */
  readonly meanLengths: { readonly title: number; readonly body: number };
}

/**
 * Sums up what the segments' posts say that are there: what comes out is what one segment of them would have.
 * O(parts), and O(terms) when there are several.
 */
export function sumCollection(segments: readonly OpenSegment[], vocabulary: Vocabulary): CollectionTotals {
  const totals = sumTerms(segments, vocabulary);
  const sums = { documents: 0, fields: [] as number[], posts: 0, above: 0, within: 0 };
  for (const segment of segments) addLengths(segment, sums);
  return {
    documents: sums.documents,
    means: sums.fields.map((sum) => sum / sums.documents),
    holdingsOf: (term) => totals.holdings[term] ?? 0,
    frequencyOf: (term) => totals.frequencies[term] || (totals.documents[term] ?? 0),
    isName: (term) => isName(totals.capitals[term] ?? 0, totals.inside[term] ?? 0),
    meanLengths: {
      title: sums.above / Math.max(1, sums.posts),
      body: sums.within / Math.max(1, sums.posts),
    },
  };
}

function sumTerms(segments: readonly OpenSegment[], vocabulary: Vocabulary): TermTotals {
  const [first, ...others] = segments as readonly [OpenSegment, ...OpenSegment[]];
  if (others.length === 0) return first.live;
  const sums = Object.entries(first.live).map(([name, column]) => {
    const sum = new Uint32Array(vocabulary.size);
    sum.set(column);
    for (const [n, { live }] of others.entries()) {
      for (const [own, count] of live[name as keyof TermTotals].entries()) {
        const term = vocabulary.fromOwn(n + 1, own);
        sum[term] = (sum[term] as number) + count;
      }
    }
    return [name, sum] as const;
  });
  return Object.fromEntries(sums) as TermTotals;
}

interface Sums {
  documents: number;
  fields: number[];
  posts: number;
  above: number;
  within: number;
}

function addLengths({ tables, firsts, gonePosts }: OpenSegment, sums: Sums): void {
  const { lengths, passages, sizes, postSizes } = tables;
  const columns = Object.values(lengths);
  const marksOf = (first: number, end: number) =>
    end - first + (passages.sentences[end] as number) - (passages.sentences[first] as number);
  const addField = (field: number, amount: number) => {
    sums.fields[field] = (sums.fields[field] ?? 0) + amount;
    if (isWithin(field)) sums.within += amount;
  };
  const passageCount = countDocuments(tables);
  sums.posts += firsts.length - 1 - gonePosts.length;
  sums.documents += passageCount;
  sums.within += marksOf(0, passageCount);
  sums.above += postSizes.above[0] as number;
  for (const [field, total] of sizes.totals.entries()) addField(field, total);
  for (const post of gonePosts) {
    const [first, end] = [firsts[post] as number, firsts[post + 1] as number];
    sums.documents -= end - first;
    sums.within -= marksOf(first, end);
    sums.above -= measureAbove(lengths, first, end);
    for (const [field, column] of columns.entries()) {
      for (let passage = first; passage < end; passage++) addField(field, -(column[passage] as number));
    }
  }
}
