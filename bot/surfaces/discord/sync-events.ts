import {
  type APIGuildScheduledEvent,
  GuildScheduledEventEntityType,
  GuildScheduledEventPrivacyLevel,
  GuildScheduledEventStatus,
  PermissionFlagsBits,
  type RESTAPIPartialCurrentUserGuild,
  Routes,
} from 'discord-api-types/v10';
import type { REST } from 'discord.js';
import type { EventInfo } from '../../../indexer/build-index.ts';
import { toInstant } from '../../../indexer/to-instant.ts';
import type { Instant } from '../../../indexer/types.ts';
import {
  type KnownEvent,
  planScheduledEvents,
  type ScheduledEvent,
  type ScheduleStep,
} from '../../reminders/plan-scheduled-events.ts';
import type { ScheduledMemory } from '../../reminders/scheduled-memory.ts';
import { clipLine } from '../../render/discord/escape-markdown.ts';
import { describeError } from './describe-error.ts';

/**
 * Brings the scheduled events of every server that allows it to what the files say. Once `signal` says so, nothing
 * more is asked of Discord, nor written.
 * @throws Error when Discord can't be asked, and the reason of `signal`.
 */
export type EventSync = (events: readonly EventInfo[], now: Instant, signal: AbortSignal) => Promise<void>;

type Rest = Pick<REST, 'get' | 'post' | 'patch'>;

/** What the sync of one server works with. */
interface Work {
  readonly guild: string;
  readonly me: string;
  readonly now: Instant;
  readonly rest: Rest;
  readonly memory: ScheduledMemory | null;
  readonly signal: AbortSignal;
  readonly tellOnce: (line: string) => void;
}

const ALLOWED =
  PermissionFlagsBits.CreateEvents | PermissionFlagsBits.ManageEvents | PermissionFlagsBits.Administrator;
const MOST_GUILDS = 200;
/** Discord takes 100 in a server; some are left for people. */
const MOST_EVENTS = 80;
const LONGEST_NAME = 100;
const LONGEST_LINK = 500;
/** The last line of the description of an event of ours: by it the event is known, whatever happened to this process. */
const MARK = /^almanac:(\S+)$/m;

/**
 * What is scheduled is read from Discord each time, so that no restart schedules twice; the memory tells what
 * people took away there, which is left be. `null`: that comes again.
 */
export function createEventSync(
  given: Rest,
  memory: ScheduledMemory | null,
  log: (line: string) => void,
): EventSync {
  const told = new Set<string>();
  const tellOnce = (line: string) => {
    if (!told.has(line)) log(line);
    told.add(line);
  };
  return async (events, now, signal) => {
    const rest = untilAborted(given, signal);
    const clean = events
      .map((event) => ({
        ...event,
        name: clipLine(event.name, LONGEST_NAME),
        place: event.place === null ? null : clipLine(event.place, LONGEST_NAME) || null,
      }))
      .filter(({ name }) => name !== '');
    const query = new URLSearchParams({ limit: String(MOST_GUILDS) });
    const me = (await rest.get(Routes.user())) as { id: string };
    const guilds = (await rest.get(Routes.userGuilds(), { query })) as RESTAPIPartialCurrentUserGuild[];
    for (const { id, permissions } of guilds) {
      if ((BigInt(permissions) & ALLOWED) === 0n) {
        tellOnce(
          `discord: events are not scheduled in ${id}: give the bot the permission Create Events there`,
        );
        continue;
      }
      await syncGuild(clean, { guild: id, me: me.id, now, rest, memory, signal, tellOnce }).catch((error) => {
        signal.throwIfAborted();
        tellOnce(`discord: events of ${id}: ${describeError(error)}`);
      });
    }
  };
}

/** A request that waits for Discord's limits would last beyond the signal. */
function untilAborted(rest: Rest, signal: AbortSignal): Rest {
  const aborted = new Promise<never>((_, reject) => {
    signal.addEventListener('abort', () => reject(signal.reason), { once: true });
  });
  aborted.catch(() => undefined);
  const bound =
    (ask: Rest['get']): Rest['get'] =>
    async (route, request) => {
      signal.throwIfAborted();
      // One for each request: listeners that the library leaves behind go with it.
      const own = AbortSignal.any([signal]);
      return Promise.race([ask(route, { ...request, signal: own }), aborted]);
    };
  return {
    get: bound((route, request) => rest.get(route, request)),
    post: bound((route, request) => rest.post(route, request)),
    patch: bound((route, request) => rest.patch(route, request)),
  };
}

