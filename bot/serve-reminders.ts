import type { EventInfo } from '../indexer/build-index.ts';
import type { Index } from '../indexer/open-index.ts';
import type { Instant } from '../indexer/types.ts';
import type { Engine } from './answer/engine.ts';
import { todayIn } from './commands/open-content.ts';
import type { Config } from './config.ts';
import { type Announcement, findAnnouncements } from './reminders/find-announcements.ts';
import { beginIn, type DueReminder, dueTime, findDue, type Reminder } from './reminders/find-due.ts';
import { runDeliveries } from './reminders/run-deliveries.ts';
import type { Message, Sender } from './reminders/send-once.ts';
import * as onDiscord from './render/discord/render-notice.ts';
import { LANGUAGES, type Language } from './render/discord/texts.ts';
import * as inPlain from './render/reminder.ts';
import type { Store } from './store/open-store.ts';
import type { DiscordSurface } from './surfaces/discord/start-discord.ts';
import { createIrcSender } from './surfaces/irc/send-messages.ts';
import type { IrcSurface } from './surfaces/irc/start-irc.ts';
import { tellDigest } from './tell-digest.ts';
import { viewFor } from './view-for.ts';

export interface ReminderService {
  readonly config: Config;
  readonly engine: () => Engine;
  readonly store: Pick<Store, 'reminders' | 'sending' | 'gaps'>;
  readonly discord: Pick<DiscordSurface, 'sender'> | null;
  readonly irc: Pick<IrcSurface, 'networks'> | null;
  readonly log: (line: string) => void;
  readonly now?: () => Date;
  /** Milliseconds between two looks at what is due. */
  readonly every?: number;
}

/** Reminds people of events and channels of their meetings, each once, until it is stopped. */
export function serveReminders(service: ReminderService): { stop: () => Promise<void> } {
  const { config, engine, store, now = () => new Date(), log } = service;
  const drops = new Set<string>();
  let planned: Index | null = null;

  const collect = (at: Instant): Message[] => {
    const { index } = engine();
    const { events } = index;
    const reminders = store.reminders.list();
    const due = findDue(reminders, events, at).filter(({ key }) => store.reminders.progress(key) !== 'sent');
    countDrops(due, drops, log);
    if (index !== planned) noteMoved(reminders, events, at, store.reminders.plan);
    planned = index;
    return [
      ...due.filter(({ isStale }) => !isStale).map((one) => remind(one, at, config)),
      ...findAnnouncements(events, at).map((one) => announce(one, at, config)),
      ...tellDigest(index, at, config, store),
    ];
  };
  return runDeliveries({
    maySend: store.sending.take,
    collect,
    ledger: store.reminders,
    senders: listSenders(service),
    now,
    log,
    ...(service.every === undefined ? {} : { every: service.every }),
  });
}

function listSenders({ discord, irc, config }: ReminderService): Map<string, Sender> {
  const networks = irc?.networks ?? [];
  return new Map([
    ...(discord === null ? [] : [['discord', discord.sender] as const]),
    ...networks.map(
      ({ connection }, index) => [`irc/${config.irc[index]?.network}`, createIrcSender(connection)] as const,
    ),
  ]);
}

/** What came due too long ago is told once, by its number. */
function countDrops(due: readonly DueReminder[], drops: Set<string>, log: (line: string) => void): void {
  const stale = due.filter(({ key, isStale }) => isStale && !drops.has(key));
  for (const { key } of stale) drops.add(key);
  if (stale.length > 0) log(`reminders: ${stale.length} dropped, since they were due more than an hour ago`);
}

/** Notes when each is due by what its event's file says now: one that comes nearer later is told from one that was missed. */
function noteMoved(
  reminders: readonly Reminder[],
  events: readonly EventInfo[],
  at: Instant,
  plan: (id: number, due: Instant) => void,
): void {
  const byId = new Map(events.map((event) => [event.id, event]));
  for (const { id, event: name, lead, zone, due: planned } of reminders) {
    const event = byId.get(name);
    if (event === undefined || event.rrule !== null || (beginIn(event, zone) ?? at) <= at) continue;
    const due = dueTime(event, lead, zone);
    if (due !== null && due > at && due !== planned) plan(id, due);
  }
}

function remind(due: DueReminder, at: Instant, config: Config): Message {
  const { surface, target, language } = due.reminder;
  const known = language in LANGUAGES ? (language as Language) : 'en';
  const notice =
    surface === 'discord'
      ? onDiscord.renderReminder(due, viewFor(known, config, at.slice(0, 10)))
      : inPlain.renderReminder(due, at);
  return { key: due.key, surface, target, ...notice };
}

function announce({ event, channel, key }: Announcement, at: Instant, config: Config): Message {
  const today = todayIn(config.community.timezone, new Date(at));
  return channel.includes('/')
    ? { key, surface: 'irc', target: channel, ...inPlain.renderAnnouncement(event, at, today) }
    : {
        key,
        surface: 'discord',
        target: `#${channel}`,
        ...onDiscord.renderAnnouncement(event, viewFor(config.discord.language, config, today)),
      };
}
