import { type MarkdownToken, parseMarkdown } from './markdown.ts';
import { splitSentences } from './split-sentences.ts';
import type { BlockKind } from './types.ts';

/** A sentence, list item, table row or piece of code, with its place in the file. */
export interface Piece {
  readonly kind: BlockKind;
  readonly heading: readonly string[];
  /** Plain text; only code keeps its line breaks. */
  readonly text: string;
  /** 1-based lines of the file, inclusive. */
  readonly firstLine: number;
  readonly lastLine: number;
  /** Ordinal of its block in the post. */
  readonly block: number;
  /** Belongs to the block before it: code or a list and what introduces it, a list's next item. */
  readonly glued: boolean;
}

/** Longer code is quoted in pieces, cut at blank lines and prompts. */
const LONGEST_CODE_LINES = 16;
const LONGEST_CODE_CHARACTERS = 1_200;
/** A line on which a shell or interpreter waits for a command. */
const PROMPT = /^\s*(?:[$#%>]|>>>|In \[\d+\]:|[\w.@~:/()-]+[$#>])\s/;

/**
 * Reads a Markdown body whose first line is line `bodyLine` of its file into pieces, in order.
 * Linear in the body.
 */
export function splitBlocks(body: string, bodyLine: number): Piece[] {
  const tokens = parseMarkdown(body);
  const pieces: Piece[] = [];
  const headings: { level: number; text: string }[] = [];
  let lists = 0;
  let quotations = 0;
  let block = -1;
  let lastLine = 0;

  const add = (kind: BlockKind, glued: boolean, parts: readonly Part[]) => {
    if (parts.length === 0) return;
    block++;
    const heading = headings.map((h) => h.text);
    for (const [index, part] of parts.entries()) {
      pieces.push({ kind, heading, block, glued: glued || index > 0, ...part });
    }
    lastLine = parts.at(-1)?.lastLine ?? lastLine;
  };
  const follows = () => pieces.length > 0 && pieces.at(-1)?.heading.length === headings.length;

  for (const [index, token] of tokens.entries()) {
    const line = bodyLine + (token.map?.[0] ?? 0);
    if (token.type === 'bullet_list_open' || token.type === 'ordered_list_open') lists++;
    else if (token.type === 'bullet_list_close' || token.type === 'ordered_list_close') lists--;
    else if (token.type === 'blockquote_open') quotations++;
    else if (token.type === 'blockquote_close') quotations--;
    else if (token.type === 'fence') add('code', follows(), codeParts(token.content, line + 1));
    else if (token.type === 'code_block') add('code', follows(), codeParts(token.content, line));
    else if (token.type === 'tr_open') add('row', follows(), rowParts(tokens, index, line));
    else if (token.type === 'inline') {
      const opener = tokens[index - 1]?.type;
      if (opener === 'heading_open') {
        const level = Number(tokens[index - 1]?.tag.slice(1));
        while ((headings.at(-1)?.level ?? 0) >= level) headings.pop();
        headings.push({ level, text: plainText(token).replaceAll('\n', ' ').trim() });
      } else if (opener === 'paragraph_open') {
        const kind = quotations > 0 ? 'quotation' : lists > 0 ? 'item' : 'prose';
        const glued = kind === 'item' ? follows() : kind === 'quotation' && introduces(pieces.at(-1));
        add(kind, glued, proseParts(token, line));
      }
    }
  }
  return pieces;
}

interface Part {
  readonly text: string;
  readonly firstLine: number;
  readonly lastLine: number;
}

function introduces(piece: Piece | undefined): boolean {
  return piece?.text.endsWith(':') ?? false;
}

function proseParts(token: MarkdownToken, line: number): Part[] {
  const text = plainText(token);
  const sourceBreaks = countBreaks(token.content);
  // A line break inside inline code or a link's target leaves no trace in the text: the lines
  // inside such a block can't be told apart, so each of its sentences names them all.
  const exact = countBreaks(text) === sourceBreaks;
  return splitSentences(text).map(([start, end]) => ({
    text: text.slice(start, end).replaceAll('\n', ' '),
    firstLine: exact ? line + countBreaks(text.slice(0, start)) : line,
    lastLine: exact ? line + countBreaks(text.slice(0, end)) : line + sourceBreaks,
  }));
}

function rowParts(tokens: readonly MarkdownToken[], open: number, line: number): Part[] {
  const cells: string[] = [];
  for (let i = open + 1; tokens[i] && tokens[i]?.type !== 'tr_close'; i++) {
    const token = tokens[i];
    if (token?.type === 'inline') cells.push(plainText(token).trim());
  }
  const text = cells.join('  ').trim();
  return text === '' ? [] : [{ text, firstLine: line, lastLine: line }];
}

/** Code in pieces of bounded size; their lines are the file's own. */
function codeParts(content: string, line: number): Part[] {
  const lines = content.replace(/\n$/, '').split('\n');
  const parts: Part[] = [];
  let first = 0;
  const close = (end: number) => {
    let [from, to] = [first, end];
    while (from < to && lines[from]?.trim() === '') from++;
    while (to > from && lines[to - 1]?.trim() === '') to--;
    first = end;
    const text = lines.slice(from, to).join('\n');
    for (let at = 0; at < text.length; at += LONGEST_CODE_CHARACTERS) {
      const piece = text.slice(at, at + LONGEST_CODE_CHARACTERS);
      const before = countBreaks(text.slice(0, at));
      parts.push({
        text: piece.trim() === '' ? '' : piece,
        firstLine: line + from + before,
        lastLine: line + from + before + countBreaks(piece),
      });
    }
  };
  if (lines.length > LONGEST_CODE_LINES || content.length > LONGEST_CODE_CHARACTERS) {
    let characters = 0;
    for (const [index, text] of lines.entries()) {
      characters += text.length + 1;
      const full = index - first >= LONGEST_CODE_LINES || characters > LONGEST_CODE_CHARACTERS;
      if (index > first && (full || PROMPT.test(text) || lines[index - 1]?.trim() === '')) {
        close(index);
        characters = text.length + 1;
      }
    }
  }
  close(lines.length);
  return parts.filter((part) => part.text !== '');
}

/** The text of an inline token without its markup; each line break of the source that is kept is `\n`. */
function plainText(token: MarkdownToken): string {
  let text = '';
  for (const child of token.children ?? []) {
    if (child.type === 'softbreak' || child.type === 'hardbreak') text += '\n';
    else if (child.type === 'image') text += plainText(child);
    else text += child.content;
  }
  return text;
}

function countBreaks(text: string): number {
  let count = 0;
  for (let at = text.indexOf('\n'); at >= 0; at = text.indexOf('\n', at + 1)) count++;
  return count;
}
