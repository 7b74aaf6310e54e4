import { parentPort } from 'node:worker_threads';
import { type Order, type Run, readRun } from './read-run.ts';
import type { Column } from './segment/column.ts';

/** A thread that reads runs of files as it is asked to, and hands their tables over without a copy. */
parentPort?.on('message', async (order: Order) => {
  const run = await readRun(order);
  parentPort?.postMessage(run, [...buffersOf(run)]);
});

function buffersOf({ segment }: Run): Set<ArrayBuffer> {
  const columns = Object.values<object>(segment).flatMap((table): unknown[] => Object.values(table));
  return new Set(columns.map((column) => (column as Column).buffer as ArrayBuffer));
}
