import type { Instant } from './types.ts';

/** An instant without fractions of a second; `time` in milliseconds since 1970 when it is a number. */
export function toInstant(time: Date | number): Instant {
  return `${new Date(time).toISOString().slice(0, 19)}Z`;
}
