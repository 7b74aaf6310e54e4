import { toInstant } from '../../../indexer/to-instant.ts';
import { toOneLine } from '../../../indexer/to-one-line.ts';
import type { Engine } from '../../answer/engine.ts';
import type { BridgeEnd } from '../../bridge/bridge-end.ts';
import type { IrcView } from '../../render/irc/view.ts';
import { gapLister } from '../../list-gaps.ts';
import type { NoteGap } from '../../note-gaps.ts';
import type { DraftDesk } from '../../publish/draft-desk.ts';
import type { GapTable } from '../../store/gaps.ts';
import type { TellAnswered } from '../../watch-gaps.ts';
import { createTeller, nameWisher } from './tell-answered.ts';
import { answerRequest, type GapDesk } from './answer-request.ts';
import { connectNetwork, type IrcConnection, type NetworkOptions } from './connect-network.ts';
import { createConversations } from './conversations.ts';
import { type Colours, createIrcEnd, type IrcEnd } from './irc-end.ts';
import type { IrcMessage } from './irc-message.ts';
import { createQuestionLimits } from './limit-questions.ts';
import { isRelay, readRelayed } from './read-relayed.ts';
import { remind, type Reminding } from './remind.ts';
import { isDraftCommand, readRequest } from './read-request.ts';
import { createDraftTalk } from './talk-of-drafts.ts';

export interface IrcNetworkOptions extends Omit<NetworkOptions, 'log' | 'random' | 'now'> {
  /** What commands begin with. */
  readonly prefix: string;
  /** Channels where questions to nobody are answered. */
  readonly ambient: readonly string[];
  /** Services accounts that may decide about drafts. */
  readonly moderators?: readonly string[];
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
  /** `null`: nothing can be kept. */
  readonly gaps?: GapTable | null;
  readonly noteGap?: NoteGap;
  /** Where contributions go; `null`: none are taken. */
  readonly desk?: DraftDesk | null;
  /** Milliseconds that people have to agree that their words are kept. */
  readonly consentWithin?: number;
  /** Where one writes a new post. */
  readonly writeUrl?: string | null;
  readonly log: (line: string) => void;
  readonly random: () => number;
  /** Milliseconds since 1970. */
  readonly now: () => number;
}

/** One network that is answered on. */
export interface IrcNetworkSurface {
  readonly connection: IrcConnection;
  readonly options: IrcNetworkOptions;
  stop(): Promise<void>;
  /** A channel as a side of a bridge. */
  openEnd(channel: string, colours: Colours): BridgeEnd;
}

export interface IrcSurface {
  /** In the order of the options. */
  readonly networks: readonly IrcNetworkSurface[];
  readonly tellAnswered: TellAnswered;
  stop(): Promise<void>;
}

/** Milliseconds that people have to agree that their words are kept. */
const CONSENT_WITHIN = 10 * 60_000;

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
    tellAnswered: createTeller(networks, options.view),
    stop: async () => void (await Promise.all(networks.map((network) => network.stop()))),
  };
}

