import { parseMarkdown } from '../markdown.ts';
import type { Fault } from '../types.ts';
import type { Page } from './check-links.ts';

/** Warnings about fenced code that names no language, or is never closed. */
export function checkFences({ file, body, bodyLine }: Page): Fault[] {
  const faults: Fault[] = [];
  const lines = body.split(/\r?\n/);
  for (const token of parseMarkdown(body)) {
    if (token.type !== 'fence' || token.map === null) continue;
    const [start, end] = token.map;
    const column = Math.max(0, (lines[start] ?? '').indexOf(token.markup)) + 1;
    const tell = (message: string, hint: string) =>
      faults.push({ severity: 'warning', file, line: bodyLine + start, column, message, hint });
    if (token.info.trim() === '') {
      tell(
        'the code has no language',
        `write it behind the fence: ${token.markup}console, or ${token.markup}text`,
      );
    }
    // A closed fence takes two lines more than what is in it.
    if (end - start < countLines(token.content) + 2) {
      tell('the code is not closed', `put a line ${token.markup} below it`);
    }
  }
  return faults;
}

function countLines(content: string): number {
  if (content === '') return 0;
  return content.split('\n').length - (content.endsWith('\n') ? 1 : 0);
}
