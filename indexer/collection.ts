import { isName } from './find-names.ts';
import type { OpenSegment } from './open-segment.ts';
import { isWithin } from './passage-fields.ts';
import type { Collection } from './segment/search-postings.ts';
import { FIELDS_ABOVE, type TermTotals } from './segment-tables.ts';
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
 * O(passages + terms).
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
  const columns = Object.values(tables.lengths);
  const { sentences } = tables.passages;
  const addPosts = (firstPost: number, endPost: number, sign: 1 | -1) => {
    const [first, end] = [firsts[firstPost] as number, firsts[endPost] as number];
    sums.posts += sign * (endPost - firstPost);
    sums.documents += sign * (end - first);
    for (const [field, column] of columns.entries()) {
      let sum = 0;
      for (let passage = first; passage < end; passage++) sum += column[passage] as number;
      sums.fields[field] = (sums.fields[field] ?? 0) + sign * sum;
      if (isWithin(field)) sums.within += sign * sum;
    }
    sums.within += sign * (end - first + (sentences[end] as number) - (sentences[first] as number));
    for (let post = firstPost; post < endPost; post++) {
      if (firsts[post] === firsts[post + 1]) continue;
      for (const column of columns.slice(-FIELDS_ABOVE))
        sums.above += sign * (column[firsts[post] as number] as number);
    }
  };
  addPosts(0, firsts.length - 1, 1);
  for (const post of gonePosts) addPosts(post, post + 1, -1);
}
