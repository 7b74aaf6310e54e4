import hljs from 'highlight.js/lib/common';
import MarkdownIt from 'markdown-it';
import { slugOf } from '../catalogue.ts';
import { escapeHtml } from './html.ts';

export interface RenderedPost {
  readonly markup: string;
  /** In order; `level` counts from 2, without gaps. */
  readonly headings: readonly { readonly id: string; readonly level: number; readonly text: string }[];
}

/** Gives the address behind a link of the post, or `null` when it leads nowhere that we can show. */
export type ResolveLink = (href: string) => string | null;

/** Longer code is shown plain: highlighting must not hold up the server. */
const LONGEST_HIGHLIGHTED = 20_000;
// biome-ignore lint/suspicious/noControlCharactersInRegex: controls are what is removed.
const STEERING = /[\u0000-\u0008\u000b-\u001f\u007f-\u009f\u202a-\u202e\u2066-\u2069]/g;

/**
 * Renders a post's Markdown: HTML in it is shown as text, images become links (nothing is fetched from
 * another host), links go where `resolve` says. `isBare` leaves out what only a page of ours can use: anchors
 * and colours. Linear in practice; never throws.
 */
export function renderMarkdown(body: string, resolve: ResolveLink, isBare = false): RenderedPost {
  const highlight = isBare ? plainCode : highlightCode;
  const markdown = new MarkdownIt({ html: false, linkify: false, highlight });
  const tokens = markdown.parse(body, {});
  const headings: { id: string; level: number; text: string }[] = [];
  const open: number[] = [];
  const ids = new Set<string>();
  for (const [index, token] of tokens.entries()) {
    if (token.type === 'heading_open') {
      const own = Number(token.tag.slice(1));
      while ((open.at(-1) ?? 0) >= own) open.pop();
      open.push(own);
      const level = Math.min(6, open.length + 1);
      const text = (tokens[index + 1]?.children ?? [])
        .map((child) => child.content || ' ')
        .join('')
        .trim();
      let id = slugOf(text);
      for (let n = 2; ids.has(id); n++) id = `${slugOf(text)}-${n}`;
      ids.add(id);
      token.tag = `h${level}`;
      token.attrs = [['id', id]];
      headings.push({ id, level, text });
    } else if (token.type === 'heading_close' && isBare) {
      token.tag = `h${Math.min(6, open.length + 1)}`;
    } else if (token.type === 'heading_close') {
      token.tag = `h${Math.min(6, open.length + 1)}`;
      const id = headings.at(-1)?.id ?? '';
      token.meta = {
        anchor: `<a class="anchor" href="#${escapeHtml(encodeURIComponent(id))}" aria-label="Link to this heading">#</a>`,
      };
    }
  }
  markdown.renderer.rules.heading_close = (list, at) =>
    `${list[at]?.meta?.anchor ?? ''}</${list[at]?.tag}>\n`;
  // Links don't nest, so one note of what was opened is enough.
  let isDead = false;
  markdown.renderer.rules.link_open = (list, at) => {
    const href = resolve(String(list[at]?.attrGet('href') ?? ''));
    isDead = href === null;
    return href === null ? '<span>' : `<a href="${escapeHtml(href)}">`;
  };
  markdown.renderer.rules.link_close = () => (isDead ? '</span>' : '</a>');
  markdown.renderer.rules.image = (list, at) => {
    const alt = escapeHtml(list[at]?.content || 'image');
    return `<span class="image">[${alt}]</span>`;
  };
  markdown.renderer.rules.table_open = () =>
    '<section class="table" tabindex="0" aria-label="Table"><table>\n';
  markdown.renderer.rules.table_close = () => '</table></section>\n';
  markdown.renderer.rules.td_open = markdown.renderer.rules.th_open = (list, at) => `<${list[at]?.tag}>`;
  markdown.renderer.rules.code_block = (list, at) => `${plainCode(list[at]?.content ?? '')}\n`;
  const markup = markdown.renderer.render(tokens, markdown.options, {}).replace(STEERING, '');
  return { markup, headings };
}

function highlightCode(code: string, language: string): string {
  const known = hljs.getLanguage(language) !== undefined && code.length <= LONGEST_HIGHLIGHTED;
  if (!known) return plainCode(code);
  const { value } = hljs.highlight(code, { language, ignoreIllegals: true });
  return `<pre tabindex="0"><code>${value}</code></pre>`;
}

function plainCode(code: string): string {
  return `<pre tabindex="0"><code>${escapeHtml(code)}</code></pre>`;
}
