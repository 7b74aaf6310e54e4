import { parentPort, workerData } from 'node:worker_threads';
import { type FollowOptions, followContent, type News } from './follow-content.ts';

/** What the thread says: one of the two. */
export interface Said {
  readonly news?: News;
  readonly note?: string;
}

const say = (said: Said) => parentPort?.postMessage(said);
const following = followContent(
  workerData as FollowOptions,
  (news) => say({ news }),
  (note) => say({ note }),
);
parentPort?.once('message', async () => {
  await following.stop();
  process.exit();
});
