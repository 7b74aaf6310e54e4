export interface SyncScheduleOptions {
  /** Milliseconds from the end of a run to the beginning of the next, give or take a tenth. */
  readonly every: number;
  /** Milliseconds to the first run, at most; so that a restart does not ask all servers at once. */
  readonly first: number;
  /** One run; `signal` ends it. What it throws is told, and the next run comes all the same. */
  readonly run: (signal: AbortSignal) => Promise<void>;
  readonly log: (line: string) => void;
  readonly random: () => number;
}

/** Runs again and again, one at a time, until it is stopped; stopping waits for the run to end. */
export function syncOnSchedule({ every, first, run, log, random }: SyncScheduleOptions): {
  stop(): Promise<void>;
} {
  const stopped = new AbortController();
  let running = Promise.resolve();
  let timer = setTimeout(begin, first * random());

  function begin(): void {
    running = run(stopped.signal)
      .catch((error: Error) => {
        if (!stopped.signal.aborted) log(`sync: ${error.message}`);
      })
      .then(() => {
        if (!stopped.signal.aborted) timer = setTimeout(begin, every * (0.9 + 0.2 * random()));
      });
  }

  return {
    async stop() {
      stopped.abort(new Error('stopped'));
      clearTimeout(timer);
      await running;
    },
  };
}
