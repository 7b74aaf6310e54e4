import { BOLD, COLOUR, ITALIC, MONOSPACE, RESET, STRIKE, UNDERLINE } from '../../render/irc/format-codes.ts';
import type { RichText, Style } from './rich-text.ts';

const CODES: Readonly<Record<Style, string>> = {
  bold: BOLD,
  italic: ITALIC,
  underline: UNDERLINE,
  strike: STRIKE,
  code: MONOSPACE,
  // Black on black: clients show it when it is selected.
  spoiler: `${COLOUR}01,01`,
};

/** Lines with IRC's codes: one for each line of the text that is not blank. Styles end with the line and begin anew. */
export function writeIrcText(rich: RichText): string[] {
  const lines: string[] = [''];
  for (const { text, styles } of rich) {
    const codes = styles.map((style) => CODES[style]).join('');
    for (const [index, part] of text.split('\n').entries()) {
      if (index > 0) lines.push('');
      // Everything is reset, since digits that follow a bare end of colour would be read as one.
      if (part !== '') lines[lines.length - 1] += codes === '' ? part : `${codes}${part}${RESET}`;
    }
  }
  return lines.filter((line) => line.trim() !== '');
}
