import { type Column, GrowingColumn, newColumn } from './column.ts';

/**
 * Which documents hold which terms, and what each holding is worth: those of term n are at the places
 * `starts[n]` to `starts[n + 1]` of the other two.
 */
export type Postings = {
  readonly starts: Column;
  /** Numbers of documents, ascending within a term. */
  readonly documents: Column;
  /** Thousandths of Lunr's weight of the term in the document, summed over its fields. */
  readonly impacts: Column;
  /** The largest impact of each term. */
  readonly maxima: Column;
};

/** Lunr's own values, which it takes when none are given. */
const K1 = 1.2;
const B = 0.75;
/** Lunr rounds each weight to three places. */
const PRECISION = 1_000;
const FIELD_BITS = 4;

/** Collects the terms of documents, field by field, then weighs them as lunr 2.3.9 does. */
export class PostingsWriter {
  readonly #boosts: readonly number[];
  /** One entry a document, field and term: the term, and how often, with the field in the lowest bits. */
  #terms = new GrowingColumn();
  #counts = new GrowingColumn();
  /** One a document: where its entries begin. */
  readonly #entries = new GrowingColumn();
  /** One a document and field, in terms. */
  readonly #lengths = new GrowingColumn();
  /** By term; all zero between two fields. */
  readonly #scratch: Uint32Array;

  /**
   * @param boosts One a field, at most 16.
   * @param terms How many terms there are.
   */
  constructor(boosts: readonly number[], terms: number) {
    this.#boosts = boosts;
    this.#scratch = new Uint32Array(terms);
  }

  /** Adds a document: one list of numbers of terms for each field. O(terms). */
  add(fields: readonly (readonly number[] | Column)[]): void {
    this.#entries.push(this.#terms.length);
    const counts = this.#scratch;
    for (let field = 0; field < this.#boosts.length; field++) {
      const terms = fields[field] ?? [];
      this.#lengths.push(terms.length);
      const first = this.#terms.length;
      for (const term of terms) {
        const count = counts[term] as number;
        if (count === 0) this.#terms.push(term);
        counts[term] = count + 1;
      }
      for (let entry = first; entry < this.#terms.length; entry++) {
        const term = this.#terms.at(entry);
        this.#counts.push(((counts[term] as number) << FIELD_BITS) | field);
        counts[term] = 0;
      }
    }
  }

  /** The postings of all terms. O(entries). */
  finish(): Postings {
    const terms = this.#scratch.length;
    const documents = this.#entries.length;
    this.#entries.push(this.#terms.length);
    const { ends, counts, holders } = this.#sortByTerm(terms, documents);
    this.#terms = new GrowingColumn();
    this.#counts = new GrowingColumn();
    const norms = this.#normalise(documents);
    const fields = this.#boosts.length;
    const starts = new GrowingColumn();
    const maxima = new GrowingColumn();
    let heaviest = 0;
    let written = 0;
    let place = 0;
    for (let term = 0; term < terms; term++) {
      starts.push(written);
      const end = ends[term] as number;
      const rarity = rarityOf(end - place, documents);
      let most = 0;
      while (place < end) {
        const document = holders[place] as number;
        let sum = 0;
        for (; place < end && holders[place] === document; place++) {
          const entry = counts[place] as number;
          const field = entry & ((1 << FIELD_BITS) - 1);
          const count = entry >>> FIELD_BITS;
          const norm = norms[document * fields + field] as number;
          const weight = ((rarity * ((K1 + 1) * count)) / (norm + count)) * (this.#boosts[field] as number);
          sum += Math.round(weight * PRECISION);
        }
        // What is written takes the place of what was read: a document has one entry at least.
        holders[written] = document;
        counts[written] = sum;
        written++;
        if (sum > most) most = sum;
      }
      maxima.push(most);
      if (most > heaviest) heaviest = most;
    }
    starts.push(written);
    return {
      starts: starts.finish(),
      documents: narrow(holders.subarray(0, written), documents),
      impacts: narrow(counts.subarray(0, written), heaviest),
      maxima: maxima.finish(),
    };
  }

  /** Counting sort: the counts of the entries by term, then in their own order, which is that of documents. */
  #sortByTerm(terms: number, documents: number) {
    const total = this.#terms.length;
    const ends = new Uint32Array(terms + 1);
    for (let entry = 0; entry < total; entry++) {
      const term = this.#terms.at(entry) + 1;
      ends[term] = (ends[term] as number) + 1;
    }
    for (let term = 1; term < ends.length; term++)
      ends[term] = (ends[term] as number) + (ends[term - 1] as number);
    const counts = new Uint32Array(total);
    const holders = new Uint32Array(total);
    for (let document = 0; document < documents; document++) {
      const end = this.#entries.at(document + 1);
      for (let entry = this.#entries.at(document); entry < end; entry++) {
        const term = this.#terms.at(entry);
        const place = ends[term] as number;
        counts[place] = this.#counts.at(entry);
        holders[place] = document;
        ends[term] = place + 1;
      }
    }
    return { ends, counts, holders };
  }

  /** The part of BM25's denominator that only the field's length decides, one a document and field. */
  #normalise(documents: number): Float64Array {
    const fields = this.#boosts.length;
    const norms = new Float64Array(documents * fields);
    for (let field = 0; field < fields; field++) {
      let sum = 0;
      for (let document = 0; document < documents; document++)
        sum += this.#lengths.at(document * fields + field);
      const mean = sum / documents;
      for (let document = 0; document < documents; document++) {
        const place = document * fields + field;
        norms[place] = K1 * (1 - B + B * (this.#lengths.at(place) / mean));
      }
    }
    return norms;
  }
}

/** Lunr's inverse document frequency, in nats; `holdings` counts each field of a document. */
function rarityOf(holdings: number, documents: number): number {
  return Math.log(1 + Math.abs((documents - holdings + 0.5) / (holdings + 0.5)));
}

function narrow(values: Uint32Array, largest: number): Column {
  const column = newColumn(values.length, largest);
  column.set(values);
  return column;
}
