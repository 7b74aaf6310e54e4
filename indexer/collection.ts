import { createCapitalReader, isName } from './find-names.ts';
import type { OpenSegment } from './open-segment.ts';
import { createFieldReader, isWithin } from './passage-fields.ts';
import { FIELDS_ABOVE } from './segment-tables.ts';
import type { Column } from './segment/column.ts';
import type { Collection } from './segment/search-postings.ts';
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
 * Sums the totals of segments up, and takes off what their posts that are gone have a share in: what comes out is what
 * one segment of the posts that are there would have. O(passages + terms + words of what is gone).
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

type Totals = Readonly<Record<'holdings' | 'documents' | 'frequencies' | 'capitals' | 'inside', Column>>;

function totalsOf({ tables: { postings, totals } }: OpenSegment): Totals {
  const { holdings, documents } = postings;
  const { frequencies, capitals, inside } = totals;
  return { holdings, documents, frequencies, capitals, inside };
}

function sumTerms(segments: readonly OpenSegment[], vocabulary: Vocabulary): Totals {
  const [first] = segments as readonly [OpenSegment];
  if (segments.length === 1 && first.gone === null) return totalsOf(first);
  const sums = {
    holdings: new Uint32Array(vocabulary.size),
    documents: new Uint32Array(vocabulary.size),
    frequencies: new Uint32Array(vocabulary.size),
    capitals: new Uint32Array(vocabulary.size),
    inside: new Uint32Array(vocabulary.size),
  };
  const add = (key: keyof Totals, term: number, amount: number) => {
    sums[key][term] = (sums[key][term] as number) + amount;
  };
  for (const [part, segment] of segments.entries()) {
    for (const [key, column] of Object.entries(totalsOf(segment)) as [keyof Totals, Column][]) {
      for (let own = 0; own < column.length; own++) {
        add(key, vocabulary.fromOwn(part, own), column[own] as number);
      }
    }
    takeOff(segment, (key, own, amount) => add(key, vocabulary.fromOwn(part, own), -amount));
  }
  return sums;
}

/** Tells of what the posts that are gone have a share in. */
function takeOff(
  { tables, firsts, gonePosts }: OpenSegment,
  tell: (key: keyof Totals, term: number, amount: number) => void,
): void {
  if (gonePosts.length === 0) return;
  const readFields = createFieldReader(tables);
  const readCapitals = createCapitalReader(tables);
  for (const post of gonePosts) {
    const [first, end] = [firsts[post] as number, firsts[post + 1] as number];
    for (let passage = first; passage < end; passage++) {
      const [held, within] = [new Set<number>(), new Set<number>()];
      for (const [field, terms] of readFields(passage).entries()) {
        for (const term of new Set(terms)) {
          tell('holdings', term, 1);
          held.add(term);
          if (isWithin(field)) within.add(term);
        }
      }
      for (const term of held) tell('documents', term, 1);
      for (const term of within) tell('frequencies', term, 1);
    }
    readCapitals(post, first, end, (term, capitals, inside) => {
      tell('capitals', term, capitals);
      tell('inside', term, inside);
    });
  }
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
      for (const column of columns.slice(-FIELDS_ABOVE)) sums.above += sign * (column[firsts[post] as number] as number);
    }
  };
  addPosts(0, firsts.length - 1, 1);
  for (const post of gonePosts) addPosts(post, post + 1, -1);
}
