import type { Validators } from './fetch-feed.ts';

/** What is known of a feed since it was last fetched and kept. */
export interface FeedState extends Validators {
  /** Of its bytes. */
  readonly digest: string | null;
}

/** A server that is left alone for a while. */
export interface HostRest {
  /** Times in a row that it failed. */
  readonly failures: number;
  /** Milliseconds since 1970. */
  readonly until: number;
}

/** What must last from one fetch to the next. Losing it costs only traffic. */
export interface FetchMemory {
  feed(url: string): FeedState | null;
  keepFeed(url: string, state: FeedState): void;
  host(host: string): HostRest | null;
  /** `null`: it answers again. */
  keepHost(host: string, rest: HostRest | null): void;
}

/** A memory that ends with the process. */
export function createFetchMemory(): FetchMemory {
  const feeds = new Map<string, FeedState>();
  const hosts = new Map<string, HostRest>();
  return {
    feed: (url) => feeds.get(url) ?? null,
    keepFeed: (url, state) => void feeds.set(url, state),
    host: (host) => hosts.get(host) ?? null,
    keepHost: (host, rest) => void (rest === null ? hosts.delete(host) : hosts.set(host, rest)),
  };
}
