import type { PostingTables } from './postings.ts';

/** No document: behind all of them. */
export const END = 0xffff_ffff;

/** One term on its way through its postings, in ascending order of documents. */
export class PostingsCursor {
  /** The document at hand; `END` behind the last. */
  document = -1;
  /** The kind of its posting. */
  kind = 0;
  readonly #bytes: Uint8Array;
  readonly #start: number;
  readonly #end: number;
  #place: number;
  readonly #marks: PostingTables['marks'];
  #mark: number;
  readonly #lastMark: number;

  /** Stands at the term's first posting. */
  constructor({ postings, marks }: Pick<PostingTables, 'postings' | 'marks'>, term: number) {
    this.#bytes = postings.bytes;
    this.#start = postings.starts[term] as number;
    this.#end = postings.starts[term + 1] as number;
    this.#place = this.#start;
    this.#marks = marks;
    this.#mark = marks.starts[term] as number;
    this.#lastMark = marks.starts[term + 1] as number;
    this.next();
  }

  /** Goes on to the next posting. */
  next(): void {
    if (this.#place >= this.#end) {
      this.document = END;
      return;
    }
    const value = this.#read();
    this.document += (value >>> 1) + 1;
    this.kind = (value & 1) === 0 ? 0 : this.#read();
  }

  /** Goes on to the first posting of `document` or a later one. O(log marks + 128). */
  seek(document: number): void {
    if (this.document >= document) return;
    const { documents, offsets } = this.#marks;
    // Strides double until they pass the document; then they halve.
    let stride = 1;
    let low = this.#mark;
    while (low + stride <= this.#lastMark && (documents[low + stride - 1] as number) < document) {
      low += stride;
      stride *= 2;
    }
    for (; stride >= 1; stride >>>= 1) {
      if (low + stride <= this.#lastMark && (documents[low + stride - 1] as number) < document) low += stride;
    }
    if (low > this.#mark) {
      this.#mark = low;
      const before = documents[low - 1] as number;
      if (before > this.document) {
        this.document = before;
        this.#place = this.#start + (offsets[low - 1] as number);
      }
    }
    do this.next();
    while (this.document < document);
  }

  #read(): number {
    const bytes = this.#bytes;
    let byte = bytes[this.#place++] as number;
    if (byte <= 0x7f) return byte;
    let value = byte & 0x7f;
    for (let shift = 7; shift < 35 && this.#place < this.#end; shift += 7) {
      byte = bytes[this.#place++] as number;
      value |= (byte & 0x7f) << shift;
      if (byte <= 0x7f) break;
    }
    return value >>> 0;
  }
}
