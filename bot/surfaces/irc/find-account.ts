import type { IrcConnection } from './connect-network.ts';
import type { IrcMessage } from './irc-message.ts';

/**
 * The services account of who said something; `null`: none that is known. Where the server tags messages with
 * accounts, that counts; else it is asked, and who has the nick now must be at the same `user@host`, since a
 * nick may have another owner by then. A bridge that speaks for somebody (RELAYMSG) is not them.
 */
export async function findAccount(
  { account, nick, address, relaymsgBy }: IrcMessage,
  connection: Pick<IrcConnection, 'tagsAccounts' | 'lookUp'>,
): Promise<string | null> {
  if (relaymsgBy !== null) return null;
  if (account !== null || connection.tagsAccounts) return account;
  const known = await connection.lookUp(nick);
  return known?.host === address.slice(address.indexOf('!') + 1) ? known.account : null;
}
