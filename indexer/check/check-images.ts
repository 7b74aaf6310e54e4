import { parseMarkdown } from '../markdown.ts';
import type { Fault } from '../types.ts';
import type { Page } from './check-links.ts';

/** Warnings about images without words for those who can't see them. */
export function checkImages({ file, body, bodyLine }: Page): Fault[] {
  const faults: Fault[] = [];
  const lines = body.split(/\r?\n/);
  for (const { type, map, children } of parseMarkdown(body)) {
    if (type !== 'inline' || map === null) continue;
    const bare = (children ?? []).filter((child) => child.type === 'image' && child.content.trim() === '');
    let [line] = map;
    for (const _ of bare) {
      while (line < map[1] - 1 && !/!\[\s*\]/.test(lines[line] ?? '')) line++;
      const column = Math.max(0, (lines[line] ?? '').search(/!\[\s*\]/)) + 1;
      const message = 'the image has no words for those who cannot see it';
      faults.push({
        severity: 'warning',
        file,
        line: bodyLine + line,
        column,
        message,
        hint: 'say what it shows: ![a green lamp](lamp.png)',
      });
      lines[line] = (lines[line] ?? '').replace(/!\[\s*\]/, (found) => '.'.repeat(found.length));
    }
  }
  return faults;
}
