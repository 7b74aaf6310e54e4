import { type MarkdownToken, parseMarkdown } from '../markdown.ts';

/** A link or an image in a Markdown file. */
export interface Link {
  /** The target as Markdown gives it: percent-encoded where a URL must be. */
  readonly href: string;
  /** 1-based, in the file; of the target as it is written, or of its block where that can't be told. */
  readonly line: number;
  readonly column: number;
}

/** How many places a target is looked for at, and how far ahead code is: this keeps the search linear. */
const PLACES_AHEAD = 20;
const CODE_AHEAD = 2_000;

/** Finds the links and images of a body whose first line is line `bodyLine` of its file, in order. */
export function findLinks(body: string, bodyLine: number): Link[] {
  const lines = body.split(/\r?\n/);
  const definitions = findDefinitions(lines);
  const links: Link[] = [];
  let top = 0;
  let block = new Block([]);
  const add = (href: string) => {
    const inline = block.find(href);
    const definition = definitions.get(decode(href));
    const [line, column] = inline ?? definition ?? [0, block.indent];
    const above = inline === null && definition !== undefined ? 0 : top;
    links.push({ href, line: bodyLine + above + line, column: column + 1 });
  };

  for (const token of parseMarkdown(body)) {
    // Cells of a table have no lines of their own: they share their row's.
    if (token.map !== null && (token.type === 'inline' || token.type === 'tr_open')) {
      top = token.map[0];
      block = new Block(lines.slice(...token.map));
    }
    let opened: MarkdownToken | null = null;
    for (const child of token.children ?? []) {
      if (child.type === 'code_inline') block.skip(child.content);
      else if (child.type === 'image') add(String(child.attrGet('src') ?? ''));
      else if (child.type === 'link_open') opened = child;
      // The target of a link stands behind its text, which may hold code and images.
      else if (child.type === 'link_close' && opened !== null && opened.markup !== 'autolink') {
        add(String(opened.attrGet('href') ?? ''));
      }
    }
  }
  return links;
}

/** Line and column (0-based) of the targets in `[label]: target`. */
function findDefinitions(lines: readonly string[]): Map<string, readonly [number, number]> {
  const found = new Map<string, readonly [number, number]>();
  for (const [number, line] of lines.entries()) {
    const [opening, target] = /^[ >]*\[[^\]]+\]:[ \t]*<?([^\s>]*)/.exec(line) ?? [];
    if (opening === undefined || target === undefined) continue;
    if (!found.has(decode(target))) found.set(decode(target), [number, opening.length - target.length]);
  }
  return found;
}

/** The source of one paragraph, heading or row; links are found in it one behind the other. */
class Block {
  readonly #text: string;
  readonly #lineStarts: number[] = [];
  /** Offsets behind each `](`, where a target may stand. */
  readonly #openings: number[];
  #next = 0;
  #line = 0;
  #at = 0;

  constructor(lines: readonly string[]) {
    let start = 0;
    for (const line of lines) {
      this.#lineStarts.push(start);
      start += line.length + 1;
    }
    // Line breaks in code are read as spaces.
    this.#text = lines.join(' ');
    this.#openings = [...this.#text.matchAll(/\]\([ \t]*<?/g)].map((match) => match.index + match[0].length);
  }

  /** Column (0-based) of the first character. */
  get indent(): number {
    return Math.max(0, this.#text.search(/[^\s>]/));
  }

  /** Goes on behind code, which may look like a link. */
  skip(code: string): void {
    const start = this.#text.slice(this.#at, this.#at + code.length + CODE_AHEAD).indexOf(code);
    if (start === -1) return;
    this.#at += start + code.length;
    while ((this.#openings[this.#next] ?? Number.POSITIVE_INFINITY) <= this.#at) this.#next++;
  }

  /** Line and column (0-based) of the next inline link with this target; null for links by reference. */
  find(href: string): readonly [number, number] | null {
    for (const [index, offset] of this.#openings.slice(this.#next, this.#next + PLACES_AHEAD).entries()) {
      if (!this.#hasTarget(offset, href)) continue;
      this.#next += index + 1;
      this.#at = offset;
      while ((this.#lineStarts[this.#line + 1] ?? Number.POSITIVE_INFINITY) <= offset) this.#line++;
      return [this.#line, offset - (this.#lineStarts[this.#line] ?? 0)];
    }
    return null;
  }

  #hasTarget(offset: number, href: string): boolean {
    const isAngled = this.#text[offset - 1] === '<';
    const ahead = this.#text.slice(offset, offset + href.length + 100);
    if (isAngled) return decode(ahead.split('>')[0] ?? '') === decode(href);
    // `)` may close the link or be part of its target.
    const rest = decode(ahead.split(/\s/)[0] ?? '');
    return rest.startsWith(decode(href)) && /^(?:\)|$)/.test(rest.slice(decode(href).length));
  }
}

/** Undoes percent-encoding, and backslashes before punctuation, for comparing. */
function decode(target: string): string {
  const plain = target.replace(/\\(?=[!-/:-@[-`{-~])/g, '');
  try {
    return decodeURI(plain);
  } catch {
    return plain;
  }
}
