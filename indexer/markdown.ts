import MarkdownIt from 'markdown-it';

/** HTML in posts is text to us: it is neither run nor shown as markup. */
const markdown = new MarkdownIt({ html: false, linkify: false });

/** A block or inline token of markdown-it; blocks carry `map`: [first line, line after the last], 0-based. */
export type MarkdownToken = ReturnType<typeof markdown.parse>[number];

/** Reads CommonMark with tables and strikethrough. Linear in practice; never throws. */
export function parseMarkdown(body: string): MarkdownToken[] {
  return markdown.parse(body, {});
}
