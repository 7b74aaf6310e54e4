import { FETCH_LIMITS, type FetchLimits } from '../../indexer/feeds/fetch-feed.ts';
import type { FeedReport } from '../../indexer/feeds/sync-feeds.ts';
import { type FolderReport, syncFolder } from '../../indexer/feeds/sync-folder.ts';
import { createConsole } from '../console.ts';
import { renderFeed, renderSync } from '../render/feeds.ts';
import { openStore } from '../store/open-store.ts';
import { nameStore } from './name-files.ts';
import { readConfig, type SharedOptions } from './open-content.ts';

export interface SyncCommandOptions extends SharedOptions {
  readonly fresh?: boolean;
  readonly allowPrivate?: boolean;
}

/** Some feeds failed, others did not. */
const PARTLY = 3;

/** `almanac sync`: one line a feed, a summary; exit code 1 when nothing could be synced, 3 when a part. */
export async function runSync(options: SyncCommandOptions): Promise<void> {
  const console = createConsole(process);
  const folder = options.content ?? (await readConfig(options, console)).content;
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped; run it again to go on')));
  const store = await openStore(await nameStore(folder));
  try {
    const report = await syncFolder(folder, {
      memory: store.fetches,
      limits: limitsFor(options),
      fresh: options.fresh ?? false,
      clock: () => new Date(),
      onFeed: (feed) => console.print(options.json ? JSON.stringify(feed) : renderFeed(feed)),
      signal: stop.signal,
    });
    for (const fault of report.faults) console.complain(fault);
    for (const change of report.changes) console.note(change);
    console.note(renderSync(report.feeds));
    process.exitCode = exitCode(report);
  } finally {
    store.close();
  }
}

/** How feeds are fetched, as the options say. */
export function limitsFor({ allowPrivate = false }: { readonly allowPrivate?: boolean }): FetchLimits {
  return allowPrivate ? { ...FETCH_LIMITS, refuses: () => false } : FETCH_LIMITS;
}

function exitCode({ feeds, faults }: FolderReport): number {
  const isBad = ({ outcome }: FeedReport) => outcome === 'failed' || outcome === 'resting';
  if (feeds.every((feed) => !isBad(feed)) && faults.length === 0) return 0;
  return feeds.some((feed) => !isBad(feed)) ? PARTLY : 1;
}
