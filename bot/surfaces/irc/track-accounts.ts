import type { Client } from 'irc-framework';

/** Under which nick each services account was seen last; only a hint, since whoever has it must be looked up. */
export interface Accounts {
  nickOf(account: string): string | null;
  note(account: string, nick: string): void;
}

const MOST = 5_000;

export function trackAccounts(client: Client): Accounts {
  const nicks = new Map<string, string>();
  const note = (account: string | false | null | undefined, nick: string) => {
    if (!account) return;
    nicks.delete(account.toLowerCase());
    nicks.set(account.toLowerCase(), nick);
    for (const oldest of nicks.keys()) {
      if (nicks.size <= MOST) break;
      nicks.delete(oldest);
    }
  };
  for (const event of ['privmsg', 'join', 'account']) {
    client.on(event, ({ account, nick = '' }) => note(account, nick));
  }
  client.on('nick', ({ nick, new_nick = '' }) => {
    for (const [account, known] of nicks) if (known === nick) nicks.set(account, new_nick);
  });
  return { nickOf: (account) => nicks.get(account.toLowerCase()) ?? null, note };
}
