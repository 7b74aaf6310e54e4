import type { Database } from 'libsql';
import type { FeedState, FetchMemory, HostRest } from '../../indexer/feeds/fetch-memory.ts';

/** What the fetcher of feeds remembers from one run to the next. */
export function fetchesTable(database: Database): FetchMemory {
  const selectFeed = database.prepare(
    'SELECT etag, last_modified AS lastModified, digest FROM feeds WHERE url = ?',
  );
  const upsertFeed = database.prepare(
    'INSERT OR REPLACE INTO feeds (url, etag, last_modified, digest) VALUES (?, ?, ?, ?)',
  );
  const selectHost = database.prepare('SELECT failures, until FROM resting_hosts WHERE host = ?');
  const upsertHost = database.prepare(
    'INSERT OR REPLACE INTO resting_hosts (host, failures, until) VALUES (?, ?, ?)',
  );
  const deleteHost = database.prepare('DELETE FROM resting_hosts WHERE host = ?');
  return {
    feed: (url) => (selectFeed.get([url]) as FeedState | undefined) ?? null,
    keepFeed: (url, { etag, lastModified, digest }) => void upsertFeed.run([url, etag, lastModified, digest]),
    host: (host) => (selectHost.get([host]) as HostRest | undefined) ?? null,
    keepHost(host, rest) {
      if (rest === null) deleteHost.run([host]);
      else upsertHost.run([host, rest.failures, rest.until]);
    },
  };
}
