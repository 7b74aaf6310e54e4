import type { BridgeEnd, Outgoing } from './bridge-end.ts';

/** What waits to be shown on one side, in order. */
export interface Outbox {
  /** `make` is called when its turn has come, so that it shows what is known by then; `null`: nothing is to be sent. */
  add(at: number, make: () => Outgoing | null, told?: Partial<Told>): void;
  /** The side is there: go on. */
  wake(): void;
  readonly size: number;
}

/** What became of something that was to be sent. */
export interface Told {
  readonly onSent: () => void;
  /** The id of a message that it became. */
  readonly onNamed: (id: string) => void;
}

export interface OutboxOptions {
  /** Milliseconds after which what waits is no longer news. */
  readonly keepFor: number;
  /** More than so many don't wait. */
  readonly mostWaiting: number;
  readonly now: () => number;
  readonly log: (line: string) => void;
}

/**
 * Sends to one side, one after the other. While the side is away everything waits; what became too old or
 * found no room is counted, and said in one line as soon as the side is back.
 */
export function createOutbox(end: BridgeEnd, { keepFor, mostWaiting, now, log }: OutboxOptions): Outbox {
  const waiting: { at: number; make: () => Outgoing | null; told: Partial<Told> }[] = [];
  let lost = 0;
  let isDraining = false;
  let isAsked = false;

  const drain = async () => {
    isAsked = true;
    if (isDraining) return;
    isDraining = true;
    while (isAsked) {
      isAsked = false;
      while (await sendNext());
    }
    isDraining = false;
  };
  /** True when there may be more to send. */
  const sendNext = async (): Promise<boolean> => {
    dropOld();
    if (lost > 0) return sendLoss();
    const next = waiting[0];
    if (next === undefined) return false;
    const outgoing = next.make();
    const sent = outgoing === null || (await trySend(outgoing, next.told.onNamed));
    if (sent === false) return false;
    waiting.shift();
    // What a side can't take at all is lost, and must not hold up the rest.
    if (sent === 'refused') lost++;
    else if (outgoing !== null) next.told.onSent?.();
    return true;
  };
  const sendLoss = async (): Promise<boolean> => {
    const count = lost;
    const text = `${count} message${count === 1 ? '' : 's'} could not be relayed`;
    const told = await trySend({ type: 'notice', text });
    if (told !== true) return false;
    lost -= count;
    return true;
  };
  const trySend = async (
    outgoing: Outgoing,
    onNamed: Told['onNamed'] = () => undefined,
  ): Promise<boolean | 'refused'> => {
    try {
      return await end.send(outgoing, onNamed);
    } catch (error) {
      log(`bridge: ${end.name}: ${(error as Error).message}`);
      return 'refused';
    }
  };
  const dropOld = () => {
    while (waiting[0] !== undefined && now() - waiting[0].at > keepFor) {
      waiting.shift();
      lost++;
    }
  };
  return {
    add(at, make, told = {}) {
      dropOld();
      if (waiting.length >= mostWaiting) lost++;
      else waiting.push({ at, make, told });
      void drain();
    },
    wake: () => void drain(),
    get size() {
      return waiting.length;
    },
  };
}
