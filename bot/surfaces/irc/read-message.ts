import type { Client, WireEvent } from 'irc-framework';
import type { IrcMessage } from './irc-message.ts';

/** The tag by which servers mark bots, and what it was called before. */
const BOT_TAGS = ['bot', 'draft/bot', 'inspircd.org/bot'];
/** Milliseconds; what is older was played back. */
const OLD = 5 * 60_000;
const LONGEST = 4_096;

/** A message of somebody, or `null`: it is the server's, the bot's own, a playback, or too damaged to read. */
export function readMessage(
  event: WireEvent,
  client: Client,
  isAction: boolean,
  now: number,
): IrcMessage | null {
  const { nick, target, message, tags = {}, time, batch } = event;
  if (!nick || !target || message === undefined || event.from_server) return null;
  const isSame = (a: string, b: string) => client.caseLower(a) === client.caseLower(b);
  if (isSame(nick, client.user.nick)) return null;
  if (/chathistory|playback/.test(batch?.type ?? '') || (time !== undefined && now - time > OLD)) return null;
  return {
    channel: isSame(target, client.user.nick) ? null : target,
    nick,
    address: `${nick}!${event.ident ?? ''}@${event.hostname ?? ''}`,
    account: event.account || null,
    text: message.slice(0, LONGEST),
    isAction,
    id: tags.msgid ?? null,
    replyTo: tags['+draft/reply'] ?? tags['+reply'] ?? null,
    relaymsgBy: tags['draft/relaymsg'] ?? tags.relaymsg ?? null,
    isBot: BOT_TAGS.some((tag) => tag in tags),
  };
}
