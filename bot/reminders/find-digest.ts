import { Temporal } from 'temporal-polyfill';
import type { Instant } from '../../indexer/types.ts';

/** When a digest is told, by the clock of a zone. */
export interface DigestTime {
  /** 1 (Monday) to 7. */
  readonly weekday: number;
  /** 0 to 23; one that the clock leaves out is an hour later. */
  readonly hour: number;
  /** IANA name. */
  readonly zone: string;
}

/** A digest is news for a day; then the next one is as good. */
const STALE = { hours: 24 };

/** The day (YYYY-MM-DD) of the digest that is due now or was within the last day; null: none is. */
export function findDigest({ weekday, hour, zone }: DigestTime, now: Instant): string | null {
  const at = Temporal.Instant.from(now);
  const today = at.toZonedDateTimeISO(zone).toPlainDate();
  const day = today.subtract({ days: (today.dayOfWeek - weekday + 7) % 7 });
  const due = day.toZonedDateTime({ timeZone: zone, plainTime: { hour } }).toInstant();
  const isDue = Temporal.Instant.compare(due, at) <= 0;
  return isDue && Temporal.Instant.compare(at, due.add(STALE)) < 0 ? day.toString() : null;
}
