import type { Client } from 'irc-framework';

/** Who is in the bot's channels, as the server tells it. */
export interface Members {
  /** The nick as it is written, or `null`: nobody there has it. */
  find(channel: string, nick: string): string | null;
  /** Tells in which of the channels somebody was who quit the network. */
  onQuit(listener: (channel: string, nick: string) => void): void;
  /** Does this nick hold `@`, `&` or `~` there? */
  isOperator(channel: string, nick: string): boolean;
}

const OPERATOR = /[oaq]/;

export function trackMembers(client: Client): Members {
  const channels = new Map<string, Map<string, { nick: string; modes: string }>>();
  const listeners: ((channel: string, nick: string) => void)[] = [];
  const lower = (text: string | undefined) => client.caseLower(text ?? '');
  const of = (channel: string | undefined) => channels.get(lower(channel));
  const isMe = (nick: string | undefined) => lower(nick) === lower(client.user.nick);

  client.on('userlist', ({ channel, users = [] }) => {
    const members = users.map(({ nick, modes }) => [lower(nick), { nick, modes: modes.join('') }] as const);
    channels.set(lower(channel), new Map(members));
  });
  client.on('join', ({ channel, nick = '' }) => void of(channel)?.set(lower(nick), { nick, modes: '' }));
  client.on('part', ({ channel, nick }) => {
    if (isMe(nick)) channels.delete(lower(channel));
    else of(channel)?.delete(lower(nick));
  });
  client.on('kick', ({ channel, kicked }) => {
    if (isMe(kicked)) channels.delete(lower(channel));
    else of(channel)?.delete(lower(kicked));
  });
  client.on('quit', ({ nick }) => {
    for (const [channel, members] of channels) {
      if (members.delete(lower(nick))) for (const listener of listeners) listener(channel, nick ?? '');
    }
  });
  client.on('nick', ({ nick, new_nick = '' }) => {
    for (const members of channels.values()) {
      const member = members.get(lower(nick));
      if (member === undefined) continue;
      members.delete(lower(nick));
      members.set(lower(new_nick), { ...member, nick: new_nick });
    }
  });
  client.on('mode', ({ target, modes = [] }) => {
    for (const { mode, param } of modes) {
      const member = param === undefined || param === null ? undefined : of(target)?.get(lower(param));
      if (member === undefined) continue;
      const rest = member.modes.replace(mode.slice(1), '');
      member.modes = mode.startsWith('+') ? rest + mode.slice(1) : rest;
    }
  });
  client.on('socket close', () => channels.clear());

  return {
    find: (channel, nick) => of(channel)?.get(lower(nick))?.nick ?? null,
    onQuit: (listener) => void listeners.push(listener),
    isOperator: (channel, nick) => OPERATOR.test(of(channel)?.get(lower(nick))?.modes ?? ''),
  };
}
