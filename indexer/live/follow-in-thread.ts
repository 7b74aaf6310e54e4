import { Worker } from 'node:worker_threads';
import { listTexts } from '../index-tables.ts';
import { FileStretch } from '../open-file.ts';
import type { Following, FollowOptions, News } from './follow-content.ts';
import type { Said } from './live-thread.ts';
import { receiveIndex } from './share-index.ts';

/** Milliseconds that a build and the writing of its snapshot get to end, when all is to stop. */
const LONGEST_END = 3_000;

/**
 * `followContent` in a thread of its own, so that reading and building hold up no question; only handing over the
 * index does. Only in the built package: a thread begins with a file of JavaScript.
 */
export function followInThread(
  options: FollowOptions,
  onNews: (news: News) => void,
  note: (line: string) => void,
): Following {
  const worker = new Worker(new URL('./live-thread.js', import.meta.url), { workerData: options });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  /** Stretches of files that this thread has open. */
  const stretches = options.data === null ? [] : listTexts(options.data);
  const findHere: Parameters<typeof receiveIndex>[1] = (told) =>
    stretches.find(
      (known) =>
        known instanceof FileStretch &&
        known.identity === told.identity &&
        known.start === told.start &&
        known.length === told.length,
    ) ?? null;
  worker.on('message', ({ news, note: line }: Said) => {
    if (news !== undefined) onNews({ ...news, data: news.data && receiveIndex(news.data, findHere) });
    if (line !== undefined) note(line);
  });
  worker.on('error', (error) => note(`changes of the content are not followed any more: ${String(error)}`));
  return {
    async stop() {
      worker.postMessage('stop');
      const timer = setTimeout(() => void worker.terminate(), LONGEST_END);
      await ended;
      clearTimeout(timer);
    },
  };
}
