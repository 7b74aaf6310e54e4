import { clip } from './cite-post.ts';
import type { IrcView } from './view.ts';

/** Lines that are sent together: at most three in a channel, so that nobody is talked over. */
export type Page = readonly string[];

export const LINES_A_PAGE = 3;
const LONGEST_NICK = 32;

/** `ada: `, or nothing where only one person reads. */
export function headOf({ asker }: IrcView): string {
  return asker === null ? '' : `${clip(asker, LONGEST_NICK)}: `;
}

/** Lines by threes, the first of each page said to the asker. */
export function pagesOf(lines: readonly string[], head: string): Page[] {
  const pages: Page[] = [];
  for (let start = 0; start < lines.length; start += LINES_A_PAGE) {
    const [first = '', ...rest] = lines.slice(start, start + LINES_A_PAGE);
    pages.push([head + first, ...rest]);
  }
  return pages;
}

export function endWith(page: Page, hint: string): Page {
  return page.map((line, index) => (index === page.length - 1 ? line + hint : line));
}
