import type { Identity } from './identify-entries.ts';
import type { FeedRules } from './make-article.ts';

/** A feed that a community takes, as its `feeds.opml` has it. */
export interface Subscription extends FeedRules {
  /** Absolute, http or https. */
  readonly url: string;
  /** Addresses that it had before, by which its posts are known. */
  readonly formerly: readonly string[];
  readonly identity: Identity;
  /** The day on which it was found to be gone for good (HTTP 410): `2026-11-25`; null while it lives. */
  readonly ended: string | null;
}

/** One without any wishes: what a feed is taken by that nobody said more of. */
export function plainSubscription(url: string): Subscription {
  return {
    url,
    name: null,
    excerptOnly: false,
    license: null,
    formerly: [],
    identity: 'auto',
    ended: null,
  };
}
