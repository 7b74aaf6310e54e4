import type { Client } from 'irc-framework';
import type { Secret } from '../../config/secret.ts';

export interface IdentifyOptions {
  readonly account: string;
  readonly password: Secret | null;
  /** Milliseconds to wait for services before the channels are joined all the same. */
  readonly patience: number;
  readonly send: (line: string) => void;
  readonly log: (line: string) => void;
  /** Called once a connection: who we are is settled, as far as it can be. */
  readonly onReady: () => void;
}

/** Logs in to the account: by SASL, which the library does before registration, else by NickServ. */
export function identify(client: Client, options: IdentifyOptions): void {
  const { account, password, patience, send, log, onReady } = options;
  let isLoggedIn = false;
  let timer: NodeJS.Timeout | null = null;
  let isWaiting = false;

  const ready = () => {
    if (timer !== null) clearTimeout(timer);
    timer = null;
    if (isWaiting) onReady();
    isWaiting = false;
  };
  client.on('connecting', () => {
    isLoggedIn = false;
  });
  client.on('sasl failed', ({ reason = '', message = '' }) => log(`SASL failed (${reason}): ${message}`));
  client.on('loggedin', (event) => {
    isLoggedIn = true;
    log(`logged in as ${event.account}`);
    ready();
  });
  client.on('registered', ({ nick = '' }) => {
    isWaiting = true;
    if (isLoggedIn || password === null) return ready();
    // Services differ in the order of name and password; the password alone is understood by all.
    const name = client.caseLower(nick) === client.caseLower(account) ? '' : `${account} `;
    send(`PRIVMSG NickServ :IDENTIFY ${name}${password.reveal()}`);
    timer = setTimeout(() => {
      log('NickServ did not let me log in in time');
      ready();
    }, patience);
  });
  client.on('irc error', ({ error, nick }) => {
    if (error === 'no_such_nick' && nick === 'NickServ' && isWaiting) {
      log('there are no services to log in to');
      ready();
    }
  });
  client.on('socket close', () => {
    isWaiting = false;
    ready();
  });
}
