import { KindNumbers } from './kinds.ts';
import { PostingsEncoder, type PostingTables } from './postings.ts';
import { END, PostingsCursor } from './postings-cursor.ts';

/** Postings that are joined with others. */
export interface PostingsSource {
  readonly tables: Pick<PostingTables, 'postings' | 'marks' | 'kinds'>;
  /** By document: its number in the whole, plus one; 0: it is not taken. */
  readonly targets: Uint32Array;
}

/**
 * Joins postings, term by term: of each source that holds the term, what it has, with the new numbers. O(postings).
 *
 * @param numbers By source and its own term: the number in the whole, plus one; 0: no taken document holds it.
 * @param terms How many there are in the whole.
 */
export function mergePostings(
  sources: readonly PostingsSource[],
  numbers: readonly Uint32Array[],
  terms: number,
): Omit<PostingTables, 'lengths' | 'sizes'> {
  const kinds = new KindNumbers();
  const kindsOf = sources.map(({ tables }) => kinds.from(tables.kinds));
  const holders = listHolders(numbers, terms);
  const encoder = new PostingsEncoder();
  const taken = new Holdings();
  for (let term = 0; term < terms; term++) {
    taken.clear();
    for (let at = holders.starts[term] as number; at < (holders.starts[term + 1] as number); at++) {
      const part = holders.parts[at] as number;
      const { tables, targets } = sources[part] as PostingsSource;
      const cursor = new PostingsCursor(tables, holders.terms[at] as number);
      for (; cursor.document < END; cursor.next()) {
        const target = targets[cursor.document] as number;
        if (target > 0) taken.push(target - 1, part, cursor.kind);
      }
    }
    taken.sort();
    // Kinds get their numbers in the order of what is written, which does not depend on the parts.
    let fields = 0;
    for (let at = 0; at < taken.count; at++) {
      const kind = (kindsOf[taken.parts[at] as number] as (kind: number) => number)(
        taken.kinds[at] as number,
      );
      taken.kinds[at] = kind;
      fields += kinds.countFields(kind);
    }
    encoder.beginTerm(fields);
    for (let at = 0; at < taken.count; at++) {
      encoder.push(taken.documents[at] as number, taken.kinds[at] as number);
    }
  }
  return { ...encoder.finish(), kinds: kinds.finish() };
}

/** Which segments hold each term, and under which number there: a counting sort. */
function listHolders(numbers: readonly Uint32Array[], terms: number) {
  const starts = new Uint32Array(terms + 1);
  for (const own of numbers) {
    // What is not taken has number 0, and is counted where nothing is.
    for (let term = 0; term < own.length; term++) {
      const number = own[term] as number;
      if (number > 0) starts[number] = (starts[number] as number) + 1;
    }
  }
  for (let term = 1; term <= terms; term++)
    starts[term] = (starts[term] as number) + (starts[term - 1] as number);
  const next = starts.slice();
  const [parts, own] = [new Uint32Array(starts[terms] as number), new Uint32Array(starts[terms] as number)];
  for (const [part, final] of numbers.entries()) {
    for (let term = 0; term < final.length; term++) {
      const number = final[term] as number;
      if (number === 0) continue;
      const at = next[number - 1] as number;
      next[number - 1] = at + 1;
      parts[at] = part;
      own[at] = term;
    }
  }
  return { starts, parts, terms: own };
}

/** The postings of one term at a time: documents of the whole, and by which part and kind of that part. */
class Holdings {
  documents = new Uint32Array(1_024);
  parts = new Uint32Array(1_024);
  kinds = new Uint32Array(1_024);
  count = 0;
  #isSorted = true;

  clear(): void {
    this.count = 0;
    this.#isSorted = true;
  }

  push(document: number, part: number, kind: number): void {
    if (this.count === this.documents.length) {
      this.documents = enlarge(this.documents);
      this.parts = enlarge(this.parts);
      this.kinds = enlarge(this.kinds);
    }
    if (this.count > 0 && document < (this.documents[this.count - 1] as number)) this.#isSorted = false;
    this.documents[this.count] = document;
    this.parts[this.count] = part;
    this.kinds[this.count++] = kind;
  }

  /** By document. Segments that follow each other are in order already. */
  sort(): void {
    if (this.#isSorted) return;
    const order = Array.from({ length: this.count }, (_, at) => at);
    order.sort((a, b) => (this.documents[a] as number) - (this.documents[b] as number));
    for (const column of [this.documents, this.parts, this.kinds]) {
      column.set(order.map((at) => column[at] as number));
    }
  }
}

function enlarge(values: Uint32Array<ArrayBuffer>): Uint32Array<ArrayBuffer> {
  const larger = new Uint32Array(2 * values.length);
  larger.set(values);
  return larger;
}
