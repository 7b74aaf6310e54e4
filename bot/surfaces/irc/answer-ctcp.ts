import type { Client } from 'irc-framework';
import { VERSION } from '../../version.ts';
import { createTokenBucket } from './token-bucket.ts';

/** Answers what clients ask of each other, seldom enough that nobody can flood the bot off by asking. */
export function answerCtcp(client: Client, send: (line: string) => void, now: () => number): void {
  const bucket = createTokenBucket(2, 0.1);
  const answers: Readonly<Record<string, (rest: string) => string>> = {
    VERSION: () => `Almanac ${VERSION}`,
    CLIENTINFO: () => 'ACTION CLIENTINFO PING VERSION',
    PING: (rest) => rest.slice(0, 50),
  };
  client.on('ctcp request', ({ nick = '', type = '', message = '' }) => {
    const answer = Object.hasOwn(answers, type) ? answers[type] : undefined;
    if (answer === undefined || !/^[^\s,:]+$/.test(nick) || !bucket.take(now())) return;
    const rest = message.slice(type.length + 1).replace(/[^ -~]/g, '');
    send(`NOTICE ${nick} :\u0001${type} ${answer(rest)}\u0001`);
  });
}
