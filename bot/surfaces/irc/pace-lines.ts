import { createTokenBucket } from './token-bucket.ts';

/** How fast a server may be spoken to. */
export interface Pace {
  /** Lines at once, after a silence … */
  readonly burst: number;
  /** … and then on average. */
  readonly perSecond: number;
}

/** Lines on their way to a server, in order, no faster than it allows. */
export interface PacedLines {
  /** True once the line went out; false when it never will: too many wait, or the connection was lost. */
  add(line: string): Promise<boolean>;
  /** How many wait. */
  readonly size: number;
  /** The connection is there: lines may go. */
  open(): void;
  /** The connection is gone, and with it all that waited. */
  close(): void;
}

/** As many lines as leave within half an hour. */
const MOST_WAITING = 1_000;

export function createPacedLines(
  pace: Pace,
  send: (line: string) => void,
  now: () => number = () => performance.now(),
): PacedLines {
  const bucket = createTokenBucket(pace.burst, pace.perSecond);
  let waiting: { readonly line: string; readonly settle: (isSent: boolean) => void }[] = [];
  let isOpen = false;
  let timer: NodeJS.Timeout | null = null;

  const pump = () => {
    timer = null;
    while (isOpen && waiting.length > 0 && bucket.take(now())) {
      const next = waiting.shift();
      if (next === undefined) break;
      send(next.line);
      next.settle(true);
    }
    if (isOpen && waiting.length > 0) timer = setTimeout(pump, bucket.wait(now()));
  };
  const wake = () => {
    if (timer === null) pump();
  };
  return {
    add(line) {
      if (waiting.length >= MOST_WAITING) return Promise.resolve(false);
      return new Promise((settle) => {
        waiting.push({ line, settle });
        wake();
      });
    },
    get size() {
      return waiting.length;
    },
    open() {
      isOpen = true;
      wake();
    },
    close() {
      isOpen = false;
      if (timer !== null) clearTimeout(timer);
      timer = null;
      for (const { settle } of waiting) settle(false);
      waiting = [];
    },
  };
}
