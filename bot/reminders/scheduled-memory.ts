import type { Instant } from '../../indexer/types.ts';

/** An event that was scheduled in a server of people, as far as it is remembered. */
export interface Scheduled {
  /** The service's own id. */
  readonly id: string;
  /** Id of the event of ours. */
  readonly event: string;
  readonly start: Instant;
}

/**
 * What is scheduled where, so that one that people took away there is left be.
 * @throws Error in each method when it can't be read or written.
 */
export interface ScheduledMemory {
  /** Those that begin after `now`; others are forgotten. */
  list(guild: string, now: Instant): (Scheduled & { readonly isDismissed: boolean })[];
  /** Notes that one is there, and how. */
  note(guild: string, scheduled: Scheduled): void;
  /** Notes that people took one away. */
  dismiss(guild: string, id: string): void;
  forget(guild: string, id: string): void;
}
