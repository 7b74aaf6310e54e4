/** What one process measured, in milliseconds. */
export interface Measures {
  /** By the clock, on all cores that the engine makes use of. */
  readonly build?: number;
  /** The same in processor time, all threads together. */
  readonly buildCpu?: number;
  /** By the clock: until the file is open and the first question has its ten best documents. */
  readonly open?: number;
  /** The same until the first whole answer. */
  readonly openToAnswer?: number;
  /** In processor time: the ten best documents, one a question asked. */
  readonly top?: readonly number[];
  /** The same of the whole answer with excerpts. */
  readonly answer?: readonly number[];
  /** By the clock: until a changed document is found by its new words, one a change. */
  readonly change?: readonly number[];
}

/** A search library under measurement. Each step is in a process of its own. */
export interface Engine {
  /** Indexes documents 0 to `size` - 1 into `file`. */
  build(file: string, size: number): Promise<Measures>;
  /** Opens `file`, and asks all questions. */
  ask(file: string): Promise<Measures>;
  /** Opens `file`, and changes some of its documents one after the other; absent where none can be changed. */
  change?(file: string, size: number): Promise<Measures>;
}

export const TOP = 10;
/** How many documents are changed. */
export const CHANGES = 9;
/** A word that no other document has, and that no stemmer changes. */
export const newWord = (change: number) => `zyxw${'bcdfghjkm'[change]}v`;
