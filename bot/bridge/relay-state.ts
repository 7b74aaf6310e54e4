import type { Outgoing } from './bridge-end.ts';

/** A message on its side. */
export interface Origin {
  readonly side: string;
  readonly id: string;
}

/** Something that waits to be shown on a side. */
export interface Kept {
  /** In the order in which they came. */
  readonly id: number;
  /** Milliseconds since 1970 of when it happened. */
  readonly at: number;
  /** What it is a copy of. */
  readonly origin: Origin | null;
  readonly outgoing: Outgoing;
}

/**
 * What a relay must still know after a restart, by the id of a side.
 * @throws Error in each method when it can't be read or written.
 */
export interface RelayState {
  isPaused(side: string): boolean;
  setPaused(side: string, isPaused: boolean): void;
  /** Names in lower case. */
  muted(side: string): string[];
  setMuted(side: string, name: string, isMuted: boolean): void;
  /** Oldest first. */
  waiting(side: string): Kept[];
  /** Gives the id to forget it by. */
  keep(side: string, kept: Omit<Kept, 'id'>): number;
  forget(id: number): void;
  /** Messages that could not be shown there, which nobody was told yet. */
  lost(side: string): number;
  setLost(side: string, count: number): void;
}
