import MarkdownIt from 'markdown-it';

/** Stricter than our own reader, which takes HTML for text: what is escaped here is text to every reader. */
const markdown = new MarkdownIt({ html: true, linkify: false });

const SPECIAL = /[\\`*_[\]<>&~#!|]|^[-+=]|^\d{1,9}[.)]/;

/**
 * Writes plain text as one line of Markdown that renders to the same words: blanks are folded, and as few
 * characters are escaped as that takes. `before` is what stands before it in its block: `## ` or nothing.
 */
export function escapeProse(text: string, before = ''): string {
  const plain = text.trim().replace(/\s+/gu, ' ');
  if (plain === '' || !SPECIAL.test(plain)) return plain;
  for (const write of ESCAPES) {
    const escaped = write(plain);
    if (rendersTo(before + escaped, plain)) return escaped;
  }
  return escapeAll(plain);
}

/** From the least to the most; the first that does is taken. */
const ESCAPES = [escapeFew, escapeMore, escapeAll];

function escapeFew(text: string): string {
  return escapeStart(
    text
      .replace(/\\(?=[!-/:-@[-`{-~])/g, '\\\\')
      .replace(/`/g, '\\`')
      .replace(/<(?=[a-zA-Z/!?])/g, '\\<')
      .replace(/&(?=#?\w{1,40};)/g, '\\&')
      .replace(/\](?=[([:])/g, '\\]')
      .replace(/ (#+)$/, ' \\$1'),
  );
}

function escapeMore(text: string): string {
  return escapeStart(
    escapeFew(text).replace(/\\[!-/:-@[-`{-~]|[*[\]~]|(?<![\p{L}\p{N}_])_+|_+(?![\p{L}\p{N}_])/gu, (found) =>
      found.startsWith('\\') ? found : found.replace(/./g, '\\$&'),
    ),
  );
}

function escapeAll(text: string): string {
  return text.replace(/[!-/:-@[-`{-~]/g, '\\$&');
}

/** What would begin a block: a heading, a quotation, an item, a rule, a fence, a task. */
function escapeStart(text: string): string {
  return text
    .replace(/^(?=#{1,6}(?:\s|$)|>|[-+*](?:\s|$)|~~~|={2,}$|\[[ xX^])/, '\\')
    .replace(/^(?=([-*_])(?: *\1){2,} *$)/, '\\')
    .replace(/^(\d{1,9})(?=[.)](?:\s|$))/, '$1\\');
}

function rendersTo(source: string, plain: string): boolean {
  const tokens = markdown.parse(source, {});
  const inline = tokens[1];
  if (
    tokens.length !== 3 ||
    inline?.type !== 'inline' ||
    !/^(?:paragraph|heading)_open$/.test(tokens[0]?.type ?? '')
  ) {
    return false;
  }
  const children = inline.children ?? [];
  const rendered = children.map((child) => (child.type === 'text' ? child.content : '\0')).join('');
  const isHeading = tokens[0]?.type === 'heading_open';
  return rendered === plain && isHeading === source.startsWith('#');
}
