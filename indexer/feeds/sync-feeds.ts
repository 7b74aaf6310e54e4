import { createHash } from 'node:crypto';
import { toInstant } from '../to-instant.ts';
import { decodeFeed } from './decode-feed.ts';
import { FeedFault } from './feed-fault.ts';
import { type FetchLimits, type Fetched, fetchFeed, HostFault } from './fetch-feed.ts';
import type { FetchMemory } from './fetch-memory.ts';
import type { Archive } from './open-archive.ts';
import { parseFeed } from './parse-feed.ts';
import { NO_COUNTS, type StoredFeed, storeFeed } from './store-feed.ts';
import type { Subscription } from './subscription.ts';

/**
 * `fetched`: read and kept; `unchanged`: the same as the last time; `resting`: its server failed lately and is
 * left alone; `ended`: gone for good (HTTP 410), its posts stay; `failed`: see `fault`.
 */
export type FeedOutcome = 'fetched' | 'unchanged' | 'resting' | 'ended' | 'failed';

export interface FeedReport extends StoredFeed {
  readonly subscription: Subscription;
  readonly outcome: FeedOutcome;
  /** Where it has moved for good; else null. */
  readonly movedTo: string | null;
  /** Why it failed, or rests. */
  readonly fault: { readonly message: string; readonly hint: string } | null;
  /** What was wrong and could be read all the same, in plain words. */
  readonly faults: readonly string[];
}

export interface SyncOptions {
  readonly archive: Archive;
  readonly memory: FetchMemory;
  readonly limits: FetchLimits;
  /** Servers that are asked at a time. */
  readonly atATime?: number;
  /** Ask all servers for all of their feeds, whatever happened before. */
  readonly fresh?: boolean;
  readonly clock: () => Date;
  /** Told of each feed as it is done. */
  readonly onFeed?: (report: FeedReport) => void;
  readonly signal?: AbortSignal | undefined;
}

/** Milliseconds that a server is left alone after its first failure; each further one doubles it. */
const FIRST_REST = 5 * 60_000;
const LONGEST_REST = 24 * 3_600_000;

/**
 * Fetches feeds and keeps their articles. Servers are asked side by side, each for one feed at a time, and what
 * came is read one by one; so memory is bounded, and one feed that fails, loops or dawdles holds up none of another
 * server. Reports come in the order of `subscriptions`.
 *
 * @throws ImportError when the folder can't be written to; the reason of `signal` when that is aborted.
 */
export async function syncFeeds(
  subscriptions: readonly Subscription[],
  options: SyncOptions,
): Promise<FeedReport[]> {
  const { atATime = 8, onFeed, signal } = options;
  const reports = new Map<Subscription, FeedReport>();
  const queues = [...groupByHost(subscriptions).values()];
  const readInTurn = createTurn();
  const work = async () => {
    for (let queue = queues.shift(); queue !== undefined; queue = queues.shift()) {
      for (const subscription of queue) {
        signal?.throwIfAborted();
        const report = await syncFeed(subscription, options, readInTurn);
        reports.set(subscription, report);
        onFeed?.(report);
      }
    }
  };
  await Promise.all(Array.from({ length: Math.min(atATime, queues.length) }, work));
  return subscriptions.flatMap((subscription) => reports.get(subscription) ?? []);
}

async function syncFeed(
  subscription: Subscription,
  options: SyncOptions,
  readInTurn: <T>(work: () => Promise<T>) => Promise<T>,
): Promise<FeedReport> {
  const { memory, limits, clock, fresh = false, signal } = options;
  const { url } = subscription;
  const { host } = new URL(url);
  const nothing = {
    subscription,
    movedTo: null,
    fault: null,
    faults: [],
    counts: NO_COUNTS,
    kept: [],
    refused: [],
  };
  if (subscription.ended !== null) return { ...nothing, outcome: 'ended' };
  const rest = memory.host(host);
  if (rest !== null && rest.until > clock().getTime() && !fresh) {
    const until = new Date(rest.until).toISOString().slice(0, 16);
    const fault = {
      message: `its server failed ${rest.failures} times and is left alone until ${until}Z`,
      hint: 'ask it all the same with --fresh',
    };
    return { ...nothing, outcome: 'resting', fault };
  }
  try {
    const state = fresh ? null : memory.feed(url);
    const fetched = await fetchFeed(url, state ?? { etag: null, lastModified: null }, limits, signal);
    memory.keepHost(host, null);
    if (fetched.kind === 'gone') return { ...nothing, outcome: 'ended' };
    if (fetched.kind === 'unchanged') return { ...nothing, outcome: 'unchanged', movedTo: fetched.movedTo };
    const digest = createHash('sha256').update(fetched.bytes).digest('hex');
    if (digest === state?.digest) return { ...nothing, outcome: 'unchanged', movedTo: fetched.movedTo };
    const kept = await readInTurn(() => keepFeed(fetched, subscription, options));
    memory.keepFeed(url, { ...fetched.validators, digest });
    return { ...nothing, ...kept, outcome: 'fetched', movedTo: fetched.movedTo };
  } catch (error) {
    if (!(error instanceof FeedFault)) throw error;
    if (error instanceof HostFault) memory.keepHost(host, lengthenRest(rest?.failures ?? 0, error, clock));
    return { ...nothing, outcome: 'failed', fault: { message: error.message, hint: error.hint } };
  }
}

async function keepFeed(
  { bytes, contentType, url }: Fetched & { kind: 'fetched' },
  subscription: Subscription,
  { archive, clock, signal }: SyncOptions,
): Promise<StoredFeed & { faults: readonly string[] }> {
  const decoded = decodeFeed(bytes, contentType);
  const feed = parseFeed(decoded.text, url);
  const stored = await storeFeed(feed, subscription, archive, toInstant(clock()), signal);
  return {
    ...stored,
    faults: [...(decoded.fault === null ? [] : [decoded.fault]), ...feed.faults, ...stored.refused],
  };
}

function lengthenRest(
  before: number,
  { retryAfter }: HostFault,
  clock: () => Date,
): { failures: number; until: number } {
  const own = Math.min(LONGEST_REST, FIRST_REST * 2 ** Math.min(before, 20));
  const asked = Math.min(7 * LONGEST_REST, (retryAfter ?? 0) * 1000);
  return { failures: before + 1, until: clock().getTime() + Math.max(own, asked) };
}

function groupByHost(subscriptions: readonly Subscription[]): Map<string, Subscription[]> {
  const groups = new Map<string, Subscription[]>();
  for (const subscription of subscriptions) {
    const { host } = new URL(subscription.url);
    groups.set(host, [...(groups.get(host) ?? []), subscription]);
  }
  return groups;
}

/** Lets one work at a time, in the order of the calls. */
function createTurn(): <T>(work: () => Promise<T>) => Promise<T> {
  let last: Promise<unknown> = Promise.resolve();
  return (work) => {
    const turn = last.then(work);
    last = turn.catch(() => undefined);
    return turn;
  };
}
