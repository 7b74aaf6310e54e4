import { isWithin } from './passage-fields.ts';
import { narrow } from './segment/column.ts';
import { type Kinds, MOST_FIELDS } from './segment/kinds.ts';
import type { PostingTables } from './segment/postings.ts';
import { END, PostingsCursor } from './segment/postings-cursor.ts';
import type { TermTotals } from './segment-tables.ts';

/** Counts what postings tell. O(postings). */
export function countHolders(
  tables: Omit<PostingTables, 'lengths' | 'sizes'>,
): Pick<TermTotals, 'documents' | 'holdings' | 'frequencies'> {
  const isKindWithin = findKindsWithin(tables.kinds);
  const { holdings } = tables.postings;
  const [documents, frequencies] = [new Uint32Array(holdings.length), new Uint32Array(holdings.length)];
  for (let term = 0; term < holdings.length; term++) {
    let [count, within] = [0, 0];
    for (const cursor = new PostingsCursor(tables, term); cursor.document < END; cursor.next()) {
      count++;
      if (isKindWithin[cursor.kind]) within++;
    }
    documents[term] = count;
    frequencies[term] = within;
  }
  return { documents: narrow(documents), holdings, frequencies: narrow(frequencies) };
}

/** By kind: is one of its fields the passage's own? */
function findKindsWithin({ parents, entries }: Kinds): boolean[] {
  const found: boolean[] = [];
  for (let kind = 0; kind < parents.length; kind++) {
    const parent = parents[kind] as number;
    found.push(
      isWithin((entries[kind] as number) & (MOST_FIELDS - 1)) || (parent > 0 && found[parent - 1] === true),
    );
  }
  return found;
}