async function answerOnNetwork(
  network: IrcNetworkOptions,
  {
    engine,
    view,
    gaps = null,
    desk = null,
    consentWithin = CONSENT_WITHIN,
    noteGap = () => undefined,
    writeUrl = null,
    reminding = null,
    log,
    random,
    now,
  }: IrcOptions,
): Promise<IrcNetworkSurface> {
  const talks = createConversations(now);
  const limits = createQuestionLimits(now);
  const ends: IrcEnd[] = [];
  const isSame = (a: string, b: string) => a.toLowerCase() === b.toLowerCase();
  const endsOf = (channel: string | null) =>
    ends.filter((end) => channel !== null && isSame(end.channel, channel));

  const moderators = new Set(network.moderators?.map((account) => account.toLowerCase()));
  const listGaps = gaps && gapLister(gaps);
  const drafts = createDraftTalk({
    ...{ desk, consentWithin, now, log },
    network: network.network,
    prefix: network.prefix,
    moderators: network.moderators ?? [],
    connection: () => connection,
  });

  const hear = (message: IrcMessage) => {
    const { channel } = message;
    const byRelay = isRelay(message, network.relays);
    const relayed = readRelayed(message, network.relays);
    for (const end of endsOf(channel)) end.hear(message, relayed, byRelay);
    // Bots that answer each other never end; a relay's own words are those of a bot.
    if (message.isAction || (byRelay ? relayed === null : message.isBot)) return;
    const isRelayed = byRelay || message.relaymsgBy !== null;
    if (channel === null && !isRelayed && drafts.hear(message)) return;
    const isRequest = answer(message, relayed?.name ?? message.nick, relayed?.text ?? message.text, byRelay);
    // Who speaks through a relay can't be asked whether their words may be kept.
    if (!isRequest && !isRelayed) drafts.note(message);
  };

  /** Whether something was asked of the bot. */
  const answer = (message: IrcMessage, person: string, text: string, byRelay: boolean): boolean => {
    const { channel, id } = message;
    const nick = message.relaymsgBy ?? message.nick;
    const isAmbient = network.ambient.some((other) => isSame(other, channel ?? ''));
    const hearing = { nick: connection.nick, prefix: network.prefix, isPrivate: channel === null, isAmbient };
    const request = readRequest(text, hearing);
    if (request === null) return false;
    // Who comes through a relay is never taken for who has the same nick here.
    const key = byRelay ? `${nick}<${person}>` : person;
    const isModerator =
      !byRelay && message.relaymsgBy === null && moderators.has(message.account?.toLowerCase() ?? '');
    const wait = isModerator ? null : limits(key, channel);
    if (wait !== null) {
      const words = `That was a lot at once: ask me again in ${wait.seconds} s.`;
      if (wait.isNews && !byRelay) void connection.say(nick, [words], { isNotice: true });
      return true;
    }
    const target = channel ?? nick;
    const { command } = request;
    if (isDraftCommand(command)) {
      void drafts.run(command, request, message, byRelay);
      return true;
    }
    if (command === 'remind') {
      const { events } = engine().index;
      const { prefix } = network;
      const { today } = view();
      const isRelayed = byRelay || message.relaymsgBy !== null;
      const asked = {
        text: request.text,
        nick,
        channel,
        byRelay: isRelayed,
        prefix,
        events,
        today,
        now: now(),
      };
      remind(asked, connection, reminding)
        .then(({ lines, isPrivate }) => {
          const isAside = isPrivate && channel !== null;
          const head = channel === null || isAside ? '' : `${person}: `;
          const texts = lines.map((line) => head + line);
          void connection.say(isAside ? nick : target, texts, { isNotice: isAside, replyTo: id });
        })
        .catch((error) => log(`irc: ${network.network}: remind: ${(error as Error).message}`));
      return true;
    }
    const other =
      channel === null || request.target === null ? null : connection.members.find(channel, request.target);
    const asker = channel === null ? null : (other ?? person);
    const shown = { ...view(), asker, width: connection.widthFor(target), prefix: network.prefix };
    const gapDesk: GapDesk | null = gaps &&
      listGaps && {
        list: listGaps,
        wish(question, earlier) {
          const at = toInstant(now());
          const wisher = nameWisher(network.network, channel, byRelay ? null : nick);
          return gaps.wish({ question, earlier, reason: 'declined', place: 'irc', at }, wisher);
        },
        writeUrl,
      };
    const before = talks.get(target, key);
    const { page, talk, answer, found } = answerRequest(
      { ...request, command },
      before,
      engine(),
      shown,
      gapDesk,
    );
    talks.set(target, key, talk);
    // What is asked in private stays there, unless the asker wants to be told.
    if (answer !== null && channel !== null && !request.isAmbient) noteGap(answer, talk.earlier, 'irc');
    // Help is long and for one person.
    const isHelp = request.command === 'help' && channel !== null && !byRelay;
    void connection.say(isHelp ? nick : target, page, { isNotice: isHelp, replyTo: id });
    const named = { asker: asker ?? person, question: null };
    for (const end of page.length > 0 ? endsOf(channel) : []) {
      if (answer !== null) end.hearReply({ type: 'answer', ...named, answer });
      if (found !== null) end.hearReply({ type: 'found', ...named, found });
    }
    return !request.isAmbient;
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
      onRename(from, to) {
        talks.rename(from, to);
        drafts.rename(from, to);
      },
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
    options: network,
    stop() {
      drafts.stop();
      return connection.stop();
    },
    openEnd(channel, colours) {
      const prefixed = () => ({ ...view(), prefix: network.prefix });
      const end = createIrcEnd({ channel, colours, connection, view: prefixed, now });
      ends.push(end);
      return end;
    },
  };
}
