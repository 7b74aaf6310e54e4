import { Worker } from 'node:worker_threads';
import { type Order, type Run, readRun } from './read-run.ts';

/** Files that are analysed together. */
const RUN = 1_024;
/** Fewer files are read here: a thread takes 100 ms until it has loaded what it needs. */
const WORTH_THREADS = 2 * RUN;
/** Runs, for each thread, that may be ready before the one whose turn it is. */
const AHEAD = 4;

export interface RunOptions {
  /** Threads to spread the work over; 0: none but this one. */
  readonly threads?: number;
  /** Told how many of how many files are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads files run by run, on several threads when there are many. The runs are the same, in the same order,
 * whatever the number of threads. No text of a file outlasts its run, and few runs wait for their turn.
 */
export async function* readRuns(
  dir: string,
  files: readonly string[],
  { threads = 0, onProgress }: RunOptions,
): AsyncGenerator<Run> {
  const orders: Order[] = [];
  for (let start = 0; start < files.length; start += RUN) {
    orders.push({ dir, files: files.slice(start, start + RUN), total: files.length });
  }
  let done = 0;
  if (threads === 0 || files.length < WORTH_THREADS) {
    for (const order of orders) yield await readRun(order, () => onProgress?.(++done, files.length));
    return;
  }

  const workers = Array.from(
    { length: Math.min(threads, orders.length) },
    () => new Worker(new URL('./read-worker.js', import.meta.url)),
  );
  try {
    const runs: Promise<Run>[] = [];
    for (const [place, order] of orders.entries()) {
      for (let next = runs.length; next < Math.min(orders.length, place + workers.length * AHEAD); next++) {
        const worker = workers[next % workers.length] as Worker;
        const before = runs[next - workers.length] ?? Promise.resolve();
        const run = before.then(() => askWorker(worker, orders[next] as Order));
        // A failure is told where the run is awaited.
        run.catch(() => undefined);
        runs[next] = run;
      }
      yield await (runs[place] as Promise<Run>);
      delete runs[place];
      done += order.files.length;
      onProgress?.(done, files.length);
    }
  } finally {
    await Promise.all(workers.map((worker) => worker.terminate()));
  }
}

function askWorker(worker: Worker, order: Order): Promise<Run> {
  return new Promise((resolve, reject) => {
    worker.once('error', reject);
    worker.once('message', (run: Run) => {
      worker.off('error', reject);
      resolve(run);
    });
    worker.postMessage(order);
  });
}
