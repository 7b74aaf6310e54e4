import type { Fault, Instant } from '../types.ts';
import { cleanLine } from './clean-line.ts';
import { cutHead, type Head, type HeadContext } from './cut-head.ts';
import { ImportError } from './import-error.ts';
import { type ByLine, parseByLine } from './parse-by-line.ts';

/** A post of a planet page. */
export interface PlanetEntry {
  readonly title: string;
  readonly author: string;
  /** Null when the page does not name it. */
  readonly blog: string | null;
  readonly published: Instant;
  /** The 1-based line of the source on which the title stands. */
  readonly line: number;
  /** The lines between title and by-line, clean (see `cleanLine`), without blank ones at the ends. */
  readonly textLines: readonly string[];
}

export interface PlanetReading {
  /** The source, as faults name it. */
  readonly file?: string;
  readonly onFault?: (fault: Fault) => void;
}

/** In characters: what no post reaches, and memory can bear. */
export const LARGEST_POST = 2 * 1024 * 1024;
const LONGEST_TITLE = 300;
const LONGEST_AUTHOR = 200;
/** As many lines of a post that is too large are kept, to find its blog and title. */
const HEAD_LINES = 12;
/** Names of blogs that are remembered. */
const MOST_BLOGS = 10_000;

/**
 * Reads a planet page that was saved as plain text: posts, newest first, each closed by a line
 * `by AUTHOR at MONTH D, YYYY HH:MM AM|PM` that stands below a blank one; times are UTC. How posts begin is told at
 * `cutHead`. What follows the last by-line is the page's foot. A post that can't be read is left out, and
 * told. Memory is bounded by the largest post, at most 2 Mi characters.
 *
 * @throws ImportError at the end, when there was no by-line at all.
 */
export async function* readPlanetText(
  lines: AsyncIterable<string>,
  { file = 'planet text', onFault = () => {} }: PlanetReading = {},
): AsyncGenerator<PlanetEntry> {
  const tell = (severity: Fault['severity'], line: number, column: number, message: string, hint: string) =>
    onFault({ severity, file, line, column, message, hint });
  const blogs = new Set<string>();
  let before = null as HeadContext['before'];
  let post = startPost(1);
  let number = 0;

  for await (const raw of lines) {
    number++;
    const line = cleanLine(raw);
    const byLine = parseByLine(line);
    if (byLine !== null && post.isBelowBlank) {
      const head: Head | null = cutHead(post.lines, { author: byLine.author, before, blogs });
      const refusal = refuse(byLine, number, post, head !== null);
      if (head?.blog != null && blogs.size < MOST_BLOGS) blogs.add(head.blog);
      before = { author: byLine.author, blog: head === null ? (before?.blog ?? null) : head.blog };
      if (refusal !== null) {
        tell('error', refusal.line, 1, refusal.message, refusal.hint);
      } else if (head !== null && byLine.published !== null) {
        const titleLine = post.firstLine + head.titleAt;
        const isCut = head.title.length > LONGEST_TITLE;
        if (isCut) {
          const message = `the title is longer than ${LONGEST_TITLE} characters: cut short, and kept as text too`;
          tell('warning', titleLine, 1, message, 'write a shorter one into the post');
        }
        yield {
          title: isCut ? cutTitle(head.title) : head.title.replace(/\s+/gu, ' '),
          author: byLine.author,
          blog: head.blog,
          published: byLine.published,
          line: titleLine,
          textLines: trimBlank(post.lines.slice(head.titleAt + (isCut ? 0 : 1))),
        };
      }
      post = startPost(number + 1);
      continue;
    }
    if (byLine !== null) {
      const message = 'reads as the end of a post, but stands in a paragraph: taken as text';
      tell('warning', number, 1, message, 'if a post ends here, put a blank line above it');
    }
    addLine(post, line);
  }
  closePage(post, before !== null, file, tell);
}

/** The lines since the last by-line. */
interface OpenPost {
  readonly firstLine: number;
  lines: string[];
  size: number;
  isBelowBlank: boolean;
}

function startPost(firstLine: number): OpenPost {
  return { firstLine, lines: [], size: 0, isBelowBlank: true };
}

function addLine(post: OpenPost, line: string): void {
  post.isBelowBlank = line === '';
  post.size += line.length + 1;
  if (post.size <= LARGEST_POST) post.lines.push(line);
  else post.lines = post.lines.slice(0, HEAD_LINES);
}

/** Why the post that this by-line closes is left out; null when it is not. */
function refuse(
  byLine: ByLine,
  number: number,
  post: OpenPost,
  hasTitle: boolean,
): { line: number; message: string; hint: string } | null {
  const at = (line: number, message: string, hint: string) => ({ line, message, hint });
  if (byLine.published === null) {
    const message = `this date does not exist: "${byLine.written}", so its post is left out`;
    return at(number, message, 'write it as May 25, 2017 07:46 PM');
  }
  if (byLine.author === '') {
    return at(number, 'the by-line names no author, so its post is left out', 'write by NAME at DATE');
  }
  if (byLine.author.length > LONGEST_AUTHOR) {
    const message = `the author's name is longer than ${LONGEST_AUTHOR} characters, so its post is left out`;
    return at(number, message, 'write by NAME at DATE');
  }
  if (post.size > LARGEST_POST) {
    const message = `the post that begins here is larger than ${LARGEST_POST} characters, and is left out`;
    return at(post.firstLine, message, 'see whether its by-line is missing');
  }
  if (!hasTitle) {
    return at(number, 'there is no post above this by-line', 'put a title above it, or delete it');
  }
  return null;
}

/** What is left when the page ends: its foot, or a post that was never closed. */
function closePage(
  post: OpenPost,
  hasPosts: boolean,
  file: string,
  tell: (severity: Fault['severity'], line: number, column: number, message: string, hint: string) => void,
): void {
  if (!hasPosts) {
    throw new ImportError(
      'is no planet page saved as text: no line in it reads "by AUTHOR at MONTH D, YYYY HH:MM AM|PM"',
      file,
      'save the page of a planet as plain text in UTF-8, and name that file',
    );
  }
  const start = post.lines.findIndex((line) => line !== '');
  const isFoot = post.lines.some((line) => /^\s*(?:last updated\b|all times are\b|powered by\b)/i.test(line));
  if (post.size > LARGEST_POST || (start >= 0 && !isFoot)) {
    const message = 'what begins here is closed by no by-line, and is left out';
    tell(
      'warning',
      post.firstLine + Math.max(0, start),
      1,
      message,
      'put a line "by AUTHOR at DATE" below it',
    );
  }
  const zone = post.lines.map((line) => /^\s*all times are (.{1,40}?)\.?$/i.exec(line)?.[1]).find(Boolean);
  if (zone !== undefined && !/^(?:UTC|GMT|Z)$/i.test(zone)) {
    const line = post.firstLine + post.lines.findIndex((text) => /^\s*all times are\b/i.test(text));
    tell(
      'warning',
      line,
      1,
      `the page's times are in ${zone}, but were read as UTC`,
      'mend "published" in the posts',
    );
  }
}

function cutTitle(title: string): string {
  const start = title.replace(/\s+/gu, ' ').slice(0, LONGEST_TITLE / 2);
  return `${start.replace(/\s\S*$/u, '').replace(/\p{Cs}$/u, '')}…`;
}

function trimBlank(lines: readonly string[]): string[] {
  let [start, end] = [0, lines.length];
  while (start < end && lines[start] === '') start++;
  while (end > start && lines[end - 1] === '') end--;
  return lines.slice(start, end);
}
