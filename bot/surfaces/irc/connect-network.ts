import type { Client } from 'irc-framework';
import type { Secret } from '../../config/secret.ts';
import { answerCtcp } from './answer-ctcp.ts';
import { hearEchoes } from './hear-echoes.ts';
import { type Abilities, buildLines, lineWidth, type Speech } from './build-lines.ts';
import { clientOptions } from './client-options.ts';
import { createDelivery } from './deliver-lines.ts';
import { guardInput } from './guard-input.ts';
import { identify } from './identify.ts';
import type { IrcMessage } from './irc-message.ts';
import { keepChannels } from './keep-channels.ts';
import { keepNick } from './keep-nick.ts';
import { type Known, lookUp } from './look-up.ts';
import { markAsBot } from './mark-as-bot.ts';
import { createPacedLines, type Pace } from './pace-lines.ts';
import { readMessage } from './read-message.ts';
import { keepConnected } from './reconnect.ts';
import { trackAccounts } from './track-accounts.ts';
import { type Members, trackMembers } from './track-members.ts';

export interface NetworkOptions {
  /** The name that people chose for it. */
  readonly network: string;
  readonly host: string;
  readonly port: number;
  readonly tls: boolean;
  /** Must the server's certificate be valid? */
  readonly isCertificateChecked: boolean;
  readonly nick: string;
  readonly channels: readonly string[];
  readonly account: string | null;
  /** The account's. */
  readonly password: Secret | null;
  readonly serverPassword: Secret | null;
  /** PEM; with it the bot logs in by SASL EXTERNAL. */
  readonly certificate: { readonly key: Secret; readonly certificate: string } | null;
  readonly pace: Pace;
  readonly waits: Waits;
  readonly random: () => number;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/** Milliseconds. */
export interface Waits {
  readonly registerWithin: number;
  readonly firstReconnect: number;
  readonly longestReconnect: number;
  /** After a kick. */
  readonly rejoin: number;
  readonly regainNick: number;
  /** For services. */
  readonly identify: number;
  /** Between two PINGs, and for silence that means the connection is dead. */
  readonly ping: number;
  readonly silence: number;
}

export const usualWaits: Waits = {
  registerWithin: 60_000,
  firstReconnect: 4_000,
  longestReconnect: 300_000,
  rejoin: 15_000,
  regainNick: 60_000,
  identify: 10_000,
  ping: 30_000,
  silence: 90_000,
};

/** One network, as long as it is kept up. */
export interface IrcConnection {
  readonly network: string;
  readonly nick: string;
  readonly members: Members;
  /** Says lines to a channel or a nick; true once they went out, false when none of them ever will. */
  say(target: string, texts: readonly string[], speech?: Speech): Promise<boolean>;
  /** Says lines to a channel or a nick; resolves once the server has taken them. @throws Error when it refuses. */
  deliver(target: string, texts: readonly string[]): Promise<void>;
  /** Who has this nick now; null: nobody. */
  lookUp(nick: string): Promise<Known | null>;
  /** The nick under which a services account was seen last. */
  nickOf(account: string): string | null;
  /** Bytes of text that fit into one line. */
  widthFor(target: string): number;
  isIn(channel: string): boolean;
  /** Does the server tag messages with the accounts of who says them? */
  readonly tagsAccounts: boolean;
  /** Lines that wait to be sent. */
  readonly waiting: number;
  /** Says goodbye; at most a second. */
  stop(): Promise<void>;
}

export interface NetworkEvents {
  onMessage(message: IrcMessage): void;
  onRename(from: string, to: string): void;
  onPresence(channel: string, nick: string, change: 'joined' | 'left'): void;
  /** The bot is in this channel now. */
  onEntered(channel: string): void;
}

const CAPABILITIES = ['labeled-response', 'standard-replies', 'draft/multiline', 'bot', 'draft/bot'];
const GOODBYE = 1_000;

/** Keeps up a connection to a network. Nothing is thrown: what goes wrong is logged, and tried again. Loads irc-framework. */
export async function connectNetwork(options: NetworkOptions, events: NetworkEvents): Promise<IrcConnection> {
  const { default: framework } = await import('irc-framework');
  const client = new framework.Client(clientOptions(options));
  const { network, now, waits } = options;
  const log = (line: string) => options.log(`irc: ${network}: ${line}`);
  client.requestCap(CAPABILITIES);
  const echoes = hearEchoes(client);
  // The last to look at a line, so that it sees the library stumble.
  guardInput(client, log);

  const lines = createPacedLines(options.pace, (line) => client.raw(line));
  const send = (line: string) => void lines.add(line);
  const members = trackMembers(client);
  const accounts = trackAccounts(client);
  const delivery = createDelivery(client, lines.add);
  const channels = keepChannels(client, { ...options, rejoinAfter: waits.rejoin, send, log });
  const account = options.account ?? options.nick;
  identify(client, { ...options, account, patience: waits.identify, send, log, onReady: channels.join });
  const stopNick = keepNick(client, { ...options, regainEvery: waits.regainNick, send, log });
  markAsBot(client, send);
  answerCtcp(client, send, now);

  client.on('registered', () => lines.open());
  client.on('socket close', () => lines.close());
  client.on('privmsg', (event) => {
    const message = readMessage(event, client, false, now());
    if (message !== null) events.onMessage(message);
  });
  client.on('action', (event) => {
    const message = readMessage(event, client, true, now());
    if (message !== null) events.onMessage(message);
  });
  client.on('nick', ({ nick = '', new_nick = '' }) => events.onRename(nick, new_nick));
  watchPresence(client, members, events);
  const stopConnecting = keepConnected(client, {
    ...options,
    registerWithin: waits.registerWithin,
    firstWait: waits.firstReconnect,
    longestWait: waits.longestReconnect,
    log,
  });

  let batches = 0;
  return {
    network,
    get nick() {
      return client.user.nick;
    },
    members,
    async say(target, texts, speech = {}) {
      batches++;
      const batch = `m${batches}`;
      if (speech.onNamed !== undefined) echoes.expect(batch, speech.onNamed);
      const built = buildLines(client.user.nick, target, texts, speech, abilitiesOf(client), batch);
      const sent = await Promise.all(built.map((line) => lines.add(line)));
      return sent.some((isSent) => isSent);
    },
    deliver(target, texts) {
      batches++;
      const built = buildLines(client.user.nick, target, texts, {}, abilitiesOf(client), `m${batches}`);
      return delivery.deliver(target, built);
    },
    async lookUp(nick) {
      const known = await lookUp(client, send, nick);
      if (known?.account) accounts.note(known.account, known.nick);
      return known;
    },
    nickOf: accounts.nickOf,
    widthFor: (target) => lineWidth(client.user.nick, target),
    isIn: channels.has,
    get tagsAccounts() {
      return client.network.cap.isEnabled('account-tag');
    },
    get waiting() {
      return lines.size;
    },
    stop() {
      stopConnecting();
      stopNick();
      channels.stop();
      lines.close();
      return leave(client);
    },
  };
}

function abilitiesOf(client: Client): Abilities {
  const { cap } = client.network;
  const value = cap.isEnabled('draft/multiline') ? (cap.available.get('draft/multiline') ?? '') : '';
  const read = (key: string) => Number(new RegExp(`${key}=(\\d+)`).exec(value)?.[1] ?? 0);
  return {
    multilineLines: read('max-lines') || (read('max-bytes') > 0 ? 24 : 0),
    multilineBytes: read('max-bytes'),
    hasReplies: client.network.supportsTag('draft/reply'),
    hasLabels: ['labeled-response', 'echo-message', 'message-tags'].every((name) => cap.isEnabled(name)),
  };
}

function watchPresence(client: Client, members: Members, events: NetworkEvents): void {
  const isMe = (nick: string) => client.caseLower(nick) === client.caseLower(client.user.nick);
  client.on('join', ({ channel = '', nick = '' }) => {
    if (isMe(nick)) events.onEntered(channel);
    else events.onPresence(channel, nick, 'joined');
  });
  client.on('part', ({ channel = '', nick = '' }) => {
    if (!isMe(nick)) events.onPresence(channel, nick, 'left');
  });
  client.on('kick', ({ channel = '', kicked = '' }) => {
    if (!isMe(kicked)) events.onPresence(channel, kicked, 'left');
  });
  members.onQuit((channel, nick) => events.onPresence(channel, nick, 'left'));
}

function leave(client: Client): Promise<void> {
  return new Promise((resolve) => {
    const end = () => {
      clearTimeout(timer);
      client.connection.end(null, true);
      resolve();
    };
    const timer = setTimeout(end, GOODBYE);
    if (!client.connected) return end();
    client.on('close', end);
    client.quit('Goodbye');
  });
}
