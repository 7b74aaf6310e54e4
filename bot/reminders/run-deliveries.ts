import { toInstant } from '../../indexer/to-instant.ts';
import { toOneLine } from '../../indexer/to-one-line.ts';
import type { Instant } from '../../indexer/types.ts';
import { type Ledger, type Message, type Sender, sendOnce } from './send-once.ts';
import { Undeliverable } from './undeliverable.ts';

export interface DeliveryOptions {
  /** May this process send? Asked at each look. */
  readonly maySend: () => boolean;
  /** All that is due at an instant, whether it was sent already or not. */
  readonly collect: (now: Instant) => readonly Message[];
  readonly ledger: Ledger & { keep(last: number): void };
  /** By lane: `discord`, `irc/oftc`. What has no sender waits. */
  readonly senders: ReadonlyMap<string, Sender>;
  /** The clock on the wall, which may jump. */
  readonly now: () => Date;
  readonly log: (line: string) => void;
  /** Milliseconds between two looks. */
  readonly every?: number;
}

/** Milliseconds: a look never waits for the next reminder, so that no timer hangs on a clock that may jump. */
const EVERY = 15_000;
/** After a failure a message waits; twice as long each time. */
const FIRST_WAIT = 15_000;
const LONGEST_WAIT = 5 * 60_000;
/** For what is on its way when it is stopped; the store knows that it was begun. */
const GOODBYE = 2_000;
const MOST_WAITING = 10_000;
/** Far more than can be due again. */
const REMEMBERED = 100_000;

interface Wait {
  readonly failures: number;
  /** On the clock that never jumps. */
  readonly until: number;
}

/** The lane of a message: the sender that a message goes through; each works on its own, so that one which hangs holds up no other. */
function laneOf({ surface, target }: Pick<Message, 'surface' | 'target'>): string {
  return surface === 'irc' ? `irc/${target.slice(0, target.indexOf('/'))}` : surface;
}

/** Looks again and again for what is due, and sends each message once, until it is stopped. Nothing is thrown. */
export function runDeliveries(options: DeliveryOptions): { stop(): Promise<void> } {
  const { maySend, collect, ledger, senders, now, log, every = EVERY } = options;
  const busy = new Map<string, Promise<void>>();
  const waits = new Map<string, Wait>();
  let timer: NodeJS.Timeout | null = null;
  let isStopped = false;

  const tell = (error: unknown) => log(toOneLine(`reminders: ${(error as Error).message}`));
  const isWaiting = ({ key }: Message) => (waits.get(key)?.until ?? 0) > performance.now();
  const onFailure = ({ key, surface }: Message, error: unknown) => {
    const failures = (waits.get(key)?.failures ?? 0) + 1;
    const wait = Math.min(LONGEST_WAIT, FIRST_WAIT * 2 ** (failures - 1));
    waits.set(key, { failures, until: performance.now() + wait });
    for (const oldest of waits.keys()) {
      if (waits.size <= MOST_WAITING) break;
      waits.delete(oldest);
    }
    const end = error instanceof Undeliverable ? 'it is given up' : 'it is tried again';
    if (failures === 1 || error instanceof Undeliverable) {
      log(toOneLine(`reminders: ${surface}: ${key}: ${(error as Error).message}; ${end}`));
    }
  };
  const send = async (messages: readonly Message[], sender: Sender, at: Instant) => {
    for (const message of messages) {
      if (isStopped) return;
      await sendOnce([message], ledger, sender, at, onFailure);
    }
  };
  const look = () => {
    timer = null;
    try {
      const at = toInstant(now());
      const due = maySend() ? collect(at).filter((message) => !isWaiting(message)) : [];
      for (const [lane, sender] of senders) {
        const messages = due.filter((message) => laneOf(message) === lane);
        if (messages.length === 0 || busy.has(lane)) continue;
        busy.set(
          lane,
          send(messages, sender, at)
            .catch(tell)
            .finally(() => busy.delete(lane)),
        );
      }
    } catch (error) {
      tell(error);
    }
    if (!isStopped) timer = setTimeout(look, every);
  };
  try {
    ledger.keep(REMEMBERED);
  } catch (error) {
    tell(error);
  }
  look();
  return {
    async stop() {
      isStopped = true;
      if (timer !== null) clearTimeout(timer);
      const patience = new Promise((resolve) => setTimeout(resolve, GOODBYE).unref());
      await Promise.race([patience, Promise.all(busy.values())]);
    },
  };
}
