import type { Client } from 'irc-framework';

export interface ChannelOptions {
  readonly channels: readonly string[];
  /** Milliseconds after a kick before the channel is joined again. */
  readonly rejoinAfter: number;
  readonly send: (line: string) => void;
  readonly log: (line: string) => void;
}

/** Milliseconds; a second kick within them is meant. */
const KICKS_APART = 60 * 60_000;
/** Why a channel can't be joined, by what irc-framework calls it. */
const REFUSALS: Readonly<Record<string, string>> = {
  banned_from_channel: 'I am banned there, so I stay out',
  bad_channel_key: 'it has a key',
  invite_only_channel: 'it is for invited people; I come when I am invited',
  channel_is_full: 'it is full',
  too_many_channels: 'the server allows no more channels',
  no_such_channel: 'the server has no such channel',
};

export interface Channels {
  /** Joins them all. */
  join(): void;
  /** Is the bot in this channel? */
  has(channel: string): boolean;
  stop(): void;
}

/**
 * Keeps the bot in its channels. After a kick it comes back once, politely late; kicked again within the
 * hour, or banned, it says so in the log and stays out until the next connection or an invitation.
 */
export function keepChannels(client: Client, options: ChannelOptions): Channels {
  const { channels, rejoinAfter, send, log } = options;
  const joined = new Set<string>();
  const kicks = new Map<string, number>();
  const timers = new Set<NodeJS.Timeout>();
  const lower = (text: string | undefined) => client.caseLower(text ?? '');
  const isMe = (nick: string | undefined) => lower(nick) === lower(client.user.nick);
  const isOurs = (channel: string | undefined) => channels.some((own) => lower(own) === lower(channel));

  const stop = () => {
    for (const timer of timers) clearTimeout(timer);
    timers.clear();
  };
  const rejoin = (channel: string) => {
    const timer = setTimeout(() => {
      timers.delete(timer);
      send(`JOIN ${channel}`);
    }, rejoinAfter);
    timers.add(timer);
  };

  client.on('join', (event) => {
    if (!isMe(event.nick)) return;
    joined.add(lower(event.channel));
    log(`joined ${event.channel}`);
  });
  client.on('part', (event) => {
    if (isMe(event.nick)) joined.delete(lower(event.channel));
  });
  client.on('kick', ({ kicked, channel, nick }) => {
    if (!isMe(kicked) || channel === undefined) return;
    joined.delete(lower(channel));
    const last = kicks.get(lower(channel));
    const now = Date.now();
    kicks.set(lower(channel), now);
    if (last !== undefined && now - last < KICKS_APART) {
      log(`${channel}: kicked again by ${nick}, so I stay out`);
    } else {
      log(`${channel}: kicked by ${nick}; I come back once`);
      rejoin(channel);
    }
  });
  client.on('irc error', ({ error = '', channel }) => {
    const refusal = REFUSALS[error];
    if (refusal !== undefined && channel !== undefined) log(`${channel} can't be joined: ${refusal}`);
  });
  client.on('invite', ({ invited, channel }) => {
    if (isMe(invited) && isOurs(channel)) send(`JOIN ${channel}`);
  });
  client.on('socket close', () => {
    joined.clear();
    stop();
  });
  return {
    join() {
      for (const channel of channels) send(`JOIN ${channel}`);
    },
    has: (channel) => joined.has(lower(channel)),
    stop,
  };
}
