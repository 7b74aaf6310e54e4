import { cleanProse } from '../../render/irc/clean-text.ts';
import { stripFormats } from '../../render/irc/format-codes.ts';
import type { IrcMessage } from './irc-message.ts';

/** Something that a person said in a channel. */
export interface ChannelLine {
  readonly nick: string;
  /** `user@host` */
  readonly host: string;
  readonly account: string | null;
  readonly text: string;
}

/** What was said of late, in memory alone, for `!save`. */
export interface ChannelLines {
  note(message: IrcMessage): void;
  /** The last `count` lines of a channel, in order. */
  last(channel: string, count: number): ChannelLine[];
  /** Somebody goes by another name now: that is where they are asked. */
  rename(from: string, to: string): void;
}

/** Lines kept of each channel, and for how many milliseconds. */
export const MOST_LINES = 50;
const REMEMBERED = 60 * 60_000;
const MOST_CHANNELS = 200;
const LONGEST_LINE = 500;

export function createChannelLines(now: () => number): ChannelLines {
  const channels = new Map<string, (ChannelLine & { readonly at: number })[]>();
  return {
    note({ channel, nick, address, account, text, isAction }) {
      const said = cleanProse(stripFormats(text)).slice(0, LONGEST_LINE);
      if (channel === null || said === '') return;
      const key = channel.toLowerCase();
      const host = address.slice(address.indexOf('!') + 1);
      const line = { nick, host, account, text: isAction ? `(${said})` : said, at: now() };
      const lines = [...(channels.get(key) ?? []), line].slice(-MOST_LINES);
      channels.delete(key);
      channels.set(key, lines);
      for (const oldest of channels.keys()) {
        if (channels.size <= MOST_CHANNELS) break;
        channels.delete(oldest);
      }
    },
    last(channel, count) {
      const lines = (channels.get(channel.toLowerCase()) ?? []).filter(({ at }) => now() - at < REMEMBERED);
      return lines.slice(-Math.min(count, MOST_LINES));
    },
    rename(from, to) {
      for (const [channel, lines] of channels) {
        const isFrom = (nick: string) => nick.toLowerCase() === from.toLowerCase();
        if (!lines.some(({ nick }) => isFrom(nick))) continue;
        channels.set(
          channel,
          lines.map((line) => (isFrom(line.nick) ? { ...line, nick: to } : line)),
        );
      }
    },
  };
}
