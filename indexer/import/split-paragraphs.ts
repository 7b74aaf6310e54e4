/** Lines that stand together between blank ones. */
export interface Paragraph {
  /** Not empty; without blanks at their ends. */
  readonly lines: readonly string[];
  /** Columns before the text of the line that is indented least. */
  readonly indent: number;
  /** Blank lines above it. */
  readonly blanks: number;
}

const TAB = 4;

export function splitParagraphs(lines: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: string[] = [];
  let blanks = 0;
  const close = () => {
    if (open.length === 0) return;
    paragraphs.push({ lines: open, indent: indentOfAll(open), blanks });
    open = [];
    blanks = 0;
  };
  for (const line of lines) {
    const text = line.trimEnd();
    if (text !== '') {
      open.push(text);
    } else {
      close();
      blanks++;
    }
  }
  close();
  return paragraphs;
}

/** Columns before the text of a line. */
export function indentOf(line: string): number {
  let columns = 0;
  for (const character of line) {
    if (character === '\t') columns += TAB;
    else if (character === ' ') columns++;
    else break;
  }
  return columns;
}

/** Columns before the text that all lines have in common. */
export function indentOfAll(lines: readonly string[]): number {
  return lines.reduce((least, line) => Math.min(least, indentOf(line)), Number.POSITIVE_INFINITY);
}
