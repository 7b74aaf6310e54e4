/** IRC's formatting codes, as modern.ircdocs.horse/formatting lists them. */
export const BOLD = '\u0002';
export const COLOUR = '\u0003';
export const HEX_COLOUR = '\u0004';
export const RESET = '\u000f';
export const MONOSPACE = '\u0011';
const REVERSE = '\u0016';
export const ITALIC = '\u001d';
export const STRIKE = '\u001e';
export const UNDERLINE = '\u001f';

const HEX = '[0-9A-Fa-f]{6}';

/** The source of an expression that matches one code; a colour's numbers are `front`, `back`, `hexFront`, `hexBack`. */
export const FORMAT_CODE = [
  String.raw`${COLOUR}(?:(?<front>\d{1,2})(?:,(?<back>\d{1,2}))?)?`,
  `${HEX_COLOUR}(?:(?<hexFront>${HEX})(?:,(?<hexBack>${HEX}))?)?`,
  `[${BOLD}${RESET}${MONOSPACE}${REVERSE}${ITALIC}${STRIKE}${UNDERLINE}]`,
].join('|');

/** The line as plain text. */
export function stripFormats(line: string): string {
  return line.replace(new RegExp(FORMAT_CODE, 'g'), '');
}
