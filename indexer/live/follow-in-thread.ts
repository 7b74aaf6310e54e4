import { Worker } from 'node:worker_threads';
import type { Following, FollowOptions, News } from './follow-content.ts';
import type { Said } from './live-thread.ts';
import { createIndexReceiver } from './send-index.ts';

/** Milliseconds that a build and the writing of its snapshot get to end, when all is to stop. */
const LONGEST_END = 1_000;

/**
 * `followContent` in a thread of its own, so that reading and building hold up no question; only handing over what is
 * new in the index does. Only in the built package: a thread begins with a file of JavaScript.
 */
export function followInThread(
  options: FollowOptions,
  onNews: (news: News) => void,
  note: (line: string) => void,
): Following {
  const worker = new Worker(new URL('./live-thread.js', import.meta.url), { workerData: options });
  const ended = new Promise<void>((resolve) => worker.once('exit', () => resolve()));
  const receive = createIndexReceiver();
  let data: News['data'] = null;
  worker.on('message', ({ news, index, note: line }: Said) => {
    if (index !== undefined) data = receive(index);
    if (news !== undefined) {
      onNews({ ...news, data });
      data = null;
    }
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
