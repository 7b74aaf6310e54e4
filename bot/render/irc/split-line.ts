import { byteLength } from './clean-text.ts';
import { FORMAT_CODE } from './format-codes.ts';
import { createFormatState } from './format-state.ts';

const graphemes = new Intl.Segmenter('en', { granularity: 'grapheme' });

/**
 * Splits one line into pieces of at most `limit` bytes of UTF-8 (at least 32), at blanks where there are
 * some, else between characters as people see them. Formatting codes are never cut, and a piece begins
 * with the formats that were on where the one before it ended, since IRC ends them with the line. Joined
 * by blanks, the pieces hold the words of the line. O(length).
 */
export function splitLine(line: string, limit: number): string[] {
  const pieces: string[] = [];
  const formats = createFormatState();
  let piece = '';
  let room = limit;
  let blanks = '';

  const flush = () => {
    if (piece !== '') pieces.push(piece);
    piece = formats.reopen();
    room = limit - byteLength(piece);
    blanks = '';
  };
  const add = (text: string, bytes: number) => {
    piece += text;
    room -= bytes;
    formats.read(text);
  };

  for (const chunk of line.match(/ +|[^ ]+/g) ?? []) {
    if (chunk.startsWith(' ')) {
      blanks = chunk;
      continue;
    }
    const spaced = blanks + chunk;
    const bytes = byteLength(spaced);
    if (bytes <= room) add(spaced, bytes);
    else {
      // A line may begin with blanks: code does.
      if (pieces.length > 0 || piece !== '') flush();
      for (const unit of unitsOf(chunk, limit)) {
        const size = byteLength(unit);
        if (size > room) flush();
        add(unit, size);
      }
    }
    blanks = '';
  }
  if (piece !== '' && piece !== formats.reopen()) pieces.push(piece);
  return pieces;
}

/** Codes and characters; a heap of combining marks longer than a line is taken apart. */
function unitsOf(chunk: string, limit: number): string[] {
  if (byteLength(chunk) <= limit / 2) return [chunk];
  const units: string[] = [];
  let end = 0;
  const addText = (text: string) => {
    for (const { segment } of graphemes.segment(text)) {
      units.push(...(byteLength(segment) <= limit / 2 ? [segment] : segment));
    }
  };
  for (const code of chunk.matchAll(new RegExp(FORMAT_CODE, 'g'))) {
    addText(chunk.slice(end, code.index));
    units.push(code[0]);
    end = code.index + code[0].length;
  }
  addText(chunk.slice(end));
  return units;
}
