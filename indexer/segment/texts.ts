import { type Column, GrowingColumn } from './column.ts';

/** Texts by number: text n is the UTF-8 bytes from `starts[n]` to `starts[n + 1]`. */
export type Texts = {
  readonly bytes: Column;
  readonly starts: Column;
};

// A browser has no Buffer.
const decoder = new TextDecoder('utf-8', { ignoreBOM: true });
const encoder = new TextEncoder();

/** O(text). */
export function textAt({ bytes, starts }: Texts, number: number): string {
  return decoder.decode(bytes.subarray(starts[number], starts[number + 1]));
}

export function countTexts({ starts }: Texts): number {
  return starts.length - 1;
}

export function makeTexts(texts: readonly string[]): Texts {
  const writer = new TextsWriter();
  for (const text of texts) writer.push(text);
  return writer.finish();
}

const FIRST_BYTES = 4_096;
const MOST_BYTES_PER_UNIT = 3;

/** Collects texts; all together may be 4 GB. */
export class TextsWriter {
  #bytes = new Uint8Array(FIRST_BYTES);
  #length = 0;
  #starts = new GrowingColumn();

  /** Gives the text's number. */
  push(text: string): number {
    this.#reserve(text.length * MOST_BYTES_PER_UNIT);
    this.#starts.push(this.#length);
    this.#length += encoder.encodeInto(text, this.#bytes.subarray(this.#length)).written;
    return this.#starts.length - 1;
  }

  /** A text that is in UTF-8 already. */
  pushBytes(bytes: Column): void {
    this.#reserve(bytes.length);
    this.#starts.push(this.#length);
    this.#bytes.set(bytes, this.#length);
    this.#length += bytes.length;
  }

  finish(): Texts {
    this.#starts.push(this.#length);
    // A view would take the room behind it along from thread to thread.
    return { bytes: this.#bytes.slice(0, this.#length), starts: this.#starts.finish() };
  }

  #reserve(most: number): void {
    if (this.#length + most <= this.#bytes.length) return;
    const longer = new Uint8Array(Math.max(this.#length + most, this.#bytes.length * 2));
    longer.set(this.#bytes.subarray(0, this.#length));
    this.#bytes = longer;
  }
}
