import { parseMarkdown } from '../markdown.ts';
import type { Fault } from '../types.ts';
import type { Page } from './check-links.ts';

/** Warnings about headings that are empty, or more than one level below the one before. The title counts as level 1. */
export function checkHeadings({ file, body, bodyLine }: Page): Fault[] {
  const faults: Fault[] = [];
  const tokens = parseMarkdown(body);
  const lines = body.split(/\r?\n/);
  let above = 1;
  for (const [index, token] of tokens.entries()) {
    if (token.type !== 'heading_open' || token.map === null) continue;
    const level = Number(token.tag.slice(1));
    const tell = (message: string, hint: string) => {
      const line = token.map?.[0] ?? 0;
      const column = (/[^\s>]/.exec(lines[line] ?? '')?.index ?? 0) + 1;
      faults.push({ severity: 'warning', file, line: bodyLine + line, column, message, hint });
    };
    if ((tokens[index + 1]?.content ?? '').trim() === '') {
      tell('the heading is empty', 'say what is below it');
    } else if (level > above + 1) {
      const hint = `write ${'#'.repeat(above + 1)}`;
      tell(`the heading jumps from level ${above} to level ${level}`, hint);
    }
    above = level;
  }
  return faults;
}
