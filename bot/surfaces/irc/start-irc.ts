import { toOneLine } from '../../../indexer/to-one-line.ts';
import type { Engine } from '../../answer/engine.ts';
import type { IrcView } from '../../render/irc/view.ts';
import { answerRequest } from './answer-request.ts';
import { connectNetwork, type IrcConnection, type NetworkOptions } from './connect-network.ts';
import { createConversations } from './conversations.ts';
import type { IrcMessage } from './irc-message.ts';
import { createQuestionLimits } from './limit-questions.ts';
import { readRequest } from './read-request.ts';

export interface IrcNetworkOptions extends Omit<NetworkOptions, 'log' | 'random' | 'now'> {
  /** What commands begin with. */
  readonly prefix: string;
  /** Channels where questions to nobody are answered. */
  readonly ambient: readonly string[];
}

export interface IrcOptions {
  readonly networks: readonly IrcNetworkOptions[];
  /** Asked anew for each question. */
  readonly engine: () => Engine;
  readonly view: () => Pick<IrcView, 'today' | 'community' | 'linkTo'>;
  readonly log: (line: string) => void;
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

export interface IrcSurface {
  readonly connections: readonly IrcConnection[];
  stop(): Promise<void>;
}

/**
 * Answers on every network until it is stopped. Connections come up on their own time: nothing waits for
 * them, and nothing is thrown when one can't.
 */
export async function startIrc(options: IrcOptions): Promise<IrcSurface> {
  const log = (line: string) => options.log(toOneLine(line));
  const connections = await Promise.all(
    options.networks.map((network) => answerOnNetwork(network, { ...options, log })),
  );
  return {
    connections,
    stop: async () => void (await Promise.all(connections.map((connection) => connection.stop()))),
  };
}

async function answerOnNetwork(
  network: IrcNetworkOptions,
  { engine, view, log, random, now }: IrcOptions,
): Promise<IrcConnection> {
  const talks = createConversations(now);
  const limits = createQuestionLimits(now);

  const answer = (message: IrcMessage) => {
    const { channel, nick } = message;
    const isAmbient = network.ambient.some((other) => other.toLowerCase() === channel?.toLowerCase());
    const hearing = {
      nick: connection.nick,
      prefix: network.prefix,
      isPrivate: channel === null,
      isAmbient,
    };
    // Bots that answer each other never end.
    const request = message.isBot || message.isAction ? null : readRequest(message.text, hearing);
    if (request === null) return;
    const wait = limits(nick, channel);
    if (wait !== null) {
      if (wait.isNews) {
        void connection.say(nick, [`That was a lot at once: ask me again in ${wait.seconds} s.`], {
          isNotice: true,
        });
      }
      return;
    }
    const target = channel ?? nick;
    const other =
      channel === null || request.target === null ? null : connection.members.find(channel, request.target);
    const asker = channel === null ? null : (other ?? nick);
    const { page, talk } = answerRequest(request, talks.get(target, nick), engine(), {
      ...view(),
      asker,
      width: connection.widthFor(target),
      prefix: network.prefix,
    });
    talks.set(target, nick, talk);
    // Help is long and for one person.
    const isHelp = request.command === 'help' && channel !== null;
    void connection.say(isHelp ? nick : target, page, { isNotice: isHelp, replyTo: message.id });
  };

  const connection = await connectNetwork(
    { ...network, log, random, now },
    {
      onMessage(message) {
        try {
          answer(message);
        } catch (error) {
          log(`irc: ${network.network}: ${(error as Error).message}`);
        }
      },
      onRename: talks.rename,
    },
  );
  return connection;
}
