import type { Sender } from '../../reminders/send-once.ts';
import type { IrcConnection } from './connect-network.ts';

type Line = Pick<IrcConnection, 'isIn' | 'deliver' | 'lookUp' | 'nickOf'>;

/**
 * Sends to `network/#channel` while the bot is in it, to `network/=account` under whatever nick it is there, and to
 * `network/nick`. IRC remembers nothing: what a process that died may have sent is sent again, since a meeting missed
 * is worse than a line read twice.
 */
export function createIrcSender(connection: Line): Sender {
  return {
    async send({ label, text, target }) {
      const name = target.slice(target.indexOf('/') + 1);
      const nick = /^[#&+!]/.test(name) ? enter(name, connection) : await findPerson(name, connection);
      await connection.deliver(nick, `${label}${text}`.split('\n'));
    },
    hasArrived: async () => null,
  };
}

function enter(channel: string, { isIn }: Line): string {
  if (!isIn(channel)) throw new Error(`the bot is not in ${channel}`);
  return channel;
}

async function findPerson(name: string, { lookUp, nickOf }: Line): Promise<string> {
  if (!name.startsWith('=')) {
    const known = await lookUp(name);
    if (known === null) throw new Error(`${name} is not there`);
    return known.nick;
  }
  const account = name.slice(1);
  for (const nick of new Set([nickOf(account) ?? account, account])) {
    const known = await lookUp(nick);
    if (known?.account?.toLowerCase() === account.toLowerCase()) return known.nick;
  }
  throw new Error(`nobody is logged in as ${account}`);
}
