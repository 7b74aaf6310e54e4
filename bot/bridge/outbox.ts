import type { BridgeEnd, Outgoing } from './bridge-end.ts';
import type { Origin, RelayState } from './relay-state.ts';

/** Something to be shown on a side. */
export interface Waiting {
  /** Milliseconds since 1970 of when it happened. */
  readonly at: number;
  /** What it is a copy of. */
  readonly origin?: Origin;
  /** Called when its turn has come, so that it shows what is known by then. */
  readonly make: () => Outgoing;
  readonly onSent?: () => void;
  /** Given the id of each message that it became. */
  readonly onNamed?: (id: string) => void;
  /** By what it can be forgotten, when it was kept before. */
  readonly keptAs?: number;
}

/** What waits to be shown on one side, in order. */
export interface Outbox {
  add(waiting: Waiting): void;
  /** The message is gone: its copy need not be sent, if it was not yet. */
  remove(origin: Origin): void;
  /** The side is there: go on. */
  wake(): void;
  /** Sends nothing more, and keeps what waits, for the next start. At most two seconds. */
  stop(): Promise<void>;
}

export interface OutboxOptions {
  /** Milliseconds after which what waits is no longer news. */
  readonly keepFor: number;
  /** More than so many don't wait. */
  readonly mostWaiting: number;
  /** `null`: what waits is lost with the process. */
  readonly state: RelayState | null;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

type Entry = Omit<Waiting, 'keptAs'> & { keptAs: number | null };

/** Milliseconds that what is on its way may take at the end. */
const LAST_SEND = 2_000;

/**
 * Sends to one side, one after the other. While the side is away everything waits, beyond a restart too; what
 * became too old or found no room is counted, and said in one line as soon as the side is back.
 */
export function createOutbox(end: BridgeEnd, options: OutboxOptions): Outbox {
  const { keepFor, mostWaiting, state, now, log } = options;
  const waiting: Entry[] = [];
  let lost = state?.lost(end.id) ?? 0;
  let draining: Promise<void> | null = null;
  let isAsked = false;
  let isAway = false;
  let isStopped = false;

  const drain = async () => {
    // All that is added at a time is looked at first, so that losses are said in one line.
    await null;
    while (isAsked) {
      isAsked = false;
      while (!isStopped && (await sendNext()));
    }
    draining = null;
  };
  const wake = () => {
    isAsked = true;
    draining ??= drain();
  };
  /** True when there may be more to send. */
  const sendNext = async (): Promise<boolean> => {
    dropOld();
    if (lost > 0) return sendLoss();
    const [next] = waiting;
    if (next === undefined) return false;
    const sent = await trySend(next.make(), next.onNamed);
    if (sent === false) return false;
    drop(next);
    // What a side can't take at all is lost, and must not hold up the rest.
    if (sent === 'refused') setLost(lost + 1);
    else next.onSent?.();
    return true;
  };
  const sendLoss = async (): Promise<boolean> => {
    const count = lost;
    const text = `${count} message${count === 1 ? '' : 's'} could not be relayed`;
    const told = await trySend({ type: 'notice', text });
    if (told !== true) return false;
    setLost(lost - count);
    return true;
  };
  const trySend = async (
    outgoing: Outgoing,
    onNamed: (id: string) => void = () => undefined,
  ): Promise<boolean | 'refused'> => {
    try {
      const isSent = await end.send(outgoing, onNamed);
      isAway = !isSent;
      if (isAway && !isStopped) for (const entry of waiting) keep(entry);
      return isSent;
    } catch (error) {
      tell(error);
      return 'refused';
    }
  };
  const dropOld = () => {
    for (const entry of waiting.filter(({ at }) => now() - at > keepFor)) {
      drop(entry);
      setLost(lost + 1);
    }
  };
  const drop = (entry: Entry) => {
    const place = waiting.indexOf(entry);
    if (place !== -1) waiting.splice(place, 1);
    if (entry.keptAs !== null) write(() => state?.forget(entry.keptAs ?? 0));
  };
  const keep = (entry: Entry) => {
    if (entry.keptAs !== null) return;
    write(() => {
      const { at, origin = null } = entry;
      entry.keptAs = state?.keep(end.id, { at, origin, outgoing: entry.make() }) ?? null;
    });
  };
  const setLost = (count: number) => {
    lost = count;
    write(() => state?.setLost(end.id, count));
  };
  /** A full disk must not stop what can be sent. */
  const write = (act: () => void) => {
    if (state === null) return;
    try {
      act();
    } catch (error) {
      tell(error);
    }
  };
  const tell = (error: unknown) => log(`bridge: ${end.name}: ${(error as Error).message}`);

  return {
    add(given) {
      const entry = { ...given, keptAs: given.keptAs ?? null };
      dropOld();
      if (waiting.length >= mostWaiting) {
        drop(entry);
        setLost(lost + 1);
      } else {
        waiting.push(entry);
        if (isAway) keep(entry);
      }
      wake();
    },
    remove({ side, id }) {
      for (const entry of waiting.filter(({ origin }) => origin?.side === side && origin.id === id))
        drop(entry);
    },
    wake,
    async stop() {
      isStopped = true;
      let timer: NodeJS.Timeout | undefined;
      const patience = new Promise((resolve) => {
        timer = setTimeout(resolve, LAST_SEND);
      });
      await Promise.race([draining, patience]);
      clearTimeout(timer);
      // Anew, since some may have been edited meanwhile.
      for (const entry of [...waiting]) {
        if (entry.keptAs !== null) write(() => state?.forget(entry.keptAs ?? 0));
        entry.keptAs = null;
        keep(entry);
      }
    },
  };
}
