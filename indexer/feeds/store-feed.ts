import type { Instant } from '../types.ts';
import { identifyEntries } from './identify-entries.ts';
import { makeArticle } from './make-article.ts';
import type { Archive, ArticleOutcome, StoredArticle } from './open-archive.ts';
import type { Subscription } from './subscription.ts';
import type { Feed } from './types.ts';

export type Counts = Readonly<Record<ArticleOutcome, number>>;

export interface StoredFeed {
  readonly counts: Counts;
  /** Files that were left as they are, and why; at most 100. */
  readonly kept: readonly { readonly file: string; readonly reason: string }[];
  /** Entries that can't be posts, in plain words; at most 100. */
  readonly refused: readonly string[];
}

export const NO_COUNTS: Counts = { written: 0, updated: 0, unchanged: 0, kept: 0, refused: 0, duplicate: 0 };

/** Files that are written at a time: most of the time is the disk's. */
const AT_A_TIME = 16;
const MOST_TOLD = 100;

/**
 * Puts the entries of a feed into an archive, the last first, so that the oldest come first where the feed has
 * the usual order.
 *
 * @throws ImportError when the folder can't be written to; the reason of `signal` when that is aborted.
 */
export async function storeFeed(
  feed: Feed,
  subscription: Subscription,
  archive: Archive,
  now: Instant,
  signal?: AbortSignal,
): Promise<StoredFeed> {
  const counts: Record<ArticleOutcome, number> = { ...NO_COUNTS };
  const kept: { file: string; reason: string }[] = [];
  const refused: string[] = [];
  const count = ({ outcome, file, reason }: StoredArticle, title: string) => {
    counts[outcome]++;
    if (outcome === 'kept' && kept.length < MOST_TOLD) kept.push({ file, reason: reason ?? '' });
    if (outcome === 'refused' && refused.length < MOST_TOLD)
      refused.push(`"${title}" was left out: ${reason}`);
  };
  const names = identifyEntries(feed.entries, feed.home, subscription.identity);
  const pending: Promise<void>[] = [];
  try {
    for (const [index, entry] of [...feed.entries.entries()].reverse()) {
      signal?.throwIfAborted();
      const article = makeArticle(entry, feed, subscription);
      const { url, formerly } = subscription;
      const name = names[index] ?? { guid: null, link: null, isGuidSure: false };
      const stored = archive.store({ article, names: name, feed: url, formerly }, now);
      const counted = stored.then((result) => count(result, article.title));
      // Watched at once: it may fail while an earlier one is waited for.
      counted.catch(() => undefined);
      pending.push(counted);
      if (pending.length >= AT_A_TIME) await pending.shift();
    }
    await Promise.all(pending);
  } finally {
    await Promise.allSettled(pending);
  }
  return { counts, kept, refused };
}
