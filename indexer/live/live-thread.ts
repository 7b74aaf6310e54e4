import { openSync } from 'node:fs';
import { parentPort, workerData } from 'node:worker_threads';
import { FileStretch, OpenFile } from '../open-file.ts';
import { type FollowOptions, followContent, type News } from './follow-content.ts';
import { receiveIndex } from './share-index.ts';

/** What the thread says: one of the two. */
export interface Said {
  readonly news?: News;
  readonly note?: string;
}

const say = (said: Said) => parentPort?.postMessage(said);
const options = workerData as FollowOptions;
const following = followContent(
  { ...options, data: options.data && receiveIndex(options.data, findIn(options.snapshot)) },
  (news) => say({ news }),
  (note) => say({ note }),
);
parentPort?.once('message', async () => {
  await following.stop();
  process.exit();
});

/** In the file of the snapshot, if that is still there, and the one that the index was read from. */
function findIn(snapshot: string | null): Parameters<typeof receiveIndex>[1] {
  const file = snapshot === null ? null : openNow(snapshot);
  return ({ identity, start, length }) =>
    file?.identity === identity ? new FileStretch(file, start, length) : null;
}

function openNow(file: string): OpenFile | null {
  try {
    return new OpenFile(openSync(file, 'r'));
  } catch {
    return null;
  }
}
