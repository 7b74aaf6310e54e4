import type { Instant } from '../types.ts';

/** One entry of a feed, of whatever format. What the feed does not say is null. */
export interface FeedEntry {
  /** What the feed knows it by: `guid` of RSS, `id` of Atom and JSON Feed, `rdf:about`. */
  readonly guid: string | null;
  /** Absolute, without tracking. */
  readonly link: string | null;
  /** Plain text; empty when there is none. */
  readonly title: string;
  readonly author: string | null;
  readonly content: string;
  /** What `content` is made of. */
  readonly form: 'html' | 'text' | 'markdown';
  /** Whether the feed itself gives a summary alone. */
  readonly isExcerpt: boolean;
  /** Against which relative links are read. */
  readonly base: string | null;
  readonly published: Instant | null;
  readonly updated: Instant | null;
  readonly tags: readonly string[];
  readonly license: string | null;
}

export type FeedFormat = 'RSS' | 'RDF' | 'Atom' | 'JSON Feed' | 'web page';

/** A feed as it was read. */
export interface Feed {
  readonly format: FeedFormat;
  readonly title: string | null;
  /** The page that it belongs to. */
  readonly home: string | null;
  readonly entries: readonly FeedEntry[];
  /** What was wrong and could be read all the same, in plain words. */
  readonly faults: readonly string[];
}
