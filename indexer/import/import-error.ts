/** A source that can't be imported, or a folder that can't be written to. Faults of single posts are `Fault`s. */
export class ImportError extends Error {
  override readonly name = 'ImportError';
  /** The source or the folder, as it was given. */
  readonly file: string;
  /** 1-based; 1 and 1 stand for the whole file. */
  readonly line: number;
  readonly column: number;
  /** What to do about it. */
  readonly hint: string;

  constructor(message: string, file: string, hint: string, cause?: unknown) {
    super(`${file}:1:1: ${message} (${hint})`, { cause });
    this.file = file;
    this.line = 1;
    this.column = 1;
    this.hint = hint;
  }
}
