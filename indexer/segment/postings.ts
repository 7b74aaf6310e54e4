import { type Column, GrowingColumn } from './column.ts';
import { KindNumbers, type Kinds } from './kinds.ts';
import { VarintWriter } from './varints.ts';

/**
 * Which documents hold which terms, and how: nothing in it depends on other documents, so that tables of different
 * documents can be joined. What a holding weighs is found out when it is asked for (weigh-terms.ts).
 */
export type Postings = {
  /** By term: where its postings begin in `bytes`; one more, the last, is where all end. */
  readonly starts: Column;
  /**
   * A posting is a number (see varints.ts): the documents left out since the one before, twice, and one more when
   * the number of its kind follows, which else is 0.
   */
  readonly bytes: Uint8Array;
  /** By term: how many fields of documents hold it. */
  readonly holdings: Column;
};

/** Where to go on in a term's postings: a mark behind every 128 of them. */
export type Marks = {
  /** By term: its first mark; one more, the last, is how many there are. */
  readonly starts: Column;
  /** The document of the posting before the mark. */
  readonly documents: Column;
  /** Bytes from the term's first posting to the one behind the mark. */
  readonly offsets: Column;
};

const STRIDE = 128;

/** Writes postings term by term, each term's in ascending order of documents. */
export class PostingsEncoder {
  #bytes = new VarintWriter();
  readonly #columns = {
    starts: new GrowingColumn(),
    holdings: new GrowingColumn(),
  };
  readonly #marks = {
    starts: new GrowingColumn(),
    documents: new GrowingColumn(),
    offsets: new GrowingColumn(),
  };
  #start = 0;
  #count = 0;
  #last = -1;

  /** @param fields How many fields of documents hold it. */
  beginTerm(fields: number): void {
    this.#count = 0;
    this.#last = -1;
    this.#start = this.#bytes.length;
    this.#columns.starts.push(this.#start);
    this.#columns.holdings.push(fields);
    this.#marks.starts.push(this.#marks.documents.length);
  }

  push(document: number, kind: number): void {
    if (this.#count > 0 && this.#count % STRIDE === 0) {
      this.#marks.documents.push(this.#last);
      this.#marks.offsets.push(this.#bytes.length - this.#start);
    }
    const gap = (document - this.#last - 1) * 2;
    if (kind === 0) this.#bytes.push(gap);
    else {
      this.#bytes.push(gap + 1);
      this.#bytes.push(kind);
    }
    this.#last = document;
    this.#count++;
  }

  finish(): { readonly postings: Postings; readonly marks: Marks } {
    const { starts, holdings } = this.#columns;
    starts.push(this.#bytes.length);
    this.#marks.starts.push(this.#marks.documents.length);
    return {
      postings: {
        starts: starts.finish(),
        bytes: this.#bytes.finish(),
        holdings: holdings.finish(),
      },
      marks: {
        starts: this.#marks.starts.finish(),
        documents: this.#marks.documents.finish(),
        offsets: this.#marks.offsets.finish(),
      },
    };
  }
}

/** What can be searched: the postings of documents, and how long their fields are. */
export type PostingTables = {
  readonly postings: Postings;
  readonly marks: Marks;
  readonly kinds: Kinds;
  /** By field, in the order of their numbers: how many terms it has in each document. */
  readonly lengths: Readonly<Record<string, Column>>;
  /** By number of a field: its length in all documents together, and in the one where it is longest. */
  readonly sizes: { readonly totals: Column; readonly longest: Column };
};

/** O(documents). */
export function measureLengths(lengths: PostingTables['lengths']): PostingTables['sizes'] {
  const [totals, longest] = [new GrowingColumn(), new GrowingColumn()];
  for (const column of Object.values(lengths)) {
    let [sum, most] = [0, 0];
    for (let document = 0; document < column.length; document++) {
      const length = column[document] as number;
      sum += length;
      if (length > most) most = length;
    }
    totals.push(sum);
    longest.push(most);
  }
  return { totals: totals.finish(), longest: longest.finish() };
}

export function countDocuments({ lengths }: Pick<PostingTables, 'lengths'>): number {
  return Object.values(lengths)[0]?.length ?? 0;
}

/** Collects the terms of documents, field by field. */
export class PostingsWriter {
  readonly #fields: readonly string[];
  readonly #kinds = new KindNumbers();
  /** One entry a document and term, and where the entries of each document begin. */
  #terms = new GrowingColumn();
  #kindsHeld = new GrowingColumn();
  readonly #entries = new GrowingColumn();
  readonly #lengths: readonly GrowingColumn[];
  /** By term; all zero between two documents. */
  readonly #counts: Uint32Array;
  readonly #held: Uint32Array;
  /** By term. */
  readonly #holdings: Uint32Array;

  /**
   * @param fields Their names, at most 16.
   * @param terms How many terms there are.
   */
  constructor(fields: readonly string[], terms: number) {
    this.#fields = fields;
    this.#lengths = fields.map(() => new GrowingColumn());
    this.#counts = new Uint32Array(terms);
    this.#held = new Uint32Array(terms);
    this.#holdings = new Uint32Array(terms);
  }

  /** Adds a document: one list of numbers of terms for each field. O(terms). */
  add(fields: readonly ArrayLike<number>[]): void {
    this.#entries.push(this.#terms.length);
    const [counts, held] = [this.#counts, this.#held];
    const all: number[] = [];
    for (let field = 0; field < this.#fields.length; field++) {
      const terms = fields[field] ?? [];
      (this.#lengths[field] as GrowingColumn).push(terms.length);
      const found: number[] = [];
      for (let place = 0; place < terms.length; place++) {
        const term = terms[place] as number;
        if (counts[term] === 0) found.push(term);
        counts[term] = (counts[term] as number) + 1;
      }
      for (const term of found) {
        if (held[term] === 0) all.push(term);
        held[term] = this.#kinds.with(held[term] as number, field, counts[term] as number);
        this.#holdings[term] = (this.#holdings[term] as number) + 1;
        counts[term] = 0;
      }
    }
    for (const term of all) {
      this.#terms.push(term);
      this.#kindsHeld.push((held[term] as number) - 1);
      held[term] = 0;
    }
  }

  /** The postings of all terms. O(entries). */
  finish(): PostingTables {
    const documents = this.#entries.length;
    this.#entries.push(this.#terms.length);
    const { ends, holders, kinds } = this.#sortByTerm(documents);
    const encoder = new PostingsEncoder();
    for (let term = 0, place = 0; term < this.#holdings.length; term++) {
      encoder.beginTerm(this.#holdings[term] as number);
      for (; place < (ends[term] as number); place++) {
        encoder.push(holders[place] as number, kinds[place] as number);
      }
    }
    const lengths: PostingTables['lengths'] = Object.fromEntries(
      this.#fields.map((field, n) => [field, (this.#lengths[n] as GrowingColumn).finish()]),
    );
    return { ...encoder.finish(), kinds: this.#kinds.finish(), lengths, sizes: measureLengths(lengths) };
  }

  /** Counting sort: the counts of the entries by term, then in their own order, which is that of documents. */
  #sortByTerm(documents: number) {
    const total = this.#terms.length;
    const ends = new Uint32Array(this.#holdings.length + 1);
    for (let entry = 0; entry < total; entry++) {
      const term = this.#terms.at(entry) + 1;
      ends[term] = (ends[term] as number) + 1;
    }
    for (let term = 1; term < ends.length; term++)
      ends[term] = (ends[term] as number) + (ends[term - 1] as number);
    const holders = new Uint32Array(total);
    const kinds = new Uint32Array(total);
    for (let document = 0; document < documents; document++) {
      const end = this.#entries.at(document + 1);
      for (let entry = this.#entries.at(document); entry < end; entry++) {
        const term = this.#terms.at(entry);
        const place = ends[term] as number;
        kinds[place] = this.#kindsHeld.at(entry);
        holders[place] = document;
        ends[term] = place + 1;
      }
    }
    return { ends, holders, kinds };
  }
}
