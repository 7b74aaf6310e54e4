import { createEngine } from '../../../../bot/answer/engine.ts';
import { Secret } from '../../../../bot/config/secret.ts';
import type { IrcConnection } from '../../../../bot/surfaces/irc/connect-network.ts';
import { usualWaits } from '../../../../bot/surfaces/irc/connect-network.ts';
import {
  type IrcNetworkOptions,
  type IrcNetworkSurface,
  type IrcOptions,
  startIrc,
} from '../../../../bot/surfaces/irc/start-irc.ts';
import { createGapNotes } from '../../../../bot/note-gaps.ts';
import type { TellAnswered } from '../../../../bot/watch-gaps.ts';
import { makeEvent, makeIndex, makePost } from '../../../make-index.ts';

export const index = makeIndex(
  [
    makePost(
      'arp',
      'The kernel ignores a gratuitous ARP packet because it arrives within the locktime window.',
      { title: 'Why Linux ignores gratuitous ARP', author: 'Grace', url: 'https://example.org/arp' },
    ),
    makePost(
      'nova',
      `Nova evacuates instances of a failed host${', which rebuilds each of them on another compute host of the same cell'.repeat(14)}.`,
      { title: 'How Nova evacuates instances', author: 'Ada' },
    ),
  ],
  [makeEvent('summit', '2017-11-06', { name: 'Summit Sydney', place: 'Sydney' })],
);

export const secret = (text: string) => new Secret(text);

export interface TestBot {
  readonly connection: IrcConnection;
  readonly network: IrcNetworkSurface;
  readonly log: readonly string[];
  readonly tellAnswered: TellAnswered;
  /** Waits for a line of the log. */
  logged(pattern: RegExp, within?: number): Promise<string>;
  stop(): Promise<void>;
}

/** The bot on one network of the loopback, with short waits; not yet connected when it is given. */
export async function startBot(
  port: number,
  more: Partial<IrcNetworkOptions> = {},
  given: Partial<IrcOptions> = {},
): Promise<TestBot> {
  const log: string[] = [];
  const engine = createEngine(index);
  const surface = await startIrc({
    networks: [
      {
        network: 'test',
        host: '127.0.0.1',
        port,
        tls: false,
        isCertificateChecked: true,
        nick: 'almanac',
        channels: ['#talk'],
        account: null,
        password: null,
        serverPassword: null,
        certificate: null,
        pace: { burst: 50, perSecond: 50 },
        prefix: '!',
        ambient: [],
        relays: [],
        ...more,
        waits: {
          ...usualWaits,
          registerWithin: 4_000,
          firstReconnect: 50,
          longestReconnect: 200,
          rejoin: 100,
          regainNick: 200,
          identify: 3_000,
          ...more.waits,
        },
      },
    ],
    engine: () => engine,
    noteGap: createGapNotes(
      given.gaps ?? null,
      () => new Date(),
      (line) => void log.push(line),
    ),
    view: () => ({
      today: '2017-05-26',
      community: { name: 'Planet', ask_humans: '#humans' },
      linkTo: (post) => post.url,
    }),
    log: (line) => void log.push(line),
    random: () => 0.5,
    now: Date.now,
    ...given,
  });
  const [network] = surface.networks;
  if (network === undefined) throw new Error('no network');
  const { connection } = network;
  return {
    connection,
    network,
    log,
    tellAnswered: surface.tellAnswered,
    async logged(pattern, within = 5_000) {
      const end = Date.now() + within;
      while (Date.now() < end) {
        const line = log.find((other) => pattern.test(other));
        if (line !== undefined) return line;
        await new Promise((resolve) => setTimeout(resolve, 10));
      }
      throw new Error(`${pattern} is not in the log:\n${log.join('\n')}`);
    },
    stop: surface.stop,
  };
}
