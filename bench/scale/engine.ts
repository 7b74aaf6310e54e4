/** What one process measured; times in milliseconds of processor time, all threads together. */
export interface Measures {
  readonly build?: number;
  readonly load?: number;
  /** The ten best documents, one a question asked. */
  readonly top?: readonly number[];
  /** The whole answer with excerpts. */
  readonly answer?: readonly number[];
}

/** A search library under measurement. Building and asking are steps of their own, each in a process of its own. */
export interface Engine {
  /** Indexes documents 0 to `size` - 1 into `file`. */
  build(file: string, size: number): Promise<Measures>;
  /** Opens `file`, and asks all questions. */
  ask(file: string): Promise<Measures>;
}

export const TOP = 10;
