/** Whole numbers from 0 to 2³² − 1, in the narrowest form that holds the largest of them. */
export type Column = Uint8Array | Uint16Array | Uint32Array;

/** Columns that belong together, by name. */
export type Table = Readonly<Record<string, Column>>;

const CHUNK_BITS = 15;
const CHUNK = 1 << CHUNK_BITS;

/** A column that grows at its end. It never copies while it grows, so that building needs no second copy. */
export class GrowingColumn {
  #chunks: (Uint32Array | undefined)[] = [];
  #length = 0;
  #largest = 0;

  get length(): number {
    return this.#length;
  }

  /** `value` must be a whole number from 0 to 2³² − 1. */
  push(value: number): void {
    const place = this.#length & (CHUNK - 1);
    if (place === 0) this.#chunks.push(new Uint32Array(CHUNK));
    (this.#chunks[this.#length >>> CHUNK_BITS] as Uint32Array)[place] = value;
    if (value > this.#largest) this.#largest = value;
    this.#length++;
  }

  at(place: number): number {
    return (this.#chunks[place >>> CHUNK_BITS] as Uint32Array)[place & (CHUNK - 1)] as number;
  }

  /** The values, each put through `change`, which gives `largest` at most; the column is empty afterwards. O(length). */
  finish(change: (value: number) => number = (value) => value, largest = this.#largest): Column {
    const column = newColumn(this.#length, largest);
    for (let chunk = 0; chunk < this.#chunks.length; chunk++) {
      const values = this.#chunks[chunk] as Uint32Array;
      const start = chunk * CHUNK;
      const end = Math.min(this.#length, start + CHUNK);
      // What is done is given back at once, so that there are never two copies of the whole.
      this.#chunks[chunk] = undefined;
      for (let place = start; place < end; place++) column[place] = change(values[place - start] as number);
    }
    this.#chunks = [];
    this.#length = 0;
    this.#largest = 0;
    return column;
  }
}

/** A column of zeros that can hold numbers up to `largest`. */
export function newColumn(length: number, largest: number): Column {
  if (largest <= 0xff) return new Uint8Array(length);
  if (largest <= 0xffff) return new Uint16Array(length);
  return new Uint32Array(length);
}

/** The same numbers in the narrowest form. */
export function narrow(values: Uint32Array): Column {
  let largest = 0;
  for (let place = 0; place < values.length; place++) {
    if ((values[place] as number) > largest) largest = values[place] as number;
  }
  const column = newColumn(values.length, largest);
  column.set(values);
  return column;
}
