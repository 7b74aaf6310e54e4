import type { ChannelLine } from './channel-lines.ts';

/** What people said to questions of late, in memory as the lines themselves: what is older can't be saved. */
export interface ConsentLimits {
  /** May who said the line be asked once more? Counts it. */
  mayAsk(line: ChannelLine): boolean;
  refuse(lines: readonly ChannelLine[]): void;
  isRefused(line: ChannelLine): boolean;
  rename(from: string, to: string): void;
}

/** Times that one person is asked in so many milliseconds. */
const MOST_ASKED = 5;
const WITHIN = 60 * 60_000;
const MOST_REMEMBERED = 1_000;

export function createConsentLimits(now: () => number): ConsentLimits {
  const asked = new Map<string, readonly number[]>();
  const refused = new Map<string, true>();
  return {
    mayAsk(line) {
      const person = personOf(line);
      const times = (asked.get(person) ?? []).filter((at) => now() - at < WITHIN);
      if (times.length >= MOST_ASKED) return false;
      keepLatest(asked, person, [...times, now()]);
      return true;
    },
    refuse(lines) {
      for (const line of lines) keepLatest(refused, wordsOf(line), true);
    },
    isRefused: (line) => refused.has(wordsOf(line)),
    rename(from, to) {
      renameIn(asked, from, to);
      renameIn(refused, from, to);
    },
  };
}

/** People behind one host are not one person; a nick holds no blank, nor does an account begin with one. */
function personOf({ nick, host, account }: ChannelLine): string {
  return account === null ? `${nick.toLowerCase()} ${host}` : ` ${account.toLowerCase()}`;
}

function wordsOf(line: ChannelLine): string {
  return `${personOf(line)} ${line.text}`;
}

function renameIn<T>(map: Map<string, T>, from: string, to: string): void {
  for (const [key, value] of [...map]) {
    if (!key.startsWith(`${from.toLowerCase()} `)) continue;
    map.delete(key);
    keepLatest(map, to.toLowerCase() + key.slice(from.length), value);
  }
}

function keepLatest<T>(map: Map<string, T>, key: string, value: T): void {
  map.delete(key);
  map.set(key, value);
  for (const oldest of map.keys()) {
    if (map.size <= MOST_REMEMBERED) break;
    map.delete(oldest);
  }
}
