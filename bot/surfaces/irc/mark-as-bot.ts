import type { Client } from 'irc-framework';

/** Sets the user mode that the server has for bots (the `BOT` token of its ISUPPORT). */
export function markAsBot(client: Client, send: (line: string) => void): void {
  let isMarked = false;
  client.on('connecting', () => {
    isMarked = false;
  });
  client.on('server options', ({ options = {} }) => {
    if (isMarked || typeof options.BOT !== 'string' || !/^[A-Za-z]$/.test(options.BOT)) return;
    isMarked = true;
    send(`MODE ${client.user.nick} +${options.BOT}`);
  });
}
