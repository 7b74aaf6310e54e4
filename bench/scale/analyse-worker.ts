import { parentPort } from 'node:worker_threads';
import { analysePosts } from '../../indexer/analyse-posts.ts';
import { packingOf } from '../../indexer/packing.ts';
import type { Column } from '../../indexer/segment/column.ts';
import type { SegmentTables } from '../../indexer/segment-tables.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import { makeNumberedPost } from './make-numbered-post.ts';
import { readSentences } from './material.ts';

/** Some documents of all. */
export interface DocumentRun {
  readonly first: number;
  readonly count: number;
  readonly size: number;
}

export interface Analysed {
  readonly tables: SegmentTables;
  /** How long it took to make the documents, in milliseconds. */
  readonly making: number;
}

const sentences = readSentences();

/** A thread that makes documents and analyses them, as those of `almanac index` do with files. */
parentPort?.on('message', async ({ first, count, size }: DocumentRun) => {
  const all = await sentences;
  const start = performance.now();
  const posts = Array.from({ length: count }, (_, place) => makeNumberedPost(all, first + place));
  const making = performance.now() - start;
  const tables = analysePosts(posts, { deflate: packingOf(size).deflate, cut: splitPassages });
  parentPort?.postMessage({ tables, making } satisfies Analysed, [...buffersOf(tables)]);
});

function buffersOf(tables: SegmentTables): Set<ArrayBuffer> {
  const columns = Object.values<object>(tables).flatMap((table): unknown[] => Object.values(table));
  return new Set(columns.map((column) => (column as Column).buffer as ArrayBuffer));
}
