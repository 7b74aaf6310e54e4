import { type Column, GrowingColumn } from './column.ts';

/** Lists by number: list n is the values from `starts[n]` to `starts[n + 1]`. */
export type Lists = {
  readonly starts: Column;
  readonly values: Column;
};

/** Collects lists, value by value. */
export class ListsWriter {
  #starts = new GrowingColumn();
  #values = new GrowingColumn();

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

  /** The lists, their values put through `change`, which gives `largest` at most. */
  finish(change?: (value: number) => number, largest?: number): Lists {
    return { starts: this.#starts.finish(), values: this.#values.finish(change, largest) };
  }
}
