import type { Client } from 'irc-framework';

export interface Delivery {
  /** Sends lines that say something to `target`, and a PING behind them; resolves when the server answered that. */
  deliver(target: string, lines: readonly string[]): Promise<void>;
}

/** Milliseconds: lines may wait for their turn, and a server for its own. */
const PATIENCE = 60_000;
const REFUSALS = new Set([
  'no_such_nick',
  'cannot_send_to_channel',
  'cannot_send_to_user',
  'no_such_channel',
]);

/**
 * Says what must arrive. Servers read in order, so that the answer to the PING tells that they have taken the lines
 * before it, and an error that came first that they refused them.
 * @throws Error in `deliver`: refused, or not taken in time; it may have arrived all the same when the connection broke.
 */
export function createDelivery(client: Client, add: (line: string) => Promise<boolean>): Delivery {
  const waiting = new Map<string, { readonly target: string; settle(fault: string | null): void }>();
  let tokens = 0;
  const isSame = (a: string, b = '') => client.caseLower(a) === client.caseLower(b);

  client.on('pong', ({ message = '' }) => waiting.get(message)?.settle(null));
  client.on('irc error', ({ error = '', nick, channel, reason = '' }) => {
    if (!REFUSALS.has(error)) return;
    for (const { target, settle } of waiting.values()) {
      if (isSame(target, nick ?? channel)) settle(`the server refuses it: ${reason || error}`);
    }
  });
  client.on('socket close', () => {
    for (const { settle } of waiting.values()) settle('the connection was lost');
  });
  return {
    deliver(target, lines) {
      if (lines.length === 0) return Promise.reject(new Error(`nothing can be said to ${target}`));
      tokens++;
      const token = `delivery-${tokens}`;
      return new Promise((resolve, reject) => {
        const settle = (fault: string | null) => {
          clearTimeout(timer);
          waiting.delete(token);
          if (fault === null) resolve();
          else reject(new Error(fault));
        };
        const timer = setTimeout(() => settle('the server did not take it in time'), PATIENCE);
        waiting.set(token, { target, settle });
        void Promise.all([...lines, `PING ${token}`].map(add)).then((sent) => {
          if (sent.includes(false)) settle('it could not be sent');
        });
      });
    },
  };
}