async function syncGuild(events: readonly EventInfo[], work: Work): Promise<void> {
  const { guild, me, now, rest, signal, tellOnce } = work;
  const there = (await rest.get(Routes.guildScheduledEvents(guild))) as APIGuildScheduledEvent[];
  const known = there.flatMap((event) => readKnown(event, me));
  const isDismissed = findDismissed(there, known, work);
  const steps = planScheduledEvents(events, known, now);
  const creates = steps
    .filter((step) => step.step === 'create')
    .filter(({ event, to }) => !isDismissed(event, to.start))
    .sort((a, b) => (a.to.start < b.to.start ? -1 : 1))
    .slice(0, Math.max(0, MOST_EVENTS - there.length));
  const byId = new Map(events.map((event) => [event.id, event]));
  for (const step of [...steps.filter(({ step }) => step !== 'create'), ...creates]) {
    await take(step, byId.get(step.event), work).catch((error) => {
      signal.throwIfAborted();
      tellOnce(`discord: event ${step.event} in ${guild}: ${describeError(error)}`);
    });
  }
}

/** What was there, is to come and is gone, somebody there took away: only that time of the event is left be. */
function findDismissed(
  there: readonly APIGuildScheduledEvent[],
  known: readonly KnownEvent[],
  { guild, now, memory, tellOnce }: Work,
): (event: string, start: Instant) => boolean {
  const ids = new Set(there.map(({ id }) => id));
  const dismissed = new Set<string>();
  for (const { id, event, start, isDismissed } of memory?.list(guild, now) ?? []) {
    if (ids.has(id)) continue;
    dismissed.add(`${start} ${event}`);
    if (isDismissed) continue;
    memory?.dismiss(guild, id);
    tellOnce(`discord: event ${event} of ${start} was taken away in ${guild}, so it is not scheduled again`);
  }
  for (const scheduled of known) memory?.note(guild, scheduled);
  return (event, start) => dismissed.has(`${start} ${event}`);
}

async function take(
  step: ScheduleStep,
  event: EventInfo | undefined,
  { guild, rest, memory }: Work,
): Promise<void> {
  if (step.step === 'cancel') {
    // First, since what is gone and remembered was taken away by people.
    memory?.forget(guild, step.id);
    const body = { status: GuildScheduledEventStatus.Canceled };
    await rest.patch(Routes.guildScheduledEvent(guild, step.id), { body });
    return;
  }
  const body = write(step.event, step.to, event?.url ?? null);
  const made =
    step.step === 'create'
      ? rest.post(Routes.guildScheduledEvents(guild), { body })
      : rest.patch(Routes.guildScheduledEvent(guild, step.id), { body });
  const { id } = (await made) as { id: string };
  memory?.note(guild, { id, event: step.event, start: step.to.start });
}

function write(id: string, { name, start, end, place }: ScheduledEvent, url: string | null): object {
  const link = url !== null && /^https?:\/\/\S+$/i.test(url) && url.length <= LONGEST_LINK ? [url] : [];
  return {
    name,
    entity_type: GuildScheduledEventEntityType.External,
    privacy_level: GuildScheduledEventPrivacyLevel.GuildOnly,
    scheduled_start_time: start,
    scheduled_end_time: end,
    entity_metadata: { location: place },
    description: [...link, `almanac:${encodeURIComponent(id)}`].join('\n'),
  };
}

/** One of ours; none for those that people made. */
function readKnown(event: APIGuildScheduledEvent, me: string): KnownEvent[] {
  const mark = MARK.exec(event.description ?? '')?.[1];
  if (mark === undefined || event.creator_id !== me) return [];
  const instant = (time: string | null) => toInstant(new Date(time ?? event.scheduled_start_time));
  return [
    {
      event: decode(mark),
      id: event.id,
      name: event.name,
      start: instant(event.scheduled_start_time),
      end: instant(event.scheduled_end_time),
      place: event.entity_metadata?.location ?? '',
    },
  ];
}

function decode(mark: string): string {
  try {
    return decodeURIComponent(mark);
  } catch {
    return mark;
  }
}
