import type { Instant } from '../../indexer/types.ts';

/** Somebody whose words are in a draft. */
export interface Contributor {
  readonly name: string;
  /** Where they wrote: `Discord`, `IRC oftc`. */
  readonly place: string;
  /** What the place knows them by: an id, a nick. */
  readonly account: string;
  /** How they agreed: `wrote it for this`, `said yes on 2017-05-26T10:00:00Z`. */
  readonly consent: string;
}

/** What somebody contributed from a chat, before a moderator publishes it. */
export interface Draft {
  readonly title: string;
  /** Markdown. */
  readonly text: string;
  readonly tags: readonly string[];
  /** Where the facts come from: an address, or words. */
  readonly source: string | null;
  /** Who stands as the author of the post. */
  readonly author: string;
  readonly contributors: readonly [Contributor, ...Contributor[]];
  readonly at: Instant;
  /** The file of the content folder that it became. */
  readonly post: string | null;
}

/** The folder in which a draft lies says what became of it. */
export const DRAFT_STATES = ['waiting', 'rejected', 'published'] as const;
export type DraftState = (typeof DRAFT_STATES)[number];
