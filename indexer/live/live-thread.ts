import { parentPort, workerData } from 'node:worker_threads';
import { type FollowOptions, followContent, type News } from './follow-content.ts';
import { createIndexSender, type SentIndex } from './send-index.ts';

/** What the thread says: one of the three. */
export interface Said {
  readonly news?: Omit<News, 'data'>;
  /** The index of the news that follow. */
  readonly index?: SentIndex;
  readonly note?: string;
}

const say = (said: Said) => parentPort?.postMessage(said);
const sendIndex = createIndexSender((index) => say({ index }));
const following = followContent(
  workerData as FollowOptions,
  ({ data, ...news }) => {
    if (data !== null) sendIndex(data);
    say({ news });
  },
  (note) => say({ note }),
);
parentPort?.once('message', async () => {
  await following.stop();
  process.exit();
});
