export type Utf8Reading =
  | { readonly text: string; readonly line: null; readonly column: null }
  /** Where the first byte stands that is no UTF-8: both 1-based, the column in UTF-16 code units. */
  | { readonly text: null; readonly line: number; readonly column: number };

/** Decodes UTF-8 strictly; a byte order mark is dropped. */
export function decodeUtf8(bytes: Uint8Array): Utf8Reading {
  try {
    return { text: new TextDecoder('utf-8', { fatal: true }).decode(bytes), line: null, column: null };
  } catch {
    const before = longestValidText(bytes);
    const lines = before.split('\n');
    return { text: null, line: lines.length, column: (lines.at(-1) ?? '').length + 1 };
  }
}

/** What can be read before the first bad byte: a search by halves, since the decoder does not tell the place. */
function longestValidText(bytes: Uint8Array): string {
  let valid = 0;
  let invalid = bytes.length + 1;
  let text = '';
  while (invalid - valid > 1) {
    const middle = Math.floor((valid + invalid) / 2);
    try {
      // As a stream, a character that is cut off at the end is no fault, and not in the text.
      text = new TextDecoder('utf-8', { fatal: true }).decode(bytes.subarray(0, middle), { stream: true });
      valid = middle;
    } catch {
      invalid = middle;
    }
  }
  return text;
}
