/**
 * Text of strangers as one line for IRC: line breaks and tabs become spaces; control codes (which would end
 * the command, ring, colour or make a CTCP), marks that reorder text and halves of characters are dropped.
 */
export function cleanText(text: string): string {
  return text
    .replace(/[\r\n\t\v\f\u0085\u2028\u2029]+/g, ' ')
    .replace(/[\p{Cc}\p{Bidi_Control}\p{Cs}\u{e0000}-\u{e007f}]/gu, '');
}

/** As `cleanText`, for prose: every run of blanks is one, none at the ends. */
export function cleanProse(text: string): string {
  return cleanText(text).replace(/\s+/gu, ' ').trim();
}

/** Bytes of UTF-8, without an encoder: IRC counts in them. */
export function byteLength(text: string): number {
  let bytes = 0;
  for (const character of text) {
    const point = character.codePointAt(0) as number;
    bytes += point < 0x80 ? 1 : point < 0x800 ? 2 : point < 0x10000 ? 3 : 4;
  }
  return bytes;
}
