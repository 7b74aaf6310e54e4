import { analysePosts } from './analyse-posts.ts';
import { createBlockReader, type Inflate } from './segment/blocks.ts';
import { narrow } from './segment/column.ts';
import { countTerms, findTerm, termOf } from './segment/dictionary.ts';
import type { SegmentPart, SegmentTables, StoredPost, TermTotals } from './segment-tables.ts';
import { findFirstPassages, readPassage } from './stored-passages.ts';

/**
 * The part without some more of its posts. What these have a share in is found by analysing them again, as they are
 * stored: O(their text + terms of the part).
 *
 * @param removed All posts that are not there, those that were not before included, ascending.
 */
export function removePosts<Tables extends SegmentTables>(
  part: SegmentPart<Tables>,
  removed: Uint32Array,
  inflate: Inflate,
): SegmentPart<Tables> {
  const before = new Set(part.removed);
  const gone = removed.filter((post) => !before.has(post));
  if (gone.length === 0) return part;
  const { tables, live } = part;
  const less = analyseAgain(tables, gone, inflate);
  const numbers = Array.from({ length: countTerms(less.terms) }, (_, number) =>
    findTerm(tables.terms, termOf(less.terms, number)),
  );
  const taken = Object.entries(live).map(([name, column]) => {
    const counts = Uint32Array.from(column);
    for (const [own, number] of numbers.entries()) {
      if (number !== undefined)
        counts[number] = (counts[number] as number) - (less.totals[name as keyof TermTotals][own] as number);
    }
    return [name, narrow(counts)] as const;
  });
  return { tables, removed: narrow(removed), live: Object.fromEntries(taken) as TermTotals };
}

function analyseAgain(tables: SegmentTables, posts: Uint32Array, inflate: Inflate): SegmentTables {
  const readers = {
    posts: createBlockReader(tables.posts, inflate),
    texts: createBlockReader(tables.texts, inflate),
  };
  const firsts = findFirstPassages(tables);
  const stored = Array.from(posts, (post) => JSON.parse(readers.posts.text(post)) as StoredPost);
  return analysePosts(stored, {
    cut: ({ id }, place) => {
      const post = posts[place] as number;
      const [first, end] = [firsts[post] as number, firsts[post + 1] as number];
      return Array.from({ length: end - first }, (_, n) => readPassage(tables, readers.texts, first + n, id));
    },
  });
}
