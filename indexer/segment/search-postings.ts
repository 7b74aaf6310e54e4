import type { Column } from './column.ts';
import type { Postings } from './postings.ts';
import { TopDocuments } from './top-documents.ts';

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

/** One term on its way through its postings. */
interface Cursor {
  readonly weight: number;
  /** What no document gains more than by this term and those behind it. */
  rest: number;
  place: number;
  readonly end: number;
}

/** Documents whose scores are summed at once; their sums stay in the processor's first cache. */
const WINDOW_BITS = 12;
const WINDOW = 1 << WINDOW_BITS;
const WORD = 32;
/** Sums in another order may differ in their last bits; a bound must not be below any of them. */
const SLACK = 1 + 1e-9;
const PRECISION = 1_000;

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
 */
export function createPostingsSearch(postings: Postings, isPruned = true) {
  const { starts, documents, impacts, maxima } = postings;
  const sums = new Float64Array(WINDOW);
  const touched = new Uint32Array(WINDOW / WORD);

  return (wanted: readonly Wanted[], limit: number): Match[] => {
    const cursors = createCursors(wanted);
    const best = new TopDocuments(limit);
    let essential = limit > 0 ? cursors.length : 0;
    for (
      let first = nextDocument(cursors, essential, documents);
      first < Number.POSITIVE_INFINITY;
      first = nextDocument(cursors, essential, documents)
    ) {
      const base = (first >>> WINDOW_BITS) << WINDOW_BITS;
      for (let i = 0; i < essential; i++) sumWindow(cursors[i] as Cursor, base, documents, impacts);
      takeWindow(base, cursors, essential, best);
      while (isPruned && essential > 0 && (cursors[essential - 1] as Cursor).rest * SLACK <= best.threshold) {
        essential--;
      }
    }
    return best.finish();
  };

  /** One a term, the one that can add most first. A term that is wanted twice counts for both. */
  function createCursors(wanted: readonly Wanted[]): Cursor[] {
    const boosts = new Map<number, number>();
    for (const { term, boost } of wanted) boosts.set(term, (boosts.get(term) ?? 0) + boost);
    // Lunr divides by the length of the question's vector.
    const length = Math.sqrt([...boosts.values()].reduce((sum, boost) => sum + boost * boost, 0)) || 1;
    const cursors = [...boosts].map(([term, boost]) => {
      const weight = boost / length / PRECISION;
      return {
        term,
        weight,
        rest: weight * (maxima[term] as number),
        place: starts[term] as number,
        end: starts[term + 1] as number,
      };
    });
    cursors.sort((a, b) => b.rest - a.rest || a.term - b.term);
    for (let i = cursors.length - 2; i >= 0; i--) {
      (cursors[i] as Cursor).rest += (cursors[i + 1] as Cursor).rest;
    }
    return cursors;
  }

  function sumWindow(cursor: Cursor, base: number, documents: Column, impacts: Column): void {
    const { weight, end } = cursor;
    const behind = base + WINDOW;
    let place = cursor.place;
    for (; place < end; place++) {
      const document = documents[place] as number;
      if (document >= behind) break;
      const at = document - base;
      sums[at] = (sums[at] as number) + weight * (impacts[place] as number);
      touched[at >>> 5] = (touched[at >>> 5] as number) | (1 << (at & 31));
    }
    cursor.place = place;
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
        let i = essential;
        for (; i < cursors.length; i++) {
          const cursor = cursors[i] as Cursor;
          if ((sum + cursor.rest) * SLACK <= best.threshold) break;
          const place = seek(documents, cursor.place, cursor.end, document);
          cursor.place = place;
          if (place < cursor.end && documents[place] === document) {
            sum += cursor.weight * (impacts[place] as number);
          }
        }
        if (i === cursors.length) best.offer(document, sum);
      }
    }
  }
}

/** The lowest document that the first `count` terms have still before them; infinite when there is none. */
function nextDocument(cursors: readonly Cursor[], count: number, documents: Column): number {
  let lowest = Number.POSITIVE_INFINITY;
  for (let i = 0; i < count; i++) {
    const { place, end } = cursors[i] as Cursor;
    if (place < end) lowest = Math.min(lowest, documents[place] as number);
  }
  return lowest;
}

/** The first place from `place` on that holds `document` or a later one; strides double until they pass it. */
function seek(documents: Column, place: number, end: number, document: number): number {
  let low = place;
  let stride = 1;
  while (low + stride < end && (documents[low + stride] as number) < document) {
    low += stride;
    stride *= 2;
  }
  let high = Math.min(end, low + stride + 1);
  while (low < high) {
    const middle = (low + high) >>> 1;
    if ((documents[middle] as number) < document) low = middle + 1;
    else high = middle;
  }
  return low;
}
