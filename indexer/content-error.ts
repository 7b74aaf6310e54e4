/** A content folder that can't be read at all. Faults of single files are told as `Fault`s instead. */
export class ContentError extends Error {
  override readonly name = 'ContentError';
  /** The folder, as it was given. */
  readonly folder: string;
  /** What to do about it. */
  readonly hint: string;

  constructor(message: string, folder: string, hint: string, cause?: unknown) {
    super(`${message} (${hint})`, { cause });
    this.folder = folder;
    this.hint = hint;
  }
}
