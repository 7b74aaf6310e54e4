import { cleanLine } from '../import/clean-line.ts';
import { cleanAddress } from './clean-address.ts';
import { type HtmlElement, type HtmlNode, textOf } from './parse-html.ts';

/** Elements that stand on lines of their own. */
export const BLOCKS: ReadonlySet<string> = new Set(
  (
    'address article aside blockquote body center dd details dialog div dl dt fieldset figcaption figure footer ' +
    'h1 h2 h3 h4 h5 h6 header hgroup hr html iframe li main menu nav ol p pre section summary table tbody td ' +
    'tfoot th thead tr ul video audio'
  ).split(' '),
);

/** Inline Markdown; line breaks only where the page has them. */
export function renderInline(nodes: readonly HtmlNode[], base: string | null): string {
  return nodes.map((node) => (typeof node === 'string' ? escapeText(node) : renderSpan(node, base))).join('');
}

function renderSpan(element: HtmlElement, base: string | null): string {
  const { tag, children } = element;
  if (tag === 'br') return '\\\n';
  if (tag === 'img') return renderImage(element, base);
  if (tag === 'a') return renderLink(element, base);
  if (/^(?:code|tt|kbd|samp)$/.test(tag)) return renderCodeSpan(textOf(element));
  const text = renderInline(children, base);
  if (tag === 'strong' || tag === 'b') return wrap(text, '**');
  if (tag === 'em' || tag === 'i') return wrap(text, '*');
  if (/^(?:del|s|strike)$/.test(tag)) return wrap(text, '~~');
  return BLOCKS.has(tag) ? ` ${text} ` : text;
}

function renderLink({ attributes, children }: HtmlElement, base: string | null): string {
  const { href = '', class: kind = '' } = attributes;
  const text = renderInline(children, base);
  if (/^#/.test(href)) {
    const note = readNote(href.slice(1));
    if (note !== null) return `[^${note}]`;
    const isMark =
      /^[\s#¶§↩↑^\\]*$/u.test(text.replaceAll('\ufe0e', '')) ||
      /\b(?:headerlink|anchor|footnote-back)/.test(kind);
    return isMark ? '' : text;
  }
  const address = cleanAddress(href, base);
  if (address === null || text.trim() === '' || /\]\(/.test(text)) return text;
  return `${/^\s*/.exec(text)?.[0] ? ' ' : ''}[${text.trim().replace(/\\?\n/g, ' ')}](${address})${/\s$/.test(text) ? ' ' : ''}`;
}

function renderImage(element: HtmlElement, base: string | null): string {
  const { src = '', alt = '' } = element.attributes;
  const address = cleanAddress(src, base);
  if (address === null || isTracker(element, address)) return '';
  return `[${escapeText(alt).trim() || 'image'}](${address})`;
}

/** Pictures that nobody is meant to see, and buttons to share things. */
export function isTracker(
  { attributes: { width = '', height = '' } }: HtmlElement,
  address: string,
): boolean {
  if (/^[01](?:px)?$/.test(width) || /^[01](?:px)?$/.test(height)) return true;
  return /^https?:\/\/(?:feeds\.feedburner\.com\/~|feeds\.wordpress\.com\/|(?:stats|pixel)\.|[^/]*\.doubleclick\.net\/|www\.google-analytics\.com\/|b\.scorecardresearch\.com\/|www\.facebook\.com\/tr\b)/.test(
    address,
  );
}

function renderCodeSpan(text: string): string {
  const code = cleanLine(text.replace(/\s+/g, ' ')).trim();
  if (code === '') return '';
  const runs = new Set(code.match(/`+/g)?.map((run) => run.length));
  let length = 1;
  while (runs.has(length)) length++;
  const fence = '`'.repeat(length);
  const pad = /^`|`$/.test(code) ? ' ' : '';
  return `${fence}${pad}${code}${pad}${fence}`;
}

/** Marks hug words: blanks go outside. */
function wrap(text: string, mark: string): string {
  const [, before = '', inner = '', after = ''] = /^([\s\\]*)([\s\S]*?)([\s\\]*)$/.exec(text) ?? [];
  if (
    inner === '' ||
    inner.includes(mark) ||
    inner.startsWith(mark[0] ?? '') ||
    inner.endsWith(mark[0] ?? '')
  )
    return text;
  return `${before}${mark}${inner}${mark}${after}`;
}

/** What could be taken for markup; as little as that takes, so that files read well. */
function escapeText(text: string): string {
  const folded = text.replace(/\s+/gu, ' ');
  return cleanLine(`${folded}.`)
    .slice(0, -1)
    .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
    .replace(
      /[`*[\]]|<(?=[a-zA-Z/!?])|~(?=~)|&(?=#?\w{1,40};)|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu,
      (found) => found.replace(/./g, '\\$&'),
    );
}

/** Blanks folded, none around line breaks. */
export function tidy(text: string): string {
  return text
    .replace(/[ \t]+/g, ' ')
    .replace(/ ?(?:\\\n ?)+/g, '\\\n')
    .replace(/^(?:\\\n)+|(?:\\\n)+$/g, '')
    .trim();
}

/** What would begin a block. */
export function escapeStarts(text: string): string {
  return text.replace(/^.*$/gm, (line) => {
    return line
      .replace(/^(?=#{1,6}(?:\s|$)|>|[-+](?:\s|$)|~~~|={2,}$|-{2,} *$|[|:])/, '\\')
      .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
  });
}

/** The name of the note that an id stands for: `fn:1`, `footnote-1`, `cite_note-1`; else null. */
export function readNote(id: string): string | null {
  return (
    /^(?:user-content-)?(?:fn|footnote|easy-footnote-bottom|cite_note)[-:_]?([\w-]{1,40})$/.exec(id)?.[1] ??
    null
  );
}
