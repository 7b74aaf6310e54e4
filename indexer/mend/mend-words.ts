import { cutText } from './cut-text.ts';
import { findMisspelt } from './find-misspelt.ts';
import type { Mended } from './mend-text.ts';
import { caselessShapeOf } from './shape-of.ts';

/** Names of products get their capitals. */
export function mendWords(text: string, words: readonly string[]): Mended {
  const { head, body, bodyLine } = cutText(text);
  const found = findMisspelt(body, words);
  if (found.length === 0) return { text, mends: [] };
  const lines = body.split('\n');
  for (const { line, column, written, word } of found) {
    const before = lines[line] ?? '';
    lines[line] = before.slice(0, column) + word + before.slice(column + written.length);
  }
  const now = lines.join('\n');
  if (caselessShapeOf(now) !== caselessShapeOf(body)) return { text, mends: [] };
  return {
    text: head + now,
    mends: found.map(({ line, written, word }) => {
      return { line: bodyLine + line, what: `"${written}" is "${word}" now` };
    }),
  };
}
