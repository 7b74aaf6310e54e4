import type { Instant } from '../../indexer/types.ts';

/** Why a question is a gap in the knowledge: nothing answered it, or somebody said that the answer was wrong. */
export type GapReason = 'declined' | 'wrong';

/** A question as it is noted; who asked is not kept. */
export interface NewGap {
  readonly question: string;
  /** The question before, when this one leant on it. */
  readonly earlier: string | null;
  readonly reason: GapReason;
  /** The surface: `discord`, `irc`, `web`, `terminal`. */
  readonly place: string;
  readonly at: Instant;
}

/** A question that the posts leave open, as often as it was asked at one place. */
export interface Gap extends Omit<NewGap, 'at'> {
  readonly id: number;
  readonly times: number;
  readonly first: Instant;
  readonly last: Instant;
}

/** Somebody who asked to be told; `target` is the surface's own address of them. */
export interface Wish {
  readonly surface: string;
  readonly target: string;
}
