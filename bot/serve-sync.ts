import type { OpenContent } from './commands/open-content.ts';
import { readInterval } from './sync/read-interval.ts';
import { runSyncProcess } from './sync/run-sync-process.ts';
import { syncOnSchedule } from './sync/sync-on-schedule.ts';

/** Milliseconds, at most. */
const BEFORE_FIRST_SYNC = 60_000;

/** Fetches feeds in the background, as often as it is configured. */
export function serveSync(
  { folder }: Pick<OpenContent, 'folder'>,
  every: string,
  log: (line: string) => void,
) {
  const command = process.argv[1] ?? '';
  return syncOnSchedule({
    every: readInterval(every) as number,
    first: BEFORE_FIRST_SYNC,
    run: (signal) => runSyncProcess({ command, folder, log, signal }),
    log,
    random: Math.random,
  });
}
