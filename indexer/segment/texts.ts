import { type Column, GrowingColumn } from './column.ts';

/** Texts by number: text n is the UTF-8 bytes from `starts[n]` to `starts[n + 1]`. */
export type Texts = {
  readonly bytes: Column;
  readonly starts: Column;
};

/** O(text). */
export function textAt({ bytes, starts }: Texts, number: number): string {
  return Buffer.from(bytes.buffer, bytes.byteOffset, bytes.byteLength).toString(
    'utf8',
    starts[number],
    starts[number + 1],
  );
}

export function countTexts({ starts }: Texts): number {
  return starts.length - 1;
}

const FIRST_BYTES = 4_096;
const MOST_BYTES_PER_UNIT = 3;

/** Collects texts; all together may be 4 GB. */
export class TextsWriter {
  #bytes = Buffer.alloc(FIRST_BYTES);
  #length = 0;
  #starts = new GrowingColumn();

  /** Gives the text's number. */
  push(text: string): number {
    const most = this.#length + text.length * MOST_BYTES_PER_UNIT;
    if (most > this.#bytes.length) {
      const longer = Buffer.alloc(Math.max(most, this.#bytes.length * 2));
      longer.set(this.#bytes.subarray(0, this.#length));
      this.#bytes = longer;
    }
    this.#starts.push(this.#length);
    this.#length += this.#bytes.write(text, this.#length);
    return this.#starts.length - 1;
  }

  finish(): Texts {
    this.#starts.push(this.#length);
    const { buffer, byteOffset } = this.#bytes;
    return { bytes: new Uint8Array(buffer, byteOffset, this.#length), starts: this.#starts.finish() };
  }
}
