import type { BridgeEnd, EndListener, Outgoing, Person, Reply } from '../../bridge/bridge-end.ts';
import { readIrcText } from '../../bridge/text/read-irc-text.ts';
import { writeIrcLines } from '../../bridge/write-irc-lines.ts';
import type { IrcView } from '../../render/irc/view.ts';
import type { IrcConnection } from './connect-network.ts';
import type { IrcMessage } from './irc-message.ts';
import type { Relayed } from './read-relayed.ts';
import { writeReply } from './write-reply.ts';

/** A channel as a side of a bridge, told by its surface what happens there. */
export interface IrcEnd extends BridgeEnd {
  readonly channel: string;
  /** Somebody said something, perhaps through another bridge's bot. */
  hear(message: IrcMessage, relayed: Relayed | null, byRelay: boolean): void;
  hearReply(reply: Reply): void;
  hearPresence(nick: string, change: 'joined' | 'left'): void;
  /** The bot is in the channel again. */
  hearEntered(): void;
}

/** Have names a colour each? `keep`: and what has a colour on IRC is marked on the other side. */
export type Colours = boolean | 'keep';

export interface IrcEndOptions {
  readonly channel: string;
  readonly colours: Colours;
  readonly connection: IrcConnection;
  readonly view: () => Pick<IrcView, 'today' | 'community' | 'linkTo' | 'prefix'>;
  readonly now: () => number;
}

const MOST_REMEMBERED = 500;

export function createIrcEnd({ channel, colours, connection, view, now }: IrcEndOptions): IrcEnd {
  const started = now();
  /** Who said what, by id, since a reply names but the id; of what was relayed, who said it there. */
  const authors = new Map<string, string>();
  let listener: EndListener | null = null;
  let unnamed = 0;

  const personOf = (nick: string): Person => {
    return { id: nick, name: nick, isModerator: connection.members.isOperator(channel, nick) };
  };
  /** Who speaks through another bridge has no rights here, whatever rights its bot has. */
  const strangerOf = (name: string): Person => ({ id: name, name, isModerator: false });
  const remember = (id: string, name: string) => {
    authors.set(id, name);
    for (const oldest of authors.keys()) {
      if (authors.size <= MOST_REMEMBERED) break;
      authors.delete(oldest);
    }
  };
  const write = (outgoing: Outgoing): readonly string[] => {
    const width = connection.widthFor(channel);
    return outgoing.type === 'answer' || outgoing.type === 'found'
      ? writeReply(outgoing, { ...view(), width })
      : writeIrcLines(outgoing, { width, hasColours: colours !== false });
  };

  return {
    id: `irc:${connection.network}/${channel.toLowerCase()}`,
    name: `${channel} on ${connection.network}`,
    channel,
    listen(given) {
      listener = given;
    },
    async send(outgoing, onNamed) {
      if (!connection.isIn(channel)) return false;
      const lines = write(outgoing);
      if (lines.length === 0) return true;
      if (outgoing.type !== 'message') return connection.say(channel, lines);
      return connection.say(channel, lines, {
        replyTo: outgoing.replyToId,
        onNamed(id) {
          remember(id, outgoing.author.name);
          onNamed(id);
        },
      });
    },
    hear({ nick, text, isAction, isBot, id, replyTo }, relayed, byRelay) {
      unnamed++;
      // Where the server names no messages, a name of our own lasts until the next start.
      const known = id ?? `${started}.${unnamed}`;
      const author = byRelay ? strangerOf(relayed?.name ?? nick) : personOf(nick);
      remember(known, author.name);
      listener?.onEvent({
        type: 'message',
        id: known,
        author,
        body: readIrcText(relayed?.text ?? text, colours === 'keep'),
        isAction,
        isByBot: isBot,
        isByMachine: byRelay,
        replyTo: replyTo === null ? null : { name: authors.get(replyTo) ?? null, id: replyTo },
        attachments: [],
        url: null,
        at: now(),
      });
    },
    hearReply: (reply) => listener?.onEvent({ ...reply, at: now() }),
    hearPresence(nick, change) {
      listener?.onEvent({ type: 'presence', person: personOf(nick), change, at: now() });
    },
    hearEntered: () => listener?.onUp(),
  };
}
