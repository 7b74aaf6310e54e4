import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../indexer/build-index.ts';
import { listOccurrences } from '../../indexer/list-occurrences.ts';
import type { Instant } from '../../indexer/types.ts';
import { beginIn, dueTime, type Lead } from './find-due.ts';

/** What becomes of a wish to be reminded. */
export type ReminderPlan =
  /** It will be sent at `due`, of this time of the event; null: once a date is on file. */
  | { readonly outcome: 'kept'; readonly due: Instant | null; readonly event: EventInfo }
  /** The event will come, but that long before it is past. */
  | { readonly outcome: 'too late'; readonly due: Instant }
  | { readonly outcome: 'over' }
  | { readonly outcome: 'cancelled' };

const DAYS_AHEAD = 800;
const MOST_TIMES = 20;

/** When a reminder that is asked for now would be sent: of a series, the first one that is still to come. */
export function planReminder(event: EventInfo, lead: Lead, zone: string, now: Instant): ReminderPlan {
  if (event.status === 'cancelled') return { outcome: 'cancelled' };
  if (event.start === null) return { outcome: 'kept', due: null, event };
  const coming = timesAhead(event, now).flatMap((time) => {
    const [due, begin] = [dueTime(time, lead, zone), beginIn(time, zone)];
    return due === null || begin === null || begin <= now ? [] : [{ due, time }];
  });
  const [first] = coming;
  if (first === undefined) return { outcome: 'over' };
  const kept = coming.find(({ due }) => due > now);
  return kept === undefined
    ? { outcome: 'too late', due: first.due }
    : { outcome: 'kept', due: kept.due, event: kept.time };
}

function timesAhead(event: EventInfo, now: Instant): EventInfo[] {
  if (event.rrule === null) return [event];
  const day = (days: number) =>
    Temporal.Instant.from(now).toZonedDateTimeISO('UTC').toPlainDate().add({ days }).toString();
  return listOccurrences(event, day(-1), day(DAYS_AHEAD), MOST_TIMES);
}
