import { cleanLine } from '../import/clean-line.ts';
import { nameLanguage } from '../import/name-language.ts';
import { cleanAddress } from './clean-address.ts';
import { type HtmlElement, type HtmlNode, parseHtml, textOf } from './parse-html.ts';
import { BLOCKS, escapeStarts, isTracker, readNote, renderInline, tidy } from './render-inline.ts';

/**
 * Makes clean Markdown of the HTML of an article: headings from level 2 on without jumps, paragraphs, lists,
 * quotations, tables, footnotes, fenced code with its language; links absolute (against `base`) and without
 * tracking; images as links; nothing that runs or tracks. Text renders to the same words. Never throws.
 */
export function htmlToMarkdown(html: string, base: string | null): string {
  return nodesToMarkdown(parseHtml(html).children, base);
}

/** As `htmlToMarkdown`, of HTML that was read already. */
export function nodesToMarkdown(nodes: readonly HtmlNode[], base: string | null): string {
  return renderBlocks(nodes, { base, level: 1 }).join('\n\n');
}

interface Context {
  readonly base: string | null;
  /** Of the heading above; the title is 1. */
  level: number;
}

/** Runs of inline nodes are paragraphs; the rest renders itself. */
function renderBlocks(nodes: readonly HtmlNode[], context: Context): string[] {
  const blocks: string[] = [];
  let run: HtmlNode[] = [];
  const close = () => {
    blocks.push(...renderParagraph(run, context));
    run = [];
  };
  for (const node of nodes) {
    if (typeof node === 'string' || !holdsBlock(node)) run.push(node);
    else {
      close();
      blocks.push(...renderBlock(node, context));
    }
  }
  close();
  return blocks;
}

function holdsBlock(node: HtmlNode): boolean {
  return typeof node !== 'string' && (BLOCKS.has(node.tag) || node.children.some(holdsBlock));
}

function renderBlock(element: HtmlElement, context: Context): string[] {
  const { tag, children } = element;
  if (/^h[1-6]$/.test(tag)) return renderHeading(element, Number(tag[1]), context);
  if (tag === 'pre') return renderCode(element);
  if (tag === 'ul' || tag === 'ol' || tag === 'menu') return renderList(element, context);
  if (tag === 'blockquote') return prefix(renderBlocks(children, context), '> ', '> ');
  if (tag === 'table') return renderTable(element, context);
  if (tag === 'iframe' || tag === 'video' || tag === 'audio') return renderMedium(element, context);
  if (tag === 'dt')
    return renderInline(children, context.base).trim() === ''
      ? []
      : [`**${renderInline(children, context.base).trim()}**`];
  if (tag === 'hr' || tag === 'nav') return [];
  const note = nameFootnote(element);
  if (note !== null) return prefix(renderBlocks(children, context), `[^${note}]: `, '    ');
  return renderBlocks(children, context);
}

