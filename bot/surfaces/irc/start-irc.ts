import { toOneLine } from '../../../indexer/to-one-line.ts';
import type { Engine } from '../../answer/engine.ts';
import type { BridgeEnd } from '../../bridge/bridge-end.ts';
import type { IrcView } from '../../render/irc/view.ts';
import { answerRequest } from './answer-request.ts';
import { connectNetwork, type IrcConnection, type NetworkOptions } from './connect-network.ts';
import { createConversations } from './conversations.ts';
import { type Colours, createIrcEnd, type IrcEnd } from './irc-end.ts';
import type { IrcMessage } from './irc-message.ts';
import { createQuestionLimits } from './limit-questions.ts';
import { isRelay, readRelayed } from './read-relayed.ts';
import { remind, type Reminding } from './remind.ts';
import { readRequest } from './read-request.ts';

export interface IrcNetworkOptions extends Omit<NetworkOptions, 'log' | 'random' | 'now'> {
  /** What commands begin with. */
  readonly prefix: string;
  /** Channels where questions to nobody are answered. */
  readonly ambient: readonly string[];
  /** Accounts or masks of other bridges' bots, through which people ask. */
  readonly relays: readonly string[];
}

export interface IrcOptions {
  readonly networks: readonly IrcNetworkOptions[];
  /** Asked anew for each question. */
  readonly engine: () => Engine;
  readonly view: () => Pick<IrcView, 'today' | 'community' | 'linkTo'>;
  /** What reminders are kept with; without it none are. */
  readonly reminding?: Reminding | null;
  readonly log: (line: string) => void;
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One network that is answered on. */
export interface IrcNetworkSurface {
  readonly connection: IrcConnection;
  /** A channel as a side of a bridge. */
  openEnd(channel: string, colours: Colours): BridgeEnd;
}

export interface IrcSurface {
  /** In the order of the options. */
  readonly networks: readonly IrcNetworkSurface[];
  stop(): Promise<void>;
}

/**
 * Answers on every network until it is stopped. Connections come up on their own time: nothing waits for
 * them, and nothing is thrown when one can't.
 */
export async function startIrc(options: IrcOptions): Promise<IrcSurface> {
  const log = (line: string) => options.log(toOneLine(line));
  const networks = await Promise.all(
    options.networks.map((network) => answerOnNetwork(network, { ...options, log })),
  );
  return {
    networks,
    stop: async () => void (await Promise.all(networks.map(({ connection }) => connection.stop()))),
  };
}

async function answerOnNetwork(
  network: IrcNetworkOptions,
  { engine, view, log, random, now, reminding = null }: IrcOptions,
): Promise<IrcNetworkSurface> {
  const talks = createConversations(now);
  const limits = createQuestionLimits(now);
  const ends: IrcEnd[] = [];
  const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const endsOf = (channel: string | null) =>
    ends.filter((end) => channel !== null && isSame(end.channel, channel));

  const hear = (message: IrcMessage) => {
    const { channel } = message;
    const byRelay = isRelay(message, network.relays);
    const relayed = readRelayed(message, network.relays);
    for (const end of endsOf(channel)) end.hear(message, relayed, byRelay);
    // Bots that answer each other never end; a relay's own words are those of a bot.
    if (message.isAction || (byRelay ? relayed === null : message.isBot)) return;
    answer(message, relayed?.name ?? message.nick, relayed?.text ?? message.text, byRelay);
  };

  const answer = (message: IrcMessage, person: string, text: string, byRelay: boolean) => {
    const { channel, id } = message;
    const nick = message.relaymsgBy ?? message.nick;
    const isAmbient = network.ambient.some((other) => isSame(other, channel ?? ''));
    const hearing = { nick: connection.nick, prefix: network.prefix, isPrivate: channel === null, isAmbient };
    const request = readRequest(text, hearing);
    if (request === null) return;
    // Who comes through a relay is never taken for who has the same nick here.
    const key = byRelay ? `${nick}<${person}>` : person;
    const wait = limits(key, channel);
    if (wait !== null) {
      const words = `That was a lot at once: ask me again in ${wait.seconds} s.`;
      if (wait.isNews && !byRelay) void connection.say(nick, [words], { isNotice: true });
      return;
    }
    const target = channel ?? nick;
    const { command } = request;
    if (command === 'remind') {
      const { events } = engine().index;
      const { prefix } = network;
      const { today } = view();
      const asked = { text: request.text, nick, channel, byRelay, prefix, events, today, now: now() };
      remind(asked, connection, reminding)
        .then(({ lines, isPrivate }) => {
          const isAside = isPrivate && channel !== null;
          const head = channel === null || isAside ? '' : `${person}: `;
          const texts = lines.map((line) => head + line);
          void connection.say(isAside ? nick : target, texts, { isNotice: isAside, replyTo: id });
        })
        .catch((error) => log(`irc: ${network.network}: remind: ${(error as Error).message}`));
      return;
    }
    const other =
      channel === null || request.target === null ? null : connection.members.find(channel, request.target);
    const asker = channel === null ? null : (other ?? person);
    const { page, talk, answer } = answerRequest({ ...request, command }, talks.get(target, key), engine(), {
      ...view(),
      asker,
      width: connection.widthFor(target),
      prefix: network.prefix,
    });
    talks.set(target, key, talk);
    // Help is long and for one person.
    const isHelp = request.command === 'help' && channel !== null && !byRelay;
    void connection.say(isHelp ? nick : target, page, { isNotice: isHelp, replyTo: id });
    if (answer !== null && page.length > 0) {
      for (const end of endsOf(channel)) end.hearAnswer(asker ?? person, answer);
    }
  };

  const connection = await connectNetwork(
    { ...network, log, random, now },
    {
      onMessage(message) {
        try {
          hear(message);
        } catch (error) {
          log(`irc: ${network.network}: ${(error as Error).message}`);
        }
      },
      onRename: talks.rename,
      onPresence(channel, nick, change) {
        for (const end of endsOf(channel)) end.hearPresence(nick, change);
      },
      onEntered(channel) {
        for (const end of endsOf(channel)) end.hearEntered();
      },
    },
  );
  return {
    connection,
    openEnd(channel, colours) {
      const prefixed = () => ({ ...view(), prefix: network.prefix });
      const end = createIrcEnd({ channel, colours, connection, view: prefixed, now });
      ends.push(end);
      return end;
    },
  };
}
