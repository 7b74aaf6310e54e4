import { type Bits, isMarked } from './bits.ts';
import type { Column } from './column.ts';
import { countDocuments, type PostingTables } from './postings.ts';
import { END, PostingsCursor } from './postings-cursor.ts';
import { TopDocuments } from './top-documents.ts';
import {
  createWeighers,
  PRECISION,
  rarityOf,
  type Statistics,
  statisticsOf,
  type Weigher,
} from './weigh-terms.ts';

/** A term by its number, which holds for the more the higher its boost is (not below 0). */
export interface Wanted {
  readonly term: number;
  readonly boost: number;
}

export interface Match {
  readonly document: number;
  /** As lunr 2.3.9 scores it, all fields in scope. */
  readonly score: number;
}

/** Some of the documents that are searched. */
export interface SearchPart {
  readonly tables: PostingTables;
  /** By term: the largest weight in any document, in thousandths, as `findMaxima` gives it. */
  readonly maxima: Column;
  /** The number of the part's first document; the others follow. */
  readonly first: number;
  /** The number that a term has in the part; `undefined` when it stands nowhere there. */
  termOf(term: number): number | undefined;
  /** The documents of the part that are not there any more; `null`: all are. */
  readonly gone: Bits | null;
}

/** What all documents that are there, of all parts, have a say in. */
export interface Collection extends Statistics {
  /** How many fields of documents hold the term. */
  holdingsOf(term: number): number;
}

/** A term's way through a part. */
interface Cursor {
  readonly postings: PostingsCursor;
  readonly weigh: Weigher;
  readonly weight: number;
  /** What no document gains more than by this term and those behind it. */
  rest: number;
}

/** Documents whose scores are summed at once; their sums stay in the processor's first cache. */
const WINDOW_BITS = 12;
const WINDOW = 1 << WINDOW_BITS;
const WORD_BITS = 5;
const WORD = 1 << WORD_BITS;
/** Sums in another order may differ in their last bits; a bound must not be below any of them. */
const SLACK = 1 + 1e-9;

/**
 * Makes the search over postings: the `limit` best documents that hold any of the terms, best first,
 * ties by number.
 *
 * Documents are scored by MaxScore (Turtle and Flood, "Query evaluation: strategies and optimizations",
 * Information Processing & Management 31(6), 1995), a window of documents at a time. Terms stand by the
 * most that they can add. Once `limit` documents are found, the last terms, which all together cannot
 * lift a document above the worst of these, bring no new documents: they are only looked up for those
 * that the others bring, as long as these can still get in. Always the same sums in the same order, so
 * that leaving out never changes a score.
 * O(postings of the terms) at worst, and of the rare terms alone when `limit` is small.
 *
 * @param boosts One a field.
 */
export function createPostingsSearch(
  parts: readonly SearchPart[],
  collection: Collection,
  boosts: readonly number[],
  isPruned = true,
) {
  const isAlone = parts.length === 1 && parts[0]?.gone === null;
  const searches = parts.map((part) => {
    const boundOf = isAlone ? null : createBounds(part, collection);
    return createPartSearch(part, collection, boosts, isPruned, boundOf);
  });

  return (wanted: readonly Wanted[], limit: number): Match[] => {
    const summed = new Map<number, number>();
    // A term that is wanted twice counts for both.
    for (const { term, boost } of wanted) summed.set(term, (summed.get(term) ?? 0) + boost);
    // Lunr divides by the length of the question's vector.
    const length = Math.sqrt([...summed.values()].reduce((sum, boost) => sum + boost * boost, 0)) || 1;
    const terms = [...summed].map(([term, boost]) => ({
      term,
      weight: boost / length / PRECISION,
      rarity: rarityOf(collection.holdingsOf(term), collection.documents),
    }));
    const best = new TopDocuments(limit);
    if (limit > 0) for (const search of searches) search(terms, best);
    return best.finish();
  };
}

interface WeightedTerm {
  readonly term: number;
  readonly weight: number;
  readonly rarity: number;
}

