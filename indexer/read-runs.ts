import { Worker } from 'node:worker_threads';
import { type Run, readRun } from './read-run.ts';
import type { Order } from './read-worker.ts';

/** Files that are analysed together. */
const RUN = 256;
/** Fewer files are read here: a thread takes 100 ms until it has loaded what it needs. */
const WORTH_THREADS = 4 * RUN;

export interface RunOptions {
  /** Threads to spread the work over; 0: none but this one. */
  readonly threads?: number;
  /** Told how many of how many files are done. */
  readonly onProgress?: (done: number, total: number) => void;
}

/**
 * Reads files run by run, on several threads when there are many. The runs are the same, in the same order,
 * whatever the number of threads. Memory is bounded by what the runs hold: no text of a file outlasts its run.
 */
export async function readRuns(
  dir: string,
  files: readonly string[],
  { threads = 0, onProgress }: RunOptions,
): Promise<Run[]> {
  const orders: Order[] = [];
  for (let start = 0; start < files.length; start += RUN) {
    orders.push({ dir, files: files.slice(start, start + RUN) });
  }
  const runs: Run[] = [];
  let done = 0;
  if (threads === 0 || files.length < WORTH_THREADS) {
    for (const order of orders) {
      runs.push(await readRun(dir, order.files, () => onProgress?.(++done, files.length)));
    }
    return runs;
  }

  let next = 0;
  const work = async () => {
    const worker = new Worker(new URL('./read-worker.js', import.meta.url));
    try {
      for (let place = next++; place < orders.length; place = next++) {
        const order = orders[place] as Order;
        runs[place] = await askWorker(worker, order);
        done += order.files.length;
        onProgress?.(done, files.length);
      }
    } finally {
      await worker.terminate();
    }
  };
  await Promise.all(Array.from({ length: Math.min(threads, orders.length) }, work));
  return runs;
}

function askWorker(worker: Worker, order: Order): Promise<Run> {
  return new Promise((resolve, reject) => {
    const fail = (error: Error) => reject(error);
    worker.once('error', fail);
    worker.once('message', (run: Run) => {
      worker.off('error', fail);
      resolve(run);
    });
    worker.postMessage(order);
  });
}
