import { Temporal } from 'temporal-polyfill';
import type { EventInfo } from '../../indexer/build-index.ts';
import { isDay } from '../../indexer/event-days.ts';
import { listOccurrences } from '../../indexer/list-occurrences.ts';
import type { Instant } from '../../indexer/types.ts';

/** An event as a chat service schedules it; texts as it wants them, at most so long. */
export interface ScheduledEvent {
  readonly name: string;
  readonly start: Instant;
  readonly end: Instant;
  readonly place: string;
}

/** One that was scheduled before: by which event of ours, and how it stands there. */
export interface KnownEvent extends ScheduledEvent {
  readonly event: string;
  /** The service's own id. */
  readonly id: string;
}

export type ScheduleStep =
  | { readonly step: 'create'; readonly event: string; readonly to: ScheduledEvent }
  | { readonly step: 'update'; readonly event: string; readonly id: string; readonly to: ScheduledEvent }
  | { readonly step: 'cancel'; readonly event: string; readonly id: string };

/** Discord's limits for a name and a place. */
const LONGEST = 100;
/** Discord schedules no event farther ahead. */
const FARTHEST = { years: 5 };
const WITHOUT_END = { hours: 1 };

/**
 * The steps that bring a service's scheduled events to what the files say: confirmed events that are to come are
 * there, changed ones are updated, and what was cancelled, lost its date or its file is cancelled. Tentative ones
 * are not scheduled. An event that has begun is left as it is. Taking the steps and planning again gives none.
 */
export function planScheduledEvents(
  events: readonly EventInfo[],
  known: readonly KnownEvent[],
  now: Instant,
): ScheduleStep[] {
  const wanted = new Map(
    events
      .filter(({ status }) => status === 'confirmed')
      .flatMap((event) => {
        const to = schedule(event, now);
        return to === null ? [] : [[event.id, to] as const];
      }),
  );
  const steps: ScheduleStep[] = [];
  const there = new Set<string>();
  for (const { event, id, ...is } of known) {
    if (is.start <= now) continue;
    // One that is there twice, by a request that was repeated on its way, is cancelled once.
    const to = there.has(event) ? undefined : wanted.get(event);
    there.add(event);
    if (to === undefined) steps.push({ step: 'cancel', event, id });
    else if (!isSame(is, to)) steps.push({ step: 'update', event, id, to });
  }
  for (const [event, to] of wanted) if (!there.has(event)) steps.push({ step: 'create', event, to });
  return steps;
}

/** The next time of an event that has not begun; whole days last from midnight to midnight of its zone. */
function schedule(event: EventInfo, now: Instant): ScheduledEvent | null {
  const from = Temporal.Instant.from(now).toZonedDateTimeISO('UTC');
  const [first, last] = [from.subtract({ days: 1 }), from.add(FARTHEST)].map((day) =>
    day.toPlainDate().toString(),
  );
  const time = listOccurrences(event, first ?? '', last ?? '', 5)
    .map((occurrence) => times(occurrence))
    .find((found) => found.start > now);
  if (time === undefined) return null;
  const place = event.place ?? (event.online ? 'online' : event.channel) ?? 'not announced';
  return { name: event.name.slice(0, LONGEST), ...time, place: place.slice(0, LONGEST) };
}

function times({ start, end, timezone }: EventInfo): Pick<ScheduledEvent, 'start' | 'end'> {
  if (start === null) throw new TypeError('an event without a date has no times');
  const write = (instant: Temporal.Instant) => instant.toString({ smallestUnit: 'second' });
  if (!isDay(start)) return { start, end: end ?? write(Temporal.Instant.from(start).add(WITHOUT_END)) };
  const zone = timezone ?? 'UTC';
  const midnight = (day: Temporal.PlainDate) => write(day.toZonedDateTime(zone).toInstant());
  return {
    start: midnight(Temporal.PlainDate.from(start)),
    end: midnight(Temporal.PlainDate.from(end ?? start).add({ days: 1 })),
  };
}

function isSame(a: ScheduledEvent, b: ScheduledEvent): boolean {
  return a.name === b.name && a.start === b.start && a.end === b.end && a.place === b.place;
}
