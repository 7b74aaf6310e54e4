import type { Index } from '../indexer/open-index.ts';
import type { Instant } from '../indexer/types.ts';
import { digestSince, makeDigest } from './answer/make-digest.ts';
import type { Config } from './config.ts';
import { WEEKDAYS } from './config/types.ts';
import { groupGaps } from './gaps/group-gaps.ts';
import { findDigest } from './reminders/find-digest.ts';
import type { Message } from './reminders/send-once.ts';
import * as onDiscord from './render/discord/render-notice.ts';
import * as onIrc from './render/irc/render-digest.ts';
import type { Store } from './store/open-store.ts';
import { viewFor } from './view-for.ts';

/** Bytes of a line that every network takes. */
const NARROW = 350;

/** The digest that is due at an instant, for each channel that wants it and was not told yet. */
export function tellDigest(
  index: Index,
  at: Instant,
  config: Config,
  { reminders, gaps }: Pick<Store, 'reminders' | 'gaps'>,
): Message[] {
  const { hour, questions } = config.digest;
  if (config.digest.channels.length === 0) return [];
  const weekday = WEEKDAYS.indexOf(config.digest.weekday) + 1;
  const day = findDigest({ weekday, hour, zone: config.community.timezone }, at);
  if (day === null) return [];
  const keyOf = (channel: string) => `digest:${channel}:${day}`;
  const channels = config.digest.channels.filter((channel) => reminders.progress(keyOf(channel)) !== 'sent');
  if (channels.length === 0) return [];
  const open = questions ? gaps.open().filter(({ last }) => last.slice(0, 10) >= digestSince(day)) : [];
  const digest = makeDigest(
    index,
    day,
    groupGaps(open).map(({ question }) => question),
  );
  if (digest === null) return [];
  const view = viewFor(config.discord.language, config, day);
  const narrow = { ...view, asker: null, width: NARROW, prefix: '!' };
  return channels.map((channel) => {
    const key = keyOf(channel);
    return channel.includes('/')
      ? { key, surface: 'irc', target: channel, ...onIrc.renderDigest(digest, narrow) }
      : { key, surface: 'discord', target: `#${channel}`, ...onDiscord.renderDigest(digest, view) };
  });
}