function createPartSearch(
  part: SearchPart,
  collection: Collection,
  boosts: readonly number[],
  isPruned: boolean,
  boundOf: Bounds | null,
) {
  const { tables, maxima, first, gone } = part;
  const documents = countDocuments(tables);
  const weighers = createWeighers(tables, collection, boosts);
  const sums = new Float64Array(WINDOW);
  const touched = new Uint32Array(WINDOW / WORD);

  return (terms: readonly WeightedTerm[], best: TopDocuments): void => {
    const cursors = createCursors(terms);
    let essential = cursors.length;
    const leaveOut = () => {
      while (isPruned && essential > 0 && (cursors[essential - 1] as Cursor).rest * SLACK <= best.threshold) {
        essential--;
      }
    };
    leaveOut();
    for (
      let document = nextDocument(cursors, essential);
      document < documents;
      document = nextDocument(cursors, essential)
    ) {
      const base = (document >>> WINDOW_BITS) << WINDOW_BITS;
      for (let i = 0; i < essential; i++) sumWindow(cursors[i] as Cursor, base);
      takeWindow(base, cursors, essential, best);
      leaveOut();
    }
  };

  /** One a term that the part holds, the one that can add most first. */
  function createCursors(terms: readonly WeightedTerm[]): Cursor[] {
    const ordered = terms.flatMap(({ term, weight, rarity }) => {
      const own = part.termOf(term);
      if (own === undefined) return [];
      const most = boundOf === null ? (maxima[own] as number) : boundOf(own, rarity);
      const postings = new PostingsCursor(tables, own);
      const holdings = tables.postings.holdings[own] as number;
      return [{ term, cursor: { postings, weigh: weighers(rarity, holdings), weight, rest: weight * most } }];
    });
    ordered.sort((a, b) => b.cursor.rest - a.cursor.rest || a.term - b.term);
    const cursors = ordered.map(({ cursor }): Cursor => cursor);
    for (let i = cursors.length - 2; i >= 0; i--) {
      (cursors[i] as Cursor).rest += (cursors[i + 1] as Cursor).rest;
    }
    return cursors;
  }

  function sumWindow({ postings, weigh, weight }: Cursor, base: number): void {
    for (const behind = Math.min(base + WINDOW, documents); postings.document < behind; postings.next()) {
      const at = postings.document - base;
      sums[at] = (sums[at] as number) + weight * weigh(postings.kind, postings.document);
      const word = at >>> WORD_BITS;
      touched[word] = (touched[word] as number) | (1 << (at & (WORD - 1)));
    }
  }

  /** Completes the sums of the window's documents, hands them over in ascending order, and clears up. */
  function takeWindow(base: number, cursors: readonly Cursor[], essential: number, best: TopDocuments): void {
    for (let word = 0; word < touched.length; word++) {
      let bits = touched[word] as number;
      touched[word] = 0;
      while (bits !== 0) {
        const lowest = bits & -bits;
        bits ^= lowest;
        const at = word * WORD + 31 - Math.clz32(lowest);
        let sum = sums[at] as number;
        sums[at] = 0;
        const document = base + at;
        if (gone !== null && isMarked(gone, document)) continue;
        let i = essential;
        for (; i < cursors.length; i++) {
          const { postings, weigh, weight, rest } = cursors[i] as Cursor;
          if ((sum + rest) * SLACK <= best.threshold) break;
          postings.seek(document);
          if (postings.document === document) sum += weight * weigh(postings.kind, document);
        }
        if (i === cursors.length) best.offer(first + document, sum);
      }
    }
  }
}

/** What no posting of a term (by its number in the part) weighs more than, in thousandths, when it is so rare. */
type Bounds = (term: number, rarity: number) => number;

/**
 * The bounds of a part that is not all there is: the weights that its documents have by themselves are stretched by how
 * much rarer the term has become, and by how much a document may have become shorter beside the mean, which lifts BM25
 * at most as much as the mean has grown. Each field was rounded before, and is again.
 */
function createBounds({ tables, maxima }: SearchPart, collection: Collection): Bounds {
  const own = statisticsOf(tables);
  const growth = own.means.map((mean, field) => (mean > 0 ? (collection.means[field] as number) / mean : 1));
  const stretch = Math.max(1, ...growth);
  const rounding = own.means.length / 2;
  return (term, rarity) => {
    const ownRarity = rarityOf(tables.postings.holdings[term] as number, own.documents);
    return stretch * (rarity / ownRarity) * ((maxima[term] as number) + rounding) + rounding;
  };
}

/** The lowest document that the first `count` terms have still before them; `END` when there is none. */
function nextDocument(cursors: readonly Cursor[], count: number): number {
  let lowest = END;
  for (let i = 0; i < count; i++) lowest = Math.min(lowest, (cursors[i] as Cursor).postings.document);
  return lowest;
}
