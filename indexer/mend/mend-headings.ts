import { parseMarkdown } from '../markdown.ts';
import { cutText } from './cut-text.ts';
import type { Mend, Mended } from './mend-text.ts';

/**
 * Headings that skip a level move up, with all below them: what stood side by side, or below another, still does.
 * The title counts as level 1. Headings in lists stay as they are, and all others then do too.
 */
export function mendHeadings(text: string): Mended {
  const { head, body, bodyLine } = cutText(text);
  const lines = body.split('\n');
  const mends: Mend[] = [];
  const open = [{ was: 0, is: 1 }];
  for (const { type, map, tag } of parseMarkdown(body)) {
    if (type !== 'heading_open' || map === null) continue;
    const was = Number(tag.slice(1));
    while ((open.at(-1)?.was ?? 0) >= was) open.pop();
    const is = Math.min(was, (open.at(-1)?.is ?? 1) + 1);
    open.push({ was, is });
    if (is === was) continue;
    const line = lines[map[0]] ?? '';
    const [, before, signs] = /^([ >]*)(#+)(?=\s|$)/.exec(line) ?? [];
    if (before === undefined || signs?.length !== was) return { text, mends: [] };
    lines[map[0]] = before + '#'.repeat(is) + line.slice(before.length + was);
    mends.push({ line: bodyLine + map[0], what: `the heading is of level ${is} now, not ${was}` });
  }
  return { text: head + lines.join('\n'), mends };
}
