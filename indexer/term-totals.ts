import { createCapitalReader } from './find-names.ts';
import { BOOSTS, isWithin } from './passage-fields.ts';
import { type Kinds, MOST_FIELDS } from './segment/kinds.ts';
import { END, PostingsCursor } from './segment/postings-cursor.ts';
import { type Column, newColumn } from './segment/column.ts';
import { countTerms } from './segment/dictionary.ts';
import { countTexts } from './segment/texts.ts';
import { findMaxima } from './segment/weigh-terms.ts';
import type { Segment, SegmentTables, TermTotals } from './segment-tables.ts';
import { findFirstPassages } from './stored-passages.ts';

/** Sums up what the posts say of each term, so that they can be searched. O(words). */
export function sumUp(tables: SegmentTables): Segment {
  const count = countTerms(tables.terms);
  const capitals = new Uint32Array(count);
  const inside = new Uint32Array(count);
  const readCapitals = createCapitalReader(tables);
  const firsts = findFirstPassages(tables);
  for (let post = 0; post < countTexts(tables.ids); post++) {
    readCapitals(post, firsts[post] as number, firsts[post + 1] as number, (term, withCapital, all) => {
      capitals[term] = (capitals[term] as number) + withCapital;
      inside[term] = (inside[term] as number) + all;
    });
  }
  const totals: TermTotals = {
    frequencies: narrow(countWithin(tables)),
    capitals: narrow(capitals),
    inside: narrow(inside),
    maxima: findMaxima(tables, BOOSTS),
  };
  return { ...tables, totals };
}

/** In how many passages each term stands, in their text or headings. */
function countWithin(tables: SegmentTables): Uint32Array {
  const isKindWithin = findKindsWithin(tables.kinds);
  const counts = new Uint32Array(countTerms(tables.terms));
  for (let term = 0; term < counts.length; term++) {
    let count = 0;
    for (const cursor = new PostingsCursor(tables, term); cursor.document < END; cursor.next()) {
      if (isKindWithin[cursor.kind]) count++;
    }
    counts[term] = count;
  }
  return counts;
}

/** By kind: is one of its fields the passage's own? */
function findKindsWithin({ parents, entries }: Kinds): boolean[] {
  const found: boolean[] = [];
  for (let kind = 0; kind < parents.length; kind++) {
    const parent = parents[kind] as number;
    found.push(isWithin((entries[kind] as number) & (MOST_FIELDS - 1)) || (parent > 0 && found[parent - 1] === true));
  }
  return found;
}

function narrow(values: Uint32Array): Column {
  let largest = 0;
  for (let place = 0; place < values.length; place++) largest = Math.max(largest, values[place] as number);
  const column = newColumn(values.length, largest);
  column.set(values);
  return column;
}
