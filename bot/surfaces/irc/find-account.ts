import type { Client } from 'irc-framework';
import type { IrcMessage } from './irc-message.ts';

/** Milliseconds that a server has to say who somebody is. */
const PATIENCE = 5_000;

/**
 * Makes what finds the services account of who said something: from the message itself (account-tag), else
 * by asking the server, where the answer must be of the same `user@host`, since a nick may have another owner
 * by then. `null`: none that is known.
 */
export function createAccountFinder(
  client: Client,
  send: (line: string) => void,
): (message: IrcMessage) => Promise<string | null> {
  const waiting = new Set<(event: { nick?: string; host: string; account: string | null }) => void>();
  client.on('whois', ({ nick, ident, hostname, account }) => {
    for (const hear of [...waiting])
      hear({
        ...(nick === undefined ? {} : { nick }),
        host: `${ident}@${hostname}`,
        account: account || null,
      });
  });
  return ({ account, nick, address }) => {
    if (account !== null || client.network.cap.isEnabled('account-tag')) return Promise.resolve(account);
    if (!/^[^\s,:!@*?]+$/.test(nick)) return Promise.resolve(null);
    return new Promise((resolve) => {
      const settle = (found: string | null) => {
        clearTimeout(timer);
        waiting.delete(hear);
        resolve(found);
      };
      const hear = (event: { nick?: string; host: string; account: string | null }) => {
        if (client.caseLower(event.nick ?? '') !== client.caseLower(nick)) return;
        settle(event.host === address.slice(address.indexOf('!') + 1) ? event.account : null);
      };
      const timer = setTimeout(() => settle(null), PATIENCE);
      waiting.add(hear);
      send(`WHOIS ${nick}`);
    });
  };
}
