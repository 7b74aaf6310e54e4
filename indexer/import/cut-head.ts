import { isDay } from './parse-by-line.ts';

export interface Head {
  /** Null when the page does not name it. */
  readonly blog: string | null;
  readonly title: string;
  /** Index of the title in the lines. */
  readonly titleAt: number;
}

/** What is known when a post's head is read. */
export interface HeadContext {
  /** Who is named by the post's by-line. */
  readonly author: string;
  /** The post before it on the page; null for the first. */
  readonly before: { readonly author: string; readonly blog: string | null } | null;
  /** Names of blogs that were met further up. */
  readonly blogs: ReadonlySet<string>;
}

const LONGEST_BLOG_NAME = 80;
const MOST_WORDS_IN_BLOG_NAME = 8;
const LONGEST_TITLE = 160;

/**
 * Finds blog and title in the lines between two by-lines; null when there is no text at all. A planet page
 * prints a post so, with the parts in brackets only when they change:
 *
 *     (blank) [day (blank)] [blog name or nothing (blank)] title (blank) text … (blank) by-line
 *
 * so that, once the day is away, two blank lines tell of a blog whose name was lost, and one blank line
 * leaves open whether what follows is a blog's name or, on the same blog, a title: that `isBlogName` decides.
 */
export function cutHead(lines: readonly string[], context: HeadContext): Head | null {
  let at = findText(lines, 0);
  let blanks = at;
  const isNewDay = isDay(lines[at] ?? '') && isBlank(lines[at + 1]);
  if (isNewDay) {
    const next = findText(lines, at + 1);
    blanks = next - at - 1;
    at = next;
  }
  const first = lines[at]?.trim();
  if (first === undefined) return null;

  if (blanks > 1) return { blog: null, title: first, titleAt: at };
  const next = findText(lines, at + 1);
  const second = lines[next]?.trim();
  // After a day, and at its top, a page prints the blog anew.
  const isNewBlog = isNewDay || context.before === null;
  if (second !== undefined && next - at === 2 && isBlogName(first, second, isNewBlog, lines, next, context)) {
    return { blog: first, title: second, titleAt: next };
  }
  return { blog: context.before?.blog ?? null, title: first, titleAt: at };
}

/** Whether `first` names a blog and `second` is the title, or `first` is the title and `second` its text. */
function isBlogName(
  first: string,
  second: string,
  isNewBlog: boolean,
  lines: readonly string[],
  secondAt: number,
  { author, before, blogs }: HeadContext,
): boolean {
  const ending = findTitleInEnding(lines);
  if (ending !== null && ending === fold(first)) return false;
  if (ending !== null && ending === fold(second)) return true;
  if (!isBlank(lines[secondAt + 1]) || isText(second)) return false;
  if (fold(first) === fold(author) || blogs.has(first)) return true;
  if (/[.?:;,]$/.test(first) || first.length > LONGEST_BLOG_NAME) return false;
  if (first.split(/\s+/).length > MOST_WORDS_IN_BLOG_NAME) return false;
  // The name is printed when the blog changes, and people seldom write on two blogs in a row.
  return isNewBlog || author !== before?.author;
}

/** Feeds of WordPress end posts with a line that names the title. */
function findTitleInEnding(lines: readonly string[]): string | null {
  for (const line of lines.slice(-6)) {
    const title = /^\s*The post (.{1,400}) (?:appeared first on|first appeared on)\b/.exec(line)?.[1];
    if (title !== undefined) return fold(title);
  }
  return null;
}

/** Whether a line reads as sentences, and not as a title. */
function isText(line: string): boolean {
  if (line.length > LONGEST_TITLE || /[,;:]$/.test(line)) return true;
  if (/\.["”’)\]]*$/.test(line) && !/\.\.\.$/.test(line)) return true;
  return /[.!]["”’)\]]* \p{Lu}.*[.!?]$/u.test(line);
}

function fold(text: string): string {
  return text.replace(/\s+/gu, ' ').trim().toLowerCase();
}

function findText(lines: readonly string[], from: number): number {
  let at = from;
  while (at < lines.length && isBlank(lines[at])) at++;
  return at;
}

function isBlank(line: string | undefined): boolean {
  return line === undefined || line.trim() === '';
}
