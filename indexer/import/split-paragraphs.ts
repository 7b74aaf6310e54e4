/** Lines that stand together between blank ones. */
export interface Paragraph {
  /** Not empty; without blanks at their ends. */
  readonly lines: readonly string[];
  /** Columns before the text of the line that is indented least. */
  readonly indent: number;
}

const TAB = 4;

export function splitParagraphs(lines: readonly string[]): Paragraph[] {
  const paragraphs: Paragraph[] = [];
  let open: string[] = [];
  const close = () => {
    if (open.length > 0) paragraphs.push({ lines: open, indent: Math.min(...indents(open)) });
    open = [];
  };
  for (const line of lines) {
    const text = line.trimEnd();
    if (text === '') close();
    else open.push(text);
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

function indents(lines: readonly string[]): number[] {
  return lines.map(indentOf);
}
