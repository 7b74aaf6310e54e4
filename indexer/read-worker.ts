import { parentPort } from 'node:worker_threads';
import { type Run, readRun } from './read-run.ts';
import type { Table } from './segment/column.ts';

/** What a thread is asked: a folder and some of its files. */
export interface Order {
  readonly dir: string;
  readonly files: readonly string[];
}

/** A thread that reads runs of files as it is asked to, and hands their tables over without a copy. */
parentPort?.on('message', async ({ dir, files }: Order) => {
  const run = await readRun(dir, files);
  parentPort?.postMessage(run, [...buffersOf(run)]);
});

function buffersOf({ analysis }: Run): Set<ArrayBuffer> {
  const columns = Object.values<Table>(analysis).flatMap((table) => Object.values(table));
  return new Set(columns.map(({ buffer }) => buffer as ArrayBuffer));
}
