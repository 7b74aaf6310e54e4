import { indentOf } from './split-paragraphs.ts';

export interface ListMarker {
  /** Columns before the marker. */
  readonly indent: number;
  /** The number of an ordered list's item; null for a bullet. */
  readonly number: number | null;
  /** `1.` or `1)`: what stands behind the number; empty for a bullet. */
  readonly delimiter: '.' | ')' | '';
  /** Whether it is a bullet in print, which begins nothing but items: `•`, `◦`, `‣`, `⁃`, `▪`. */
  readonly isSure: boolean;
  readonly text: string;
}

/** Reads a line that begins as a list item does; null for other lines. */
export function findListMarker(line: string): ListMarker | null {
  const indent = indentOf(line);
  const text = line.trim();
  const bullet = /^[•◦‣⁃▪●○■]\s*(.*)$/u.exec(text);
  if (bullet !== null) return { indent, number: null, delimiter: '', isSure: true, text: bullet[1] ?? '' };
  const dash = /^[-*+]\s+(\S.*)$/.exec(text);
  if (dash !== null) return { indent, number: null, delimiter: '', isSure: false, text: dash[1] ?? '' };
  const ordered = /^(\d{1,4})([.)])\s+(\S.*)$/.exec(text);
  if (ordered === null) return null;
  const delimiter = ordered[2] === ')' ? ')' : '.';
  return { indent, number: Number(ordered[1]), delimiter, isSure: false, text: ordered[3] ?? '' };
}
