import type { Client } from 'irc-framework';

/** Somebody who is on the network now. */
export interface Known {
  /** As it is written. */
  readonly nick: string;
  /** The services account, `null` without one. */
  readonly account: string | null;
  /** `user@host` */
  readonly host: string;
}

/** What of a server's answer is read. */
interface Whois {
  readonly nick?: string;
  readonly ident?: string;
  readonly hostname?: string;
  readonly account?: string | false | null;
  readonly error?: string;
}

const PATIENCE = 20_000;
const NICK = /^[A-Za-z[\]\\`_^{|}][A-Za-z0-9[\]\\`_^{|}-]{0,63}$/;

/** Asks the server who has a nick; null: nobody, or it did not say in time. */
export function lookUp(client: Client, send: (line: string) => void, nick: string): Promise<Known | null> {
  if (!NICK.test(nick)) return Promise.resolve(null);
  return new Promise((resolve) => {
    const end = (known: Known | null) => {
      clearTimeout(timer);
      client.removeListener('whois', hear);
      resolve(known);
    };
    const hear = (event: Whois) => {
      if (client.caseLower(event.nick ?? '') !== client.caseLower(nick)) return;
      const { ident, hostname, account, error } = event;
      const host = `${ident}@${hostname}`;
      end(error === undefined ? { nick: event.nick ?? nick, account: account || null, host } : null);
    };
    const timer = setTimeout(() => end(null), PATIENCE);
    client.on('whois', hear);
    send(`WHOIS ${nick}`);
  });
}
