import type { Client } from 'irc-framework';

export interface ReconnectOptions {
  /** Milliseconds within which a connection must be registered, and between two attempts: first, longest. */
  readonly registerWithin: number;
  readonly firstWait: number;
  readonly longestWait: number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly log: (line: string) => void;
}

/** Milliseconds that a connection must last for the next wait to be a short one again. */
const STEADY = 60_000;

/**
 * Connects, and connects anew whenever the connection is lost, after a wait that doubles each time and is
 * spread by chance (half to one and a half of it), so that the bots of a network don't all come back at
 * once. Who is banned from the network waits the longest. Gives what ends it.
 */
export function keepConnected(client: Client, options: ReconnectOptions): () => void {
  const { registerWithin, firstWait, longestWait, random, log } = options;
  let attempt = 0;
  let registeredAt: number | null = null;
  let isBanned = false;
  let isStopped = false;
  let last = '';
  let deadline: NodeJS.Timeout | null = null;
  let next: NodeJS.Timeout | null = null;

  const clear = (timer: NodeJS.Timeout | null) => {
    if (timer !== null) clearTimeout(timer);
  };
  client.on('connecting', () => {
    registeredAt = null;
    isBanned = false;
    last = '';
    clear(deadline);
    deadline = setTimeout(() => {
      last = `the server did not let me in within ${Math.round(registerWithin / 1000)} s`;
      client.connection.end(null, true);
    }, registerWithin);
  });
  client.on('registered', () => {
    clear(deadline);
    registeredAt = Date.now();
    log('connected');
  });
  client.on('irc error', ({ error = '', reason = '' }) => {
    if (error === 'irc') last = reason;
    if (error === 'password_mismatch') last = 'the server refuses the password';
    if (error === 'banned_from_network' || /\b(?:[DGKZ]-?lined?|banned)\b/i.test(reason)) isBanned = true;
  });
  client.on('ping timeout', () => {
    last = 'the server fell silent';
  });
  client.on('socket close', (error) => {
    if (error) last = error.message;
  });
  client.on('close', () => {
    clear(deadline);
    if (isStopped) return;
    if (registeredAt !== null && Date.now() - registeredAt > STEADY) attempt = 0;
    const doubled = isBanned ? longestWait : Math.min(longestWait, firstWait * 2 ** attempt);
    const wait = Math.round(doubled * (0.5 + random()));
    attempt++;
    log(`not connected${last === '' ? '' : ` (${last})`}; the next attempt in ${Math.ceil(wait / 1000)} s`);
    next = setTimeout(() => client.connect(), wait);
  });
  client.connect();
  return () => {
    isStopped = true;
    clear(deadline);
    clear(next);
  };
}
