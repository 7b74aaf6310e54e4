import { type Column, GrowingColumn } from './column.ts';

/**
 * How a document can hold a term: in which fields, and how often in each. Kind n is kind `parents[n]` − 1 with one
 * field more (parent 0: with that field alone), whose number is in the lowest four bits of `entries[n]`, below how
 * often the term stands in it. A parent has a lower number than its kind.
 */
export type Kinds = {
  readonly parents: Column;
  readonly entries: Column;
};

export const FIELD_BITS = 4;
export const MOST_FIELDS = 1 << FIELD_BITS;
const ENTRIES = 2 ** 32;

/** Numbers kinds as they come. */
export class KindNumbers {
  #numbers = new Map<number, number>();
  #parents = new GrowingColumn();
  #entries = new GrowingColumn();

  constructor() {
    // What nearly all holdings are gets the number that needs no byte: once, in the first field.
    this.with(0, 0, 1);
  }

  /**
   * One more than the number of the kind that is `kind`, itself one more than a number (0: none yet), with one field
   * more.
   */
  with(kind: number, field: number, count: number): number {
    const entry = count * MOST_FIELDS + field;
    const key = kind * ENTRIES + entry;
    let number = this.#numbers.get(key);
    if (number === undefined) {
      this.#parents.push(kind);
      this.#entries.push(entry);
      number = this.#parents.length;
      this.#numbers.set(key, number);
    }
    return number;
  }

  /** Makes the function that gives the number here of a kind of others. */
  from({ parents, entries }: Kinds): (kind: number) => number {
    /** One more than the number; 0: not known yet. */
    const numbers = new Uint32Array(parents.length);
    const adopt = (kind: number): number => {
      const parent = parents[kind] as number;
      const entry = entries[kind] as number;
      const above = parent === 0 ? 0 : numbers[parent - 1] || adopt(parent - 1);
      const number = this.with(above, entry % MOST_FIELDS, Math.floor(entry / MOST_FIELDS));
      numbers[kind] = number;
      return number;
    };
    return (kind) => (numbers[kind] || adopt(kind)) - 1;
  }

  /** In how many fields the term stands. */
  countFields(kind: number): number {
    let count = 0;
    for (let above = kind + 1; above > 0; above = this.#parents.at(above - 1)) count++;
    return count;
  }

  finish(): Kinds {
    return { parents: this.#parents.finish(), entries: this.#entries.finish() };
  }
}
