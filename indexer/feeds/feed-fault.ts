/** Why a feed can't be read or fetched: a message in plain words, and the mend. */
export class FeedFault extends Error {
  override readonly name = 'FeedFault';
  readonly hint: string;

  constructor(message: string, hint: string, cause?: unknown) {
    super(message, { cause });
    this.hint = hint;
  }
}
