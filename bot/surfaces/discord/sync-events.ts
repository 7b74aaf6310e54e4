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
import { clipLine } from '../../render/discord/escape-markdown.ts';
import { describeError } from './describe-error.ts';

/** Brings the scheduled events of every server that allows it to what the files say. @throws Error when Discord can't be asked. */
export type EventSync = (events: readonly EventInfo[], now: Instant) => Promise<void>;

type Rest = Pick<REST, 'get' | 'post' | 'patch'>;

const ALLOWED =
  PermissionFlagsBits.CreateEvents | PermissionFlagsBits.ManageEvents | PermissionFlagsBits.Administrator;
const MOST_GUILDS = 200;
/** Discord takes 100 in a server; some are left for people. */
const MOST_EVENTS = 80;
const LONGEST_NAME = 100;
const LONGEST_LINK = 500;
/** The last line of the description of an event of ours: by it the event is known, whatever happened to this process. */
const MARK = /^almanac:(\S+)$/m;

/** Nothing is remembered here: what is scheduled is read from Discord each time, so that no restart schedules twice. */
export function createEventSync(rest: Rest, log: (line: string) => void): EventSync {
  const told = new Set<string>();
  const tellOnce = (line: string) => {
    if (!told.has(line)) log(line);
    told.add(line);
  };
  return async (events, now) => {
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
      await syncGuild(id, me.id, clean, now, rest, tellOnce).catch((error) =>
        tellOnce(`discord: events of ${id}: ${describeError(error)}`),
      );
    }
  };
}

async function syncGuild(
  guild: string,
  me: string,
  events: readonly EventInfo[],
  now: Instant,
  rest: Rest,
  tellOnce: (line: string) => void,
): Promise<void> {
  const there = (await rest.get(Routes.guildScheduledEvents(guild))) as APIGuildScheduledEvent[];
  const known = there.flatMap((event) => readKnown(event, me));
  const steps = planScheduledEvents(events, known, now);
  const creates = steps
    .filter((step) => step.step === 'create')
    .sort((a, b) => (a.to.start < b.to.start ? -1 : 1))
    .slice(0, Math.max(0, MOST_EVENTS - there.length));
  const byId = new Map(events.map((event) => [event.id, event]));
  for (const step of [...steps.filter(({ step }) => step !== 'create'), ...creates]) {
    await take(step, guild, byId.get(step.event), rest).catch((error) =>
      tellOnce(`discord: event ${step.event} in ${guild}: ${describeError(error)}`),
    );
  }
}

async function take(
  step: ScheduleStep,
  guild: string,
  event: EventInfo | undefined,
  rest: Rest,
): Promise<void> {
  if (step.step === 'cancel') {
    const body = { status: GuildScheduledEventStatus.Canceled };
    await rest.patch(Routes.guildScheduledEvent(guild, step.id), { body });
  } else {
    const body = write(step.event, step.to, event?.url ?? null);
    if (step.step === 'create') await rest.post(Routes.guildScheduledEvents(guild), { body });
    else await rest.patch(Routes.guildScheduledEvent(guild, step.id), { body });
  }
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
