/** The characters that `\s` of a pattern stands for. */
export const WHITE_SPACE =
  '\t\n\v\f\r \u00a0\u1680\u2000\u2001\u2002\u2003\u2004\u2005\u2006\u2007\u2008\u2009\u200a\u2028\u2029\u202f\u205f\u3000\ufeff';

const CODES = new Set(WHITE_SPACE.split('').map((character) => character.charCodeAt(0)));

/** Whether white space stands at `at`; where the text has ended, none does. */
export function isSpaceAt(text: string, at: number): boolean {
  const code = text.charCodeAt(at);
  return code < 0x80 ? code === 0x20 || (code >= 0x09 && code <= 0x0d) : CODES.has(code);
}
