import { lstat, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from '../import/import-error.ts';
import { openFolder } from '../import/open-folder.ts';
import { writeBeside } from '../import/write-beside.ts';
import { toInstant } from '../to-instant.ts';
import { editOutline } from './edit-opml.ts';
import { FeedFault } from './feed-fault.ts';
import { openArchive } from './open-archive.ts';
import { type OpmlReading, readOpml } from './read-opml.ts';
import { type FeedReport, type SyncOptions, syncFeeds } from './sync-feeds.ts';

/** The community's list of feeds, in its content folder. */
export const LIST = 'feeds.opml';
const LARGEST_LIST = 4 * 1024 * 1024;
const HINT = 'write it as OPML, or import one: almanac import LIST.opml --to CONTENT';

/** A run over all feeds of a content folder. */
export interface FolderReport {
  readonly feeds: readonly FeedReport[];
  /** What of the list could not be taken, and what was changed in it, in plain words. */
  readonly faults: readonly string[];
  readonly changes: readonly string[];
}

/**
 * Fetches the feeds that `feeds.opml` of a content folder lists, and keeps their articles as its posts. Feeds that
 * moved for good, or are gone for good, are written back into the list.
 *
 * @throws ImportError when there is no list, or the folder can't be written to; the reason of `signal` when that is
 * aborted.
 */
export async function syncFolder(to: string, options: Omit<SyncOptions, 'archive'>): Promise<FolderReport> {
  const { subscriptions, faults } = await readList(to);
  const archive = await openArchive(to);
  const feeds = await syncFeeds(subscriptions, { ...options, archive });
  return { feeds, faults, changes: await writeBack(to, feeds, toInstant(options.clock()).slice(0, 10)) };
}

/** Reads the list of a content folder. @throws ImportError */
export async function readList(to: string): Promise<OpmlReading> {
  const path = join(to, LIST);
  const text = await readListText(to);
  if (text === null) throw new ImportError('there is no list of feeds', path, HINT);
  try {
    return readOpml(text);
  } catch (cause) {
    if (cause instanceof FeedFault) throw new ImportError(cause.message, path, cause.hint, cause);
    throw cause;
  }
}

/** The list as it is written; null when there is none. @throws ImportError */
export async function readListText(to: string): Promise<string | null> {
  const path = join(to, LIST);
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) throw new ImportError('is no plain file', path, HINT);
    if (stats.size > LARGEST_LIST) throw new ImportError('is larger than 4 MiB', path, HINT);
    return await readFile(path, 'utf8');
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    if ((cause as NodeJS.ErrnoException).code === 'ENOENT') return null;
    throw new ImportError(`can't be read: ${(cause as NodeJS.ErrnoException).code}`, path, HINT, cause);
  }
}

async function writeBack(to: string, feeds: readonly FeedReport[], today: string): Promise<string[]> {
  const path = join(await openFolder(to, to), LIST);
  const before = (await readListText(to)) ?? '';
  const known = new Set(feeds.map(({ subscription }) => subscription.url));
  const changes: string[] = [];
  let text = before;
  for (const { subscription, outcome, movedTo } of feeds) {
    const { url, formerly, ended } = subscription;
    if (outcome === 'ended' && ended === null) {
      text = editOutline(text, url, { 'almanac:ended': today });
      changes.push(`${url} is gone for good: it is marked as ended, its posts stay`);
    } else if (movedTo !== null && known.has(movedTo)) {
      changes.push(`${url} has moved to ${movedTo}, which is in the list too: take one of them out`);
    } else if (movedTo !== null) {
      const addresses = [...formerly, url].slice(-10).join(' ');
      text = editOutline(text, url, { xmlUrl: movedTo, 'almanac:formerly': addresses });
      changes.push(`${url} has moved for good to ${movedTo}`);
    }
  }
  if (text !== before) await writeBeside(path, text);
  return changes;
}
