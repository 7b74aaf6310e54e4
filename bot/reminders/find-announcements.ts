import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../indexer/build-index.ts';
import { isDay } from '../../indexer/event-days.ts';
import type { Instant } from '../../indexer/types.ts';
import { timesBetween } from './times-between.ts';

/** A meeting that is to be announced in its channel now. */
export interface Announcement {
  readonly event: EventInfo;
  readonly channel: string;
  /** The same for the same time of the same event. */
  readonly key: string;
}

/** Minutes before a meeting at which its channel is told. */
const AHEAD = { minutes: 10 };

/**
 * The meetings with a channel that begin within ten minutes, and have not begun: a channel is not told of what
 * everybody in it can see. Cancelled ones are announced as well, since people come for nothing. O(events).
 */
export function findAnnouncements(events: readonly EventInfo[], now: Instant): Announcement[] {
  const [from, to] = [Temporal.Instant.from(now), Temporal.Instant.from(now).add(AHEAD)];
  const day = (days: number) => from.toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();
  return events.flatMap((event) => {
    const { channel, start } = event;
    if (channel === null || start === null || isDay(start)) return [];
    return timesBetween(event, day(-1), day(1))
      .filter((time) => {
        const begin = Temporal.Instant.from(time.start ?? start);
        return Temporal.Instant.compare(begin, from) > 0 && Temporal.Instant.compare(begin, to) <= 0;
      })
      .map((time) => ({ event: time, channel, key: `meeting:${event.id}:${time.start}` }));
  });
}