function renderParagraph(nodes: readonly HtmlNode[], context: Context): string[] {
  const text = tidy(renderInline(nodes, context.base));
  return text === '' || /^The post \[.* (?:appeared first on|first appeared on) \[[^\n]*$/.test(text)
    ? []
    : [escapeStarts(text)];
}

function renderHeading(element: HtmlElement, level: number, context: Context): string[] {
  const text = tidy(renderInline(element.children, context.base))
    .replace(/\s*\\?\n/g, ' ')
    .replace(/(#+)$/, '\\$1');
  if (text === '') return [];
  context.level = Math.max(2, Math.min(level, context.level + 1));
  return [`${'#'.repeat(context.level)} ${text}`];
}

function renderCode(element: HtmlElement): string[] {
  const lines = textOf(withoutGutter(element))
    .replaceAll('\r\n', '\n')
    .replace(/^\n+|\s+$/g, '')
    .split('\n')
    .map(cleanLine);
  if (lines.every((line) => line === '')) return [];
  const longest = Math.max(2, ...lines.map((line) => /^ {0,3}(`+)/.exec(line)?.[1]?.length ?? 0));
  const fence = '`'.repeat(longest + 1);
  return [`${fence}${readLanguage(element) ?? nameLanguage(lines)}\n${lines.join('\n')}\n${fence}`];
}

/** Line numbers beside code are no code. */
function withoutGutter(element: HtmlElement): HtmlElement {
  const children = element.children
    .filter(
      (child) =>
        typeof child === 'string' ||
        !/\b(?:line-?nos?|linenumbers?|gutter)\b/i.test(child.attributes.class ?? ''),
    )
    .map((child) => (typeof child === 'string' ? child : withoutGutter(child)));
  return { ...element, children };
}

/** What the classes of `pre`, or of `code` in it, say: `language-python`, `brush: sql`, `highlight-source-shell`. */
function readLanguage(element: HtmlElement): string | null {
  const inner = element.children.filter((child) => typeof child !== 'string');
  for (const { attributes } of [element, ...inner]) {
    const said = `${attributes['data-lang'] ?? attributes['data-language'] ?? attributes.lang ?? ''}`;
    const language =
      /(?:^|\s)(?:lang(?:uage)?-|brush:\s*|highlight-source-|sourceCode\s+|src\s+src-)([\w+#-]{1,30})/.exec(
        attributes.class ?? '',
      )?.[1] ?? /^[\w+#-]{1,30}$/.exec(said)?.[0];
    if (language !== undefined && !/^(?:none|plain|plaintext|en|auto|default)$/i.test(language))
      return language.toLowerCase();
  }
  return null;
}

function renderList({ tag, attributes, children }: HtmlElement, context: Context): string[] {
  const start = /^\d{1,8}$/.test(attributes.start ?? '') ? Number(attributes.start) : 1;
  const items: string[] = [];
  const notes: string[] = [];
  let number = start;
  for (const child of children) {
    const blocks =
      typeof child === 'string' ? renderBlocks([child], context) : renderBlocks(child.children, context);
    if (blocks.length === 0) continue;
    const note = typeof child === 'string' ? null : nameFootnote(child);
    if (note !== null) notes.push(...prefix(blocks, `[^${note}]: `, '    '));
    else {
      const marker = tag === 'ol' ? `${number++}. ` : '- ';
      items.push(
        ...prefix([blocks.join(isTight(blocks) ? '\n' : '\n\n')], marker, ' '.repeat(marker.length)),
      );
    }
  }
  return [...(items.length === 0 ? [] : [items.join('\n')]), ...notes];
}

/** A line, perhaps with a list below it. */
function isTight([, ...below]: readonly string[]): boolean {
  return below.every((block) => /^(?:- |1\. )/.test(block));
}

/** `fn:1` and `footnote-1` are what Markdown's own tools and WordPress call notes. */
function nameFootnote({ tag, attributes }: HtmlElement): string | null {
  return tag === 'li' || tag === 'p' || tag === 'div' ? readNote(attributes.id ?? '') : null;
}

function renderTable(element: HtmlElement, context: Context): string[] {
  const rows = find(element, 'tr').map(
    (row) =>
      row.children.filter((child) => typeof child !== 'string' && /^t[dh]$/.test(child.tag)) as HtmlElement[],
  );
  const cells = rows.flat();
  const isLayout =
    cells.some((cell) => find(cell, 'table').length + find(cell, 'pre').length > 0) ||
    Math.max(0, ...rows.map((row) => row.length)) < 2;
  if (isLayout) {
    const shown = cells.filter(({ attributes }) => !/\b(?:gutter|line-?nos?)\b/.test(attributes.class ?? ''));
    return shown.flatMap((cell) => renderBlocks(cell.children, context));
  }
  const width = Math.min(50, Math.max(...rows.map((row) => row.length)));
  const lines = rows
    .map((row) => row.slice(0, width).map((cell) => renderCell(cell, context)))
    .map((row) => `| ${[...row, ...Array(width - row.length).fill('')].join(' | ')} |`);
  return [[lines[0], `|${' --- |'.repeat(width)}`, ...lines.slice(1)].join('\n')];
}

function renderCell(cell: HtmlElement, context: Context): string {
  return tidy(renderInline(cell.children, context.base))
    .replace(/\\?\n/g, ' ')
    .replace(/(?<!\\)\|/g, '\\|');
}

function find(element: HtmlElement, tag: string): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return child.tag === tag ? [child] : child.tag === 'table' ? [] : find(child, tag);
  });
}

function renderMedium(element: HtmlElement, { base }: Context): string[] {
  const source = [element, ...find(element, 'source')].map(({ attributes }) => attributes.src).find(Boolean);
  const address = source === undefined ? null : cleanAddress(source, base);
  return address === null || isTracker(element, address)
    ? []
    : [`[${element.tag === 'audio' ? 'audio' : 'video'}](${address})`];
}

/** `first` before the first line of blocks, `next` before all others that are not empty. */
function prefix(blocks: readonly string[], first: string, next: string): string[] {
  if (blocks.length === 0) return [];
  const lines = blocks.join('\n\n').split('\n');
  return [lines.map((line, index) => `${index === 0 ? first : next}${line}`.trimEnd()).join('\n')];
}
