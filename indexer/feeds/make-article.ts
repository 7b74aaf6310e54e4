import { cleanLine } from '../import/clean-line.ts';
import { escapeProse } from '../import/escape-prose.ts';
import { textToMarkdown } from '../import/text-to-markdown.ts';
import { parseMarkdown } from '../markdown.ts';
import type { Instant } from '../types.ts';
import { htmlToMarkdown } from './html-to-markdown.ts';
import type { Feed, FeedEntry } from './types.ts';

/** An entry of a feed as it goes to a file; every line is clean and of a length that front matter takes. */
export interface Article {
  readonly title: string;
  readonly author: string;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly blog: string | null;
  readonly url: string | null;
  readonly tags: readonly string[];
  readonly license: string | null;
  readonly summary: string | null;
  /** Markdown; empty when the entry has no text. */
  readonly body: string;
  /** How it was made, in words. */
  readonly made: string;
}

/** What a community has settled about a feed. */
export interface FeedRules {
  /** What the blog is called; null: as the feed says. */
  readonly name: string | null;
  /** Its author objects to full republication: only the beginning is kept, with a link to the rest. */
  readonly excerptOnly: boolean;
  /** The licence, where the feed states none or a wrong one. */
  readonly license: string | null;
}

/** In characters, at most. */
const EXCERPT = 500;

/** Makes an article of an entry. Never throws. */
export function makeArticle(entry: FeedEntry, feed: Feed, rules: FeedRules): Article {
  const blog = shorten(rules.name ?? feed.title, 200);
  const whole = readContent(entry);
  const isCut = entry.isExcerpt || rules.excerptOnly;
  const shown = rules.excerptOnly ? cutExcerpt(whole) : whole;
  const body =
    isCut && shown !== '' && entry.link !== null ? `${shown}\n\n[The whole article](${entry.link})` : shown;
  return {
    title:
      shorten(entry.title, 300) ?? shorten(whole.split('\n')[0]?.replace(/[\\#>*`]/g, ''), 80) ?? 'Untitled',
    author: shorten(entry.author, 200) ?? blog ?? 'unknown',
    published: entry.published,
    updated: entry.updated,
    blog,
    url: entry.link,
    tags: [...new Set(entry.tags.flatMap((tag) => shorten(tag, 60) ?? []))].slice(0, 50),
    license: shorten(rules.license ?? entry.license, 200),
    summary: null,
    body,
    made: `${isCut ? 'excerpt' : 'Markdown'} of the ${entry.form === 'text' ? 'text' : 'HTML'} in ${feed.format}`,
  };
}

function readContent({ content, form, base }: FeedEntry): string {
  if (form === 'markdown') return content;
  return form === 'html'
    ? htmlToMarkdown(content, base)
    : textToMarkdown(content.split(/\r?\n/).map(cleanLine));
}

/** One line of at most `longest` characters; null when nothing is left. */
export function shorten(text: string | null | undefined, longest: number): string | null {
  const line = cleanLine((text ?? '').replace(/\s+/g, ' ')).trim();
  if (line.length <= longest) return line || null;
  return `${line.slice(0, longest - 1).replace(/[\ud800-\udbff]$/, '')}…`;
}

/** The first sentences, without markup. */
function cutExcerpt(markdown: string): string {
  const text = parseMarkdown(markdown)
    .filter(({ type }) => type === 'inline')
    .map(({ children }) => (children ?? []).map(({ content }) => content || ' ').join(''))
    .join(' ')
    .replace(/\s+/g, ' ');
  if (text.length <= EXCERPT) return escapeProse(text);
  const start = text.slice(0, EXCERPT);
  const sentences = /^[\s\S]*[.!?](?=\s)/.exec(start)?.[0];
  return escapeProse(sentences ?? `${start.slice(0, Math.max(start.lastIndexOf(' '), EXCERPT / 2))} …`);
}
