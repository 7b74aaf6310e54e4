import {
  type AtomFeed,
  type JsonFeed,
  MalformedError,
  parseFeed as parse,
  type RdfFeed,
  type RssFeed,
} from 'feedsmith';
import { cleanAddress } from './clean-address.ts';
import { FeedFault } from './feed-fault.ts';
import { findFeedLinks } from './find-feed-links.ts';
import { parseFeedDate } from './parse-feed-date.ts';
import { parseHtml, textOf } from './parse-html.ts';
import type { Feed, FeedEntry } from './types.ts';

/**
 * Reads RSS 0.9x, 1.0 (RDF) and 2.0, Atom and JSON Feed. `url` is where the text came from: relative links
 * are read against it. What stands behind a break in the text is left out and told. Linear in practice.
 *
 * @throws FeedFault when it is no feed: a web page, say; its hint names the feeds of the page.
 */
export function parseFeed(text: string, url: string | null): Feed {
  const faults: string[] = [];
  const { format, feed } = parseLeniently(text, url, faults);
  const read = {
    rss: () => readRss(feed as RssFeed.Feed<string>, url),
    rdf: () => readRss(feed as RdfFeed.Feed<string>, url),
    atom: () => readAtom(feed as AtomFeed.Feed<string>, url),
    json: () => readJson(feed as JsonFeed.Feed<string>, url),
  }[format]();
  const name = { rss: 'RSS', rdf: 'RDF', atom: 'Atom', json: 'JSON Feed' } as const;
  return { ...read, format: name[format], faults };
}

type Parsed = ReturnType<typeof parse<string>>;

function parseLeniently(text: string, url: string | null, faults: string[]): Parsed {
  // A document type may hold entities; feeds need none, and it may say where files of this machine lie.
  const plain = text.replace(/<!DOCTYPE\s[^[>]*(?:\[[^\]]*\]\s*)?>/i, '');
  try {
    return parse(plain);
  } catch (cause) {
    const mended = cause instanceof MalformedError ? closeFeed(plain) : null;
    if (mended === null) throw explain(plain, url, cause);
    try {
      const parsed = parse(mended);
      faults.push('the feed is broken XML, or cut off; what could not be read was left out');
      return parsed;
    } catch {
      throw explain(plain, url, cause);
    }
  }
}

/** Keeps the entries that are whole, closes what is open, and reads a lone `<` as the text that it is. */
function closeFeed(text: string): string | null {
  const end = Math.max(text.lastIndexOf('</item>') + 7, text.lastIndexOf('</entry>') + 8);
  const root = /<(rss|feed|rdf:RDF)\b/i.exec(text)?.[1];
  if (end < 9 || root === undefined) return null;
  return `${text.slice(0, end).replace(/<(?![a-z_/!?])/gi, '&lt;')}${/^rss$/i.test(root) ? '</channel>' : ''}</${root}>`;
}

function explain(text: string, url: string | null, cause: unknown): FeedFault {
  if (text.trim() === '') return new FeedFault('it is empty', 'ask its owner, or try again later', cause);
  if (/^[\s\S]{0,2000}<(?:!doctype\s+html|html|head|body)\b/i.test(text)) {
    const links = findFeedLinks(text, url);
    const hint =
      links.length === 0
        ? "look for the feed's own address on that page"
        : `subscribe to ${links.join(' or ')}`;
    return new FeedFault('it is a web page, not a feed', hint, cause);
  }
  const isBroken = cause instanceof MalformedError;
  return new FeedFault(
    isBroken ? 'it is a feed that is broken beyond reading' : 'it is no feed',
    isBroken ? 'tell its owner; a validator of feeds shows the place' : 'name a feed: RSS, Atom or JSON Feed',
    cause,
  );
}

type Draft = Omit<Feed, 'format' | 'faults'>;

function readRss(feed: RssFeed.Feed<string> | RdfFeed.Feed<string>, url: string | null): Draft {
  const title = plain(feed.title);
  const home = feed.link === undefined ? null : cleanAddress(feed.link, url);
  const rss = feed as RssFeed.Feed<string>;
  const license =
    rss.creativeCommons?.licenses?.[0] ??
    rss.cc?.license ??
    feed.dcterms?.licenses?.[0] ??
    rss.copyright ??
    feed.dc?.rights?.[0];
  const everywhere = { author: feed.dc?.creators?.[0] ?? rss.managingEditor, license };
  const entries = (feed.items ?? []).map((item): FeedEntry => {
    const one = item as NonNullable<RssFeed.Feed<string>['items']>[number] &
      NonNullable<RdfFeed.Feed<string>['items']>[number];
    const guid = one.guid?.value ?? one.rdf?.about ?? null;
    const address = one.link ?? one.atom?.links?.[0]?.href ?? (one.guid?.isPermaLink === false ? null : guid);
    const link = address === null ? null : cleanAddress(address, home ?? url);
    const full = one.content?.encoded ?? one.atom?.content?.value;
    return {
      guid: guid?.trim() || null,
      link,
      title: plain(one.title) ?? '',
      author: person(
        one.dc?.creators?.[0] ?? one.authors?.[0] ?? one.atom?.authors?.[0] ?? everywhere.author,
      ),
      content: full ?? one.description ?? '',
      form: 'html',
      isExcerpt: full === undefined && isCut(one.description ?? ''),
      base: one.xml?.base ?? link ?? home ?? url,
      published:
        parseFeedDate(one.pubDate) ?? parseFeedDate(one.dc?.dates?.[0]) ?? parseFeedDate(one.atom?.published),
      updated: parseFeedDate(one.atom?.updated) ?? parseFeedDate(one.dcterms?.modified?.[0]),
      tags: [...(one.categories ?? []).map((category) => category.name), ...(one.dc?.subjects ?? [])].flatMap(
        (tag) => plain(tag) ?? [],
      ),
      license:
        one.creativeCommons?.licenses?.[0] ??
        one.cc?.license ??
        one.dc?.rights?.[0] ??
        everywhere.license ??
        null,
    };
  });
  return { title, home, entries };
}

