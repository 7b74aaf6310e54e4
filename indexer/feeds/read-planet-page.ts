import { parseByLine } from '../import/parse-by-line.ts';
import { cleanAddress } from './clean-address.ts';
import { nodesToMarkdown } from './html-to-markdown.ts';
import { parseFeedDate } from './parse-feed-date.ts';
import { type HtmlElement, parseHtml, textOf } from './parse-html.ts';
import type { Feed, FeedEntry } from './types.ts';

/** Classes that pages give to an entry, its text, its author and its date (microformats, Planet, WordPress). */
const ENTRY = /(?:^|\s)(?:h-entry|hentry|entry|post)(?:\s|$)/;
const CONTENT = /(?:^|\s)(?:e-content|entry-content|post-content|post-body|content)(?:\s|$)/;
const AUTHOR = /(?:^|\s)(?:p-author|author|byline)(?:\s|$)/;
const DATE = /(?:^|\s)(?:dt-published|published|date|entry-date)(?:\s|$)/;

/**
 * Reads the entries of a saved page of a planet or a blog, as its markup tells them apart: by classes of entries, or
 * `article` elements. An entry has a heading and a text; its date is in a `time`, or in the line `by NAME at DATE`.
 * Null when there are none. Never throws.
 */
export function readPlanetPage(html: string, url: string | null): Feed | null {
  const page = parseHtml(html);
  const found = findAll(
    page,
    (element) => element.tag === 'article' || ENTRY.test(element.attributes.class ?? ''),
  );
  const entries = found.flatMap((element) => readEntry(element, url) ?? []);
  if (entries.length === 0) return null;
  return { format: 'web page', title: null, home: url, entries, faults: [] };
}

function readEntry(entry: HtmlElement, url: string | null): FeedEntry | null {
  const [heading] = findAll(entry, ({ tag }) => /^h[1-4]$/.test(tag));
  if (heading === undefined) return null;
  const anchors = [
    heading,
    ...findAll(entry, ({ attributes }) => /\bbookmark\b/.test(attributes.rel ?? '')),
  ].flatMap((element) =>
    element.tag === 'a'
      ? [element]
      : findAll(element, ({ tag, attributes }) => tag === 'a' && attributes.href !== undefined),
  );
  const link =
    anchors
      .map(({ attributes }) => cleanAddress(attributes.href ?? '', url))
      .find((address) => address !== null) ?? null;
  const lines = findAll(
    entry,
    ({ tag, attributes }) => tag === 'p' || tag === 'div' || DATE.test(attributes.class ?? ''),
  );
  const byLines = lines
    .map((line) => ({ line, read: parseByLine(fold(textOf(line))) }))
    .filter(({ read }) => read !== null);
  const byLine = byLines.at(-1);
  const [time] = findAll(entry, ({ tag }) => tag === 'time');
  const [dated] = findAll(entry, ({ attributes }) => DATE.test(attributes.class ?? ''));
  const [signed] = findAll(entry, ({ attributes }) => AUTHOR.test(attributes.class ?? ''));
  const [content] = findAll(entry, ({ attributes }) => CONTENT.test(attributes.class ?? ''));
  const rest = entry.children.filter(
    (child) => child !== heading && child !== byLine?.line && child !== dated && child !== signed,
  );
  return {
    guid: null,
    link,
    title: fold(textOf(heading)),
    author:
      byLine?.read?.author ||
      (signed === undefined ? null : fold(textOf(signed)).replace(/^by\s+/i, '')) ||
      null,
    content: nodesToMarkdown(content?.children ?? rest, link ?? url),
    form: 'markdown',
    isExcerpt: false,
    base: link ?? url,
    published:
      byLine?.read?.published ??
      parseFeedDate(time?.attributes.datetime) ??
      parseFeedDate(fold(textOf(time ?? dated ?? ''))),
    updated: null,
    tags: [],
    license: null,
  };
}

/** The outermost elements below one that fit. */
function findAll(element: HtmlElement, fits: (element: HtmlElement) => boolean): HtmlElement[] {
  return element.children.flatMap((child) => {
    if (typeof child === 'string') return [];
    return fits(child) ? [child] : findAll(child, fits);
  });
}

function fold(text: string): string {
  return text.replace(/\s+/g, ' ').trim();
}
