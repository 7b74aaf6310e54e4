import { cleanProse } from '../../render/irc/clean-text.ts';
import { stripFormats } from '../../render/irc/format-codes.ts';
import type { IrcMessage } from './irc-message.ts';

/** What somebody said through the bot of another bridge. */
export interface Relayed {
  readonly name: string;
  readonly text: string;
}

/**
 * What somebody says through a relay that was named, or `null`: it is no relay, or says something of its own.
 * A name with `!` and `@` is a mask in which `*` stands for anything; any other is a services account, which
 * nobody else can have: a nick alone proves nothing. Bridges that RELAYMSG lets speak for others are told by
 * the server, which lets nobody else do so.
 */
export function readRelayed(message: IrcMessage, relays: readonly string[]): Relayed | null {
  if (!isRelay(message, relays)) return null;
  if (message.relaymsgBy === null) return readQuoted(message.text);
  const name = cleanProse(message.nick.replace(/\/[^/]*$/, ''));
  return name === '' ? null : { name, text: message.text };
}

export function isRelay(
  { account, address, relaymsgBy }: Pick<IrcMessage, 'account' | 'address' | 'relaymsgBy'>,
  relays: readonly string[],
): boolean {
  return relays.some((relay) => {
    const isMask = /!.*@/.test(relay);
    if (relaymsgBy !== null) return matches(isMask ? relay.replace(/!.*$/, '') : relay, relaymsgBy);
    return isMask
      ? matches(relay, address)
      : account !== null && account.toLowerCase() === relay.toLowerCase();
  });
}

function matches(mask: string, text: string): boolean {
  const pattern = mask.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
  return new RegExp(`^${pattern}$`, 'i').test(text);
}

/** `<ada> how so?`, where it comes from in brackets before it, colours and breaks stripped → ada, how so? */
function readQuoted(message: string): Relayed | null {
  const plain = cleanProse(stripFormats(message).replace(/[\u200b-\u200f\u2060\ufeff]/g, ''));
  const [, name, text] = /^(?:\[[^\]]{1,32}\] ?)?<([^<>]{1,64})>:? (.+)$/.exec(plain) ?? [];
  return name === undefined || text === undefined || name.trim() === '' ? null : { name: name.trim(), text };
}
