import { cleanProse } from '../../render/irc/clean-text.ts';
import { stripFormats } from '../../render/irc/format-codes.ts';
import type { IrcMessage } from './irc-message.ts';

/** What somebody said through the bot of another bridge. */
export interface Relayed {
  readonly name: string;
  readonly text: string;
}

/**
 * Is this said by a relay that was named? A name with `!` and `@` is a mask in which `*` stands for
 * anything; any other is a services account, which nobody else can have: a nick alone proves nothing.
 */
export function isRelay(
  { account, address }: Pick<IrcMessage, 'account' | 'address'>,
  relays: readonly string[],
): boolean {
  return relays.some((relay) => {
    if (!/!.*@/.test(relay)) return account !== null && account.toLowerCase() === relay.toLowerCase();
    const pattern = relay.replace(/[.+?^${}()|[\]\\]/g, '\\$&').replaceAll('*', '.*');
    return new RegExp(`^${pattern}$`, 'i').test(address);
  });
}

/** `<ada> how so?`, colours and breaks in it stripped → ada, how so?; `null`: the relay's own words. */
export function readRelayed(message: string): Relayed | null {
  const plain = cleanProse(stripFormats(message).replace(/[\u200b-\u200f\u2060\ufeff]/g, ''));
  const [, name, text] = /^<([^<>]{1,64})> (.+)$/.exec(plain) ?? [];
  return name === undefined || text === undefined ? null : { name: name.trim(), text };
}
