import { open, stat } from 'node:fs/promises';
import { basename, join } from 'node:path';
import { cleanLine } from '../import/clean-line.ts';
import { ImportError } from '../import/import-error.ts';
import { openFolder } from '../import/open-folder.ts';
import { writeBeside } from '../import/write-beside.ts';
import type { Instant } from '../types.ts';
import { decodeFeed } from './decode-feed.ts';
import { addOutlines } from './edit-opml.ts';
import { FeedFault } from './feed-fault.ts';
import { type FetchLimits, fetchFeed } from './fetch-feed.ts';
import { findFeedLinks } from './find-feed-links.ts';
import { openArchive } from './open-archive.ts';
import { parseFeed } from './parse-feed.ts';
import { readAddress, readOpml } from './read-opml.ts';
import { readPlanetPage } from './read-planet-page.ts';
import { readPlanetIni } from './read-planet-ini.ts';
import { type StoredFeed, storeFeed } from './store-feed.ts';
import { plainSubscription } from './subscription.ts';
import { LIST, readListText } from './sync-folder.ts';

/** What an import of a feed, or of a list of feeds, came to. */
export interface FeedImport extends StoredFeed {
  /** The source, as it was given. */
  readonly source: string;
  /** What was wrong and could be read all the same, in plain words. */
  readonly faults: readonly string[];
}

export interface ListImport {
  readonly source: string;
  /** Addresses that are new in `feeds.opml`. */
  readonly added: readonly string[];
  /** How many were there already. */
  readonly known: number;
  readonly faults: readonly string[];
}

interface FeedSource {
  /** The file or the address, as it was given. */
  readonly name: string;
  readonly bytes: Uint8Array;
  readonly contentType: string | null;
  /** Where it was found; null for a file. */
  readonly url: string | null;
}

const SNIFFED = 4_096;

/**
 * Whether a source is for this importer: an address, or a file that begins like a feed, a list of feeds or a web
 * page. What can't be looked at is not.
 */
export async function isFeedSource(source: string): Promise<boolean> {
  if (/^(?:https?|feed):/i.test(source) || /\.(?:opml|ini)$/i.test(source)) return true;
  try {
    const handle = await open(source);
    try {
      const { buffer, bytesRead } = await handle.read(Buffer.alloc(SNIFFED), 0, SNIFFED, 0);
      const start = decodeFeed(buffer.subarray(0, bytesRead)).text;
      return (
        /<(?:rss|feed|rdf:RDF|opml|!doctype html|html)\b/i.test(start) ||
        /^\s*\{[\s\S]*"https?:\/\/jsonfeed\.org\//.test(start)
      );
    } finally {
      await handle.close();
    }
  } catch {
    return false;
  }
}

/**
 * Imports the entries of a feed into the posts of a content folder, or adds the feeds of an OPML list or a
 * `planet.ini` to its `feeds.opml`. Of the address of a web page, the first feed that the page names is taken;
 * of a saved page, or one that names none, the entries that it shows.
 *
 * @throws ImportError when the source can't be had or read, or the folder can't be written to.
 */
export async function importFeed(
  source: string,
  { to, limits, now }: { readonly to: string; readonly limits: FetchLimits; readonly now: Instant },
): Promise<FeedImport | ListImport> {
  try {
    const given = await readSource(source, limits);
    const { text, fault } = decodeFeed(given.bytes, given.contentType);
    if (/<opml\b/i.test(text.slice(0, SNIFFED))) {
      const { subscriptions, faults } = readOpml(text);
      return await addFeeds(source, to, subscriptions, faults);
    }
    if (/\.ini$/i.test(source)) return await addFeeds(source, to, readPlanetIni(text), []);
    const isPage = /<(?:!doctype html|html)\b/i.test(text.slice(0, SNIFFED));
    // The feed of a page says more than the page, and can be followed.
    const [link] = isPage && given.url !== null ? findFeedLinks(text, given.url) : [];
    if (link !== undefined) {
      const found = await importFeed(link, { to, limits, now });
      return { ...found, source };
    }
    const feed = (isPage ? readPlanetPage(text, given.url) : null) ?? parseFeed(text, given.url);
    const archive = await openArchive(to);
    const stored = await storeFeed(feed, plainSubscription(given.name), archive, now);
    return {
      ...stored,
      source,
      faults: [...(fault === null ? [] : [fault]), ...feed.faults, ...stored.refused],
    };
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
    throw new ImportError(error.message, source, error.hint, error);
  }
}

async function readSource(source: string, limits: FetchLimits): Promise<FeedSource> {
  const address = readAddress(source);
  if (address !== null) {
    const fetched = await fetchFeed(address, { etag: null, lastModified: null }, limits);
    if (fetched.kind !== 'fetched')
      throw new FeedFault('it is gone for good (HTTP 410)', 'look for another feed of the site');
    return { name: address, ...fetched };
  }
  try {
    if ((await stat(source)).size > limits.size)
      throw new FeedFault(`is larger than ${limits.size / 1024 / 1024} MiB`, 'cut it into parts');
    const handle = await open(source);
    try {
      return {
        name: cleanLine(basename(source)),
        bytes: await handle.readFile(),
        contentType: null,
        url: null,
      };
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof FeedFault) throw cause;
    throw new FeedFault(
      `can't be read: ${(cause as NodeJS.ErrnoException).code}`,
      'name a file or an address',
      cause,
    );
  }
}

async function addFeeds(
  source: string,
  to: string,
  feeds: readonly { readonly url: string; readonly name: string | null }[],
  faults: readonly string[],
): Promise<ListImport> {
  const root = await openFolder(to, to);
  const list = await readListText(to);
  const known = new Set(list === null ? [] : readOpml(list).subscriptions.map(({ url }) => url));
  const added = feeds.filter(({ url }) => !known.has(url));
  if (added.length > 0) await writeBeside(join(root, LIST), addOutlines(list, added));
  return { source, added: added.map(({ url }) => url), known: feeds.length - added.length, faults };
}