function readAtom(feed: AtomFeed.Feed<string>, url: string | null): Draft {
  const base = resolve(feed.xml?.base, url);
  const home = findLink(feed.links, 'alternate', base);
  const licenseOf = (links: AtomFeed.Feed<string>['links'], near: string | null) =>
    findLink(links, 'license', near);
  const entries = (feed.entries ?? []).map((entry): FeedEntry => {
    const entryBase = resolve(entry.xml?.base, base);
    const link = findLink(entry.links, 'alternate', entryBase);
    const text = entry.content?.value === undefined ? entry.summary : entry.content;
    const isHtml = text?.type !== undefined && /html|xml/.test(text.type);
    return {
      guid: entry.id?.trim() || null,
      link,
      title:
        (entry.title?.type === undefined || entry.title.type === 'text'
          ? entry.title?.value?.trim()
          : plain(entry.title.value)) ?? '',
      author: person(
        entry.authors?.[0] ?? entry.source?.authors?.[0] ?? entry.dc?.creators?.[0] ?? feed.authors?.[0],
      ),
      content: text?.value ?? '',
      form: isHtml ? 'html' : 'text',
      isExcerpt: entry.content?.value === undefined,
      base: resolve(text?.xml?.base, entry.xml?.base === undefined ? (link ?? entryBase) : entryBase),
      published: parseFeedDate(entry.published) ?? parseFeedDate(entry.updated),
      updated: parseFeedDate(entry.updated),
      tags: (entry.categories ?? []).flatMap(({ label, term }) => plain(label ?? term) ?? []),
      license:
        licenseOf(entry.links, entryBase) ??
        entry.creativeCommons?.licenses?.[0] ??
        entry.cc?.license ??
        plain(entry.rights?.value) ??
        licenseOf(feed.links, base) ??
        feed.creativeCommons?.licenses?.[0] ??
        plain(feed.rights?.value),
    };
  });
  return { title: plain(feed.title?.value), home, entries };
}

function readJson(feed: JsonFeed.Feed<string>, url: string | null): Draft {
  const home = feed.home_page_url === undefined ? null : cleanAddress(feed.home_page_url, url);
  const entries = (feed.items ?? []).map((item): FeedEntry => {
    const link = item.url === undefined ? null : cleanAddress(item.url, home ?? url);
    return {
      guid: item.id?.trim() || null,
      link,
      title: item.title?.trim() ?? '',
      author: person(item.authors?.[0] ?? feed.authors?.[0]),
      content: item.content_html ?? item.content_text ?? item.summary ?? '',
      form: item.content_html === undefined ? 'text' : 'html',
      isExcerpt: item.content_html === undefined && item.content_text === undefined,
      base: link ?? home ?? url,
      published: parseFeedDate(item.date_published) ?? parseFeedDate(item.date_modified),
      updated: parseFeedDate(item.date_modified),
      tags: item.tags ?? [],
      license: null,
    };
  });
  return { title: feed.title?.trim() || null, home, entries };
}

function findLink(links: AtomFeed.Feed<string>['links'], rel: string, base: string | null): string | null {
  const fits = (links ?? []).filter((link) => (link.rel ?? 'alternate') === rel);
  const best = fits.find((link) => link.type === undefined || /html/.test(link.type)) ?? fits[0];
  return best?.href === undefined ? null : cleanAddress(best.href, base);
}

function resolve(reference: string | undefined, base: string | null): string | null {
  if (reference === undefined || !URL.canParse(reference, base ?? undefined)) return base;
  return new URL(reference, base ?? undefined).href;
}

/** Text without the markup that feeds put into titles; null when nothing is left. */
function plain(text: string | undefined): string | null {
  const bare = (text ?? '').replace(
    /<\/?(?:a|abbr|b|br|code|em|i|p|s|small|span|strong|sub|sup|tt|u)\b[^<>]{0,500}>/gi,
    '',
  );
  const decoded = bare.includes('&') ? textOf(parseHtml(bare.replaceAll('<', '&lt;'))) : bare;
  return decoded.replace(/\s+/g, ' ').trim() || null;
}

/** `ada@lamps.example (Ada)` → `Ada`; an address alone is nobody's name. */
function person(given: string | { name?: string; email?: string } | undefined): string | null {
  const text = typeof given === 'object' ? (given.name ?? given.email) : given;
  const name = /^\S+@\S+\s+\((.{1,200})\)$/.exec(text ?? '')?.[1] ?? text;
  return plain(name?.replace(/<\S+@\S+>/, '').replace(/^\S+@\S+$/, ''));
}

/** Whether a description ends as summaries do. */
function isCut(text: string): boolean {
  return /(?:\[?(?:…|\.\.\.|&hellip;|&#8230;)\]?|(?:read more|continue reading)[^<]{0,60})\s*(?:<\/?\w+[^>]{0,200}>\s*){0,6}$/i.test(
    text.slice(-1500),
  );
}
