import type { Client } from 'irc-framework';

export interface NickOptions {
  readonly nick: string;
  /** Milliseconds between two attempts to get the nick back. */
  readonly regainEvery: number;
  /** 0 to 1. */
  readonly random: () => number;
  readonly send: (line: string) => void;
  readonly log: (line: string) => void;
}

const LONGEST_NICK = 30;

/**
 * Takes another nick when the wanted one is in use: with `_` behind it, then with digits. Once connected,
 * goes back to the wanted one as soon as it is free: when its holder leaves, every so often, and when an
 * account is there, by having services free it. Gives what stops that.
 */
export function keepNick(client: Client, options: NickOptions): () => void {
  const { nick, regainEvery, random, send, log } = options;
  let isRegistered = false;
  let isLoggedIn = false;
  let attempt = 0;
  let timer: NodeJS.Timeout | null = null;

  const isWanted = (other: string | undefined) =>
    other !== undefined && client.caseLower(other) === client.caseLower(nick);
  const stop = () => {
    if (timer !== null) clearInterval(timer);
    timer = null;
  };
  const takeOther = () => {
    if (isRegistered) return;
    attempt++;
    const ending =
      attempt <= 2 ? '_'.repeat(attempt) : String(Math.floor(random() * 10_000)).padStart(4, '0');
    client.changeNick(`${nick.slice(0, LONGEST_NICK - ending.length)}${ending}`);
  };
  // Services know one or the other; the one that they don't know does nothing.
  const askServices = () => {
    if (!isLoggedIn) return;
    for (const command of ['REGAIN', 'GHOST']) send(`PRIVMSG NickServ :${command} ${nick}`);
  };
  const regain = () => {
    if (isRegistered && !isWanted(client.user.nick)) client.changeNick(nick);
    else stop();
  };

  const keepAsking = () => {
    stop();
    timer = setInterval(regain, regainEvery);
  };

  client.on('connecting', () => {
    isRegistered = false;
    isLoggedIn = false;
    attempt = 0;
    stop();
  });
  client.on('nick in use', takeOther);
  client.on('nick invalid', takeOther);
  client.on('unknown command', ({ command }) => {
    // Held back for a while after a split.
    if (command === '437') takeOther();
  });
  client.on('registered', (event) => {
    isRegistered = true;
    // The library learns its nick only after this event.
    if (isWanted(event.nick)) return;
    log(`the nick ${nick} is in use, so I am ${event.nick} until it is free`);
    keepAsking();
    askServices();
  });
  client.on('loggedin', () => {
    isLoggedIn = true;
    if (isRegistered && !isWanted(client.user.nick)) askServices();
  });
  client.on('quit', (event) => {
    if (isWanted(event.nick)) regain();
  });
  client.on('nick', ({ nick: old, new_nick: next }) => {
    // The library learns its new nick before or after this event, as it may be.
    const isMe = [old, next].some(
      (one) => client.caseLower(one ?? '') === client.caseLower(client.user.nick),
    );
    if (!isMe) {
      if (isWanted(old)) regain();
    } else if (isWanted(next)) stop();
    else {
      // Two had the nick when a split network became one again, or services want to see who it is. The library
      // does not take up nicks that are numbers, and would not know its own words any more.
      client.user.nick = next ?? client.user.nick;
      log(`the server calls me ${next} now; I ask for ${nick} again`);
      keepAsking();
    }
  });
  return stop;
}
