import type { BridgeEnd } from './bridge/bridge-end.ts';
import { createRelayMemory } from './bridge/relay-memory.ts';
import { startRelay, usualRelayWaits } from './bridge/start-relay.ts';
import type { Config } from './config.ts';
import { type Store, StoreError } from './store/open-store.ts';
import type { DiscordSurface } from './surfaces/discord/start-discord.ts';
import type { IrcSurface } from './surfaces/irc/start-irc.ts';

export interface BridgeService {
  readonly config: Config;
  readonly discord: DiscordSurface | null;
  readonly irc: Pick<IrcSurface, 'networks' | 'stop'> | null;
  /** Without it, what was relayed is forgotten with the process. */
  readonly store: Store | null;
  readonly log: (line: string) => void;
}

type Pair = Config['bridge'][number];

/**
 * Relays between the channels of the configuration: those that pairs join, directly or by others, are one.
 * @throws StoreError when what the relays knew before can't be read.
 */
export function serveBridge(service: BridgeService): { stop: () => Promise<void> } {
  const { config, discord, store, log } = service;
  const openDiscord = discord?.openEnd ?? null;
  if (openDiscord === null) {
    log(
      discord === null
        ? 'bridge: nothing is relayed, since there is no DISCORD_TOKEN'
        : 'bridge: nothing is relayed, since Discord is served by several shards: set discord.shards to 1',
    );
    return { stop: async () => undefined };
  }
  const memory = store?.relayed ?? createRelayMemory();
  const relays = groupPairs(config.bridge).map((pairs) => {
    const discords = [...new Set(pairs.map((pair) => pair.discord))].map(openDiscord);
    const channels = new Map(pairs.map((pair) => [pair.irc.toLowerCase(), pair]));
    const ends = [...discords, ...[...channels.values()].map((pair) => openIrc(pair, service))];
    return readingStore(store, () =>
      startRelay({
        ends,
        memory,
        state: store?.relayState ?? null,
        showsPresence: pairs.some(({ presence }) => presence),
        showsDeletes: pairs.every(({ deletes }) => deletes),
        waits: usualRelayWaits,
        now: Date.now,
        log,
      }),
    );
  });
  return { stop: async () => void (await Promise.all(relays.map((relay) => relay.stop()))) };
}

/** A relay that forgot who is muted, or what waits, would do what it must not. */
function readingStore<T>(store: Store | null, start: () => T): T {
  try {
    return start();
  } catch (cause) {
    if (store === null) throw cause;
    const hint = 'move it away, and a new one is begun';
    throw new StoreError(`${store.file} can't be read: ${(cause as Error).message} (${hint})`, { cause });
  }
}

/** The schema has seen to it that the network is one of the configuration. */
function openIrc({ irc: end, colours }: Pair, { config, irc }: BridgeService): BridgeEnd {
  const slash = end.indexOf('/');
  const number = config.irc.findIndex(({ network }) => network === end.slice(0, slash));
  const network = irc?.networks[number];
  if (network === undefined) throw new Error(`${end} is on no network that is served`);
  return network.openEnd(end.slice(slash + 1), colours);
}

/** Pairs that share an end, directly or by others, together. */
function groupPairs(pairs: readonly Pair[]): Pair[][] {
  const groups: Pair[][] = [];
  for (const pair of pairs) {
    const touches = (other: Pair) =>
      other.discord === pair.discord || other.irc.toLowerCase() === pair.irc.toLowerCase();
    const joined = groups.filter((group) => group.some(touches));
    for (const group of joined) groups.splice(groups.indexOf(group), 1);
    groups.push([...joined.flat(), pair]);
  }
  return groups;
}
