import { decodeUtf8 } from '../decode-utf8.ts';

const LINE_FEED = 10;

/**
 * Cuts bytes into lines of text, without their line breaks (LF or CR LF). A line that is no UTF-8 is read
 * with `\ufffd` in place of its bad bytes, and told: `onInvalid(line, column)`, 1-based. What a line holds
 * beyond `longest` bytes is dropped, so memory is bounded by that and one chunk.
 */
export async function* readLines(
  chunks: AsyncIterable<Uint8Array>,
  longest: number,
  onInvalid: (line: number, column: number) => void,
): AsyncGenerator<string> {
  let parts: Uint8Array[] = [];
  let size = 0;
  let line = 0;

  const add = (part: Uint8Array) => {
    const kept = part.subarray(0, longest - size);
    if (kept.length > 0) parts.push(kept);
    size += kept.length;
  };
  const close = () => {
    const bytes = parts.length === 1 ? (parts[0] as Uint8Array) : Buffer.concat(parts);
    parts = [];
    size = 0;
    line++;
    const reading = decodeUtf8(bytes);
    // A character that the bound has cut is not the source's mistake.
    if (reading.text === null && bytes.length < longest) onInvalid(line, reading.column);
    return (reading.text ?? new TextDecoder().decode(bytes)).replace(/\r$/, '');
  };

  for await (const chunk of chunks) {
    let start = 0;
    for (let end = chunk.indexOf(LINE_FEED); end >= 0; end = chunk.indexOf(LINE_FEED, start)) {
      add(chunk.subarray(start, end));
      yield close();
      start = end + 1;
    }
    add(chunk.subarray(start));
  }
  if (size > 0) yield close();
}
