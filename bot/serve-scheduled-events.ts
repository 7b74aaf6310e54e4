import type { Index } from '../indexer/open-index.ts';
import { toInstant } from '../indexer/to-instant.ts';
import { toOneLine } from '../indexer/to-one-line.ts';
import type { Engine } from './answer/engine.ts';
import type { DiscordSurface } from './surfaces/discord/start-discord.ts';

export interface ScheduledEventsService {
  readonly engine: () => Engine;
  readonly discord: Pick<DiscordSurface, 'syncEvents'>;
  readonly log: (line: string) => void;
  readonly now?: () => Date;
  /** Milliseconds between two looks whether the content has changed … */
  readonly every?: number;
  /** … and, when it has not, between two comparisons with what Discord has. */
  readonly atLeastEvery?: number;
}

const EVERY = 15_000;
const AT_LEAST_EVERY = 15 * 60_000;
/** Milliseconds after one that failed. */
const RETRY = 60_000;

/** Keeps Discord's scheduled events as the event files have them, until it is stopped. Nothing is thrown. */
export function serveScheduledEvents(service: ScheduledEventsService): { stop: () => Promise<void> } {
  const { engine, discord, log, now = () => new Date() } = service;
  const { every = EVERY, atLeastEvery = AT_LEAST_EVERY } = service;
  let synced: { readonly index: Index; readonly at: number } | null = null;
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;
  let syncing = new AbortController();

  const look = async () => {
    const { index } = engine();
    const at = performance.now();
    if (synced?.index !== index || at - synced.at >= atLeastEvery) {
      synced = { index, at };
      const instant = toInstant(now());
      syncing = new AbortController();
      await discord.syncEvents(index.events, instant, syncing.signal).catch((error: Error) => {
        if (isStopped) return;
        log(toOneLine(`discord: events: ${error.message}`));
        // Tried again in good time, not at the next look.
        synced = { index, at: at - Math.max(0, atLeastEvery - RETRY) };
      });
    }
    if (!isStopped)
      timer = setTimeout(() => {
        looking = look();
      }, every);
  };
  let looking = look();
  return {
    async stop() {
      isStopped = true;
      syncing.abort();
      if (timer !== null) clearTimeout(timer);
      await looking;
    },
  };
}
