import { parse } from 'yaml';
import type { Instant } from '../types.ts';
import { parseFeedDate } from './parse-feed-date.ts';

/** What the front matter of a site's page says, whichever generator it was written for. Unknown is null. */
export interface PageFacts {
  readonly title: string | null;
  readonly author: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly tags: readonly string[];
  readonly summary: string | null;
  /** Where the page stands on the web, if it says so. */
  readonly url: string | null;
  readonly license: string | null;
  /** Its author does not show it yet. */
  readonly isDraft: boolean;
  /** Keys that nothing was made of. */
  readonly unused: readonly string[];
}

type Fields = Readonly<Record<string, unknown>>;

/** For each fact the keys that Hugo, Jekyll and Docusaurus have for it; the first that is there counts. */
const KEYS = {
  title: ['title', 'linkTitle', 'sidebar_label'],
  author: ['author', 'authors'],
  published: ['date', 'publishDate', 'pubDate'],
  updated: ['lastmod', 'last_modified_at', 'last_update', 'updated', 'modified'],
  tags: ['tags', 'tag', 'categories', 'category', 'keywords'],
  summary: ['description', 'summary', 'excerpt'],
  url: ['canonical_url', 'canonicalURL', 'canonical'],
  license: ['license', 'licence', 'copyright'],
  isDraft: ['draft', 'unlisted', 'published'],
} as const;
/** Keys that say how a page looks or where it stands, and nothing about its text. */
const ABOUT_THE_SITE = new Set(
  'layout type weight slug permalink aliases redirect_from id sidebar_position menu toc comments math image images cover featured hide_table_of_contents pagination_next pagination_prev custom_edit_url'.split(
    ' ',
  ),
);

/** Cuts a page into its front matter (YAML, TOML of plain values, JSON) and its text; null: it can't be read. */
export function cutFrontMatter(text: string): { fields: Fields; body: string } | null {
  const plain = text.replace(/^\ufeff/, '').replaceAll('\r\n', '\n');
  const [whole = '', fence, matter = ''] =
    /^(---|\+\+\+)[ \t]*\n([\s\S]*?)^\1[ \t]*(?:\n|$)/m.exec(plain) ?? [];
  if (whole === '' || !plain.startsWith(whole)) return { fields: {}, body: plain };
  const fields = fence === '+++' ? readToml(matter) : readYaml(matter);
  return fields === null ? null : { fields, body: plain.slice(whole.length) };
}

/** `name` is the file's name, which begins with its date at Jekyll's and Docusaurus'. */
export function mapFrontMatter(fields: Fields, name: string): PageFacts {
  const first = (fact: keyof typeof KEYS) =>
    KEYS[fact].map((key) => fields[key]).find((value) => value != null);
  const named = /^(\d{4}-\d\d-\d\d)-/.exec(name)?.[1];
  const used = new Set<string>(Object.values(KEYS).flat());
  return {
    title: asText(first('title')),
    author:
      asList(first('author'))
        .map(asText)
        .find((author) => author !== null) ?? null,
    published: parseFeedDate(asText(first('published')) ?? named),
    updated: parseFeedDate(asText(first('updated')) ?? undefined),
    tags: KEYS.tags.flatMap((key) => asList(fields[key])).flatMap((tag) => asText(tag) ?? []),
    summary: asText(first('summary')),
    url: asText(first('url')),
    license: asText(first('license')),
    isDraft: fields.draft === true || fields.unlisted === true || fields.published === false,
    unused: Object.keys(fields).filter((key) => !used.has(key) && !ABOUT_THE_SITE.has(key)),
  };
}

function readYaml(matter: string): Fields | null {
  try {
    const value: unknown = parse(matter, { maxAliasCount: 0, schema: 'core' });
    return typeof value === 'object' && value !== null && !Array.isArray(value) ? (value as Fields) : {};
  } catch {
    return null;
  }
}

/** Lines `key = value` with texts, dates, booleans and lists of texts: what Hugo's pages hold. Tables are left out. */
function readToml(matter: string): Fields {
  const fields: Record<string, unknown> = {};
  const top = matter.split(/^\[/m)[0] ?? '';
  for (const [, key = '', value = ''] of top.matchAll(
    /^([\w-]{1,60})\s*=\s*(\[[^\]]*\]|"(?:[^"\\\n]|\\.)*"|'[^'\n]*'|[^\n#]*)/gm,
  )) {
    const texts = [...value.matchAll(/"((?:[^"\\\n]|\\.)*)"|'([^'\n]*)'/g)].map((text) =>
      (text[1] ?? text[2] ?? '').replace(/\\(["\\])/g, '$1'),
    );
    if (value.startsWith('[')) fields[key] = texts;
    else fields[key] = texts[0] ?? { true: true, false: false }[value.trim()] ?? value.trim();
  }
  return fields;
}

function asList(value: unknown): readonly unknown[] {
  if (Array.isArray(value)) return value;
  // Jekyll parts a line of categories at blanks.
  if (typeof value === 'string') return value.includes(',') ? value.split(',') : [value];
  return value == null ? [] : [value];
}

/** A text, or what stands for one in an object: `{ name }`, `{ label }`, `{ date }`. */
function asText(value: unknown): string | null {
  if (typeof value === 'string' || typeof value === 'number') return String(value).trim() || null;
  if (value instanceof Date) return value.toISOString();
  if (typeof value !== 'object' || value === null) return null;
  const { name, label, date } = value as Fields;
  return asText(name ?? label ?? date);
}
