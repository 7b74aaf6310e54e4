import { type Column, GrowingColumn } from './column.ts';
import { readVarints, VarintWriter } from './varints.ts';

/** Lists by number: list n is the numbers in the bytes from `starts[n]` to `starts[n + 1]` (see varints.ts). */
export type Lists = {
  readonly starts: Column;
  readonly bytes: Uint8Array;
};

/** Collects lists, value by value. */
export class ListsWriter {
  #starts = new GrowingColumn();
  #values = new VarintWriter();

  constructor() {
    this.#starts.push(0);
  }

  push(value: number): void {
    this.#values.push(value);
  }

  /** Ends the list at hand, which may be empty. */
  close(): void {
    this.#starts.push(this.#values.length);
  }

  finish(): Lists {
    return { starts: this.#starts.finish(), bytes: this.#values.finish() };
  }
}

/** Room for the numbers of lists that are read, used again and again. */
export class Scratch {
  values = new Uint32Array(1_024);

  /** Makes room for so many; what is in it is lost. */
  reserve(count: number): void {
    if (count > this.values.length) this.values = new Uint32Array(Math.max(count, 2 * this.values.length));
  }
}

/**
 * Reads the lists from `first` to before `end`, one behind the other. What is given is a view of `scratch.values`, until
 * that is used again. O(numbers).
 */
export function readLists(
  { starts, bytes }: Lists,
  first: number,
  end: number,
  scratch: Scratch,
): Uint32Array {
  const [from, to] = [starts[first] ?? 0, starts[end] ?? 0];
  scratch.reserve(to - from);
  return scratch.values.subarray(0, readVarints(bytes, from, to, scratch.values, 0));
}
