import { spawn } from 'node:child_process';
import { createInterface } from 'node:readline';
import { toOneLine } from '../../indexer/to-one-line.ts';

export interface SyncProcessOptions {
  /** The file of the command `almanac`. */
  readonly command: string;
  /** The content folder. */
  readonly folder: string;
  /** More options of `almanac sync`. */
  readonly options?: readonly string[];
  readonly log: (line: string) => void;
  readonly signal: AbortSignal;
}

/** Milliseconds. */
const LONGEST_RUN = 30 * 60_000;
const LONGEST_END = 2_000;
/** Lines of a run that are told; the summary comes last, and is told always. */
const MOST_LINES = 200;

/**
 * `almanac sync` in a process of its own, so that whatever feeds hold neither slows down nor ends this one. Tells
 * the feeds that failed or ended, what was changed in the list, and the summary.
 * @throws Error when it could not be started, or had to be ended after half an hour.
 */
export async function runSyncProcess(given: SyncProcessOptions): Promise<void> {
  const { command, folder, options = [], log, signal } = given;
  const child = spawn(process.execPath, [command, 'sync', '--content', folder, ...options], {
    stdio: ['ignore', 'pipe', 'pipe'],
  });
  const ended = new Promise<void>((resolve, reject) => {
    child.once('error', reject);
    child.once('close', () => resolve());
  });
  let isLate = false;
  const end = () => {
    child.kill('SIGINT');
    setTimeout(() => child.kill('SIGKILL'), LONGEST_END).unref();
  };
  const timer = setTimeout(() => {
    isLate = true;
    end();
  }, LONGEST_RUN);
  signal.addEventListener('abort', end, { once: true });

  let told = 0;
  let last = '';
  const tell = (line: string) => {
    if (told++ < MOST_LINES) log(`sync: ${toOneLine(line)}`);
  };
  createInterface({ input: child.stdout }).on('line', (line) => {
    if (/^(?:failed|ended) /.test(line)) tell(line);
  });
  createInterface({ input: child.stderr }).on('line', (line) => {
    if (last !== '') tell(last);
    last = line;
  });
  try {
    await ended;
  } finally {
    clearTimeout(timer);
    signal.removeEventListener('abort', end);
  }
  if (last !== '' && !signal.aborted) log(`sync: ${toOneLine(last)}`);
  if (isLate) throw new Error('it took longer than half an hour and was ended');
}
