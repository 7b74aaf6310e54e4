import type { IndexData } from '../build-index.ts';
import { readSnapshot, writeSnapshot } from '../snapshot.ts';
import type { Fault } from '../types.ts';
import { createContentKeeper, type Look } from './content-keeper.ts';
import { createIndexBuilder } from './index-builder.ts';
import { watchFolders } from './watch-folders.ts';

export interface FollowOptions {
  /** The content folder. */
  readonly content: string;
  /** Where the index is saved; null: nowhere. */
  readonly snapshot: string | null;
  /** The hash of the content whose index is at hand already. */
  readonly contentHash: string;
  readonly waits?: FollowWaits;
}

/** Milliseconds. */
export interface FollowWaits {
  /** What changes within it is taken together. */
  readonly settle: number;
  /** How often the folder is looked at without a hint from the system. */
  readonly look: number;
  /** The same while the system gives no hints, or there is no folder. */
  readonly lookUnwatched: number;
}

const USUAL_WAITS: FollowWaits = { settle: 100, look: 30_000, lookUnwatched: 2_000 };

const UNCOUNTED = { added: 0, changed: 0, removed: 0 };

/** What happened in a content folder. */
export interface News {
  /** The new index, whole; null: answers stay as they are. */
  readonly data: IndexData | null;
  /** All 0 when other synonyms are the change, and when it came before the first look. */
  readonly changes: Look['changes'];
  /** What came to be wrong; all of a file that changed. */
  readonly faults: readonly Fault[];
  /** All files whose last good version stays in the answers, a post's with its Markdown. */
  readonly kept: Look['kept'];
}

/** Something that keeps at work until it is stopped. */
export interface Following {
  stop(): Promise<void>;
}

/**
 * Tells of each change of a content folder, with a new index of the whole; `note` is told what else a person should
 * know: the folder is gone, the index can't be saved. One build at a time, and after it a rest as long as it took,
 * so that a folder that never rests takes half of a processor at most. The snapshot is kept up too, but while a
 * file's last good version stands in for it: a snapshot holds what is there.
 */
export function followContent(
  { content, snapshot, contentHash, waits = USUAL_WAITS }: FollowOptions,
  onNews: (news: News) => void,
  note: (line: string) => void,
): Following {
  const look = createContentKeeper(content);
  const builder = createIndexBuilder();
  const watcher = watchFolders(() => rings.ring());
  const tellOnce = createTellOnce(note);
  let isFirst = true;
  /** A build that failed is tried again at the next look. */
  let isOwed = false;

  const lookOnce = async (): Promise<number> => {
    try {
      const seen = await look();
      const { isMore, refusal } = watcher.set(content, seen.folders);
      if (isMore) rings.ring();
      // The index at hand was made of what the first look finds, unless that changed in between.
      const isKnown = isFirst && seen.hash === contentHash;
      if (isKnown) await adoptSnapshot(seen);
      const news = isFirst ? { ...seen, changes: UNCOUNTED } : seen;
      isFirst = false;
      if (!isKnown && (seen.isNew || isOwed || seen.faults.length > 0)) await tell(news);
      tellOnce('watch', refusal === null ? null : `${content} can't be watched (${refusal}), only looked at`);
      tellOnce('folder', null);
      return refusal === null ? waits.look : waits.lookUnwatched;
    } catch (error) {
      tellOnce('folder', `${(error as Error).message}; what was read stays`);
      return waits.lookUnwatched;
    }
  };

  /** Spares the first build to analyse what the index at hand holds. */
  const adoptSnapshot = async ({ content: { posts }, hash }: Look) => {
    const { data } = snapshot === null ? { data: null } : await readSnapshot(snapshot, hash);
    if (data !== null) builder.adopt(data, posts);
  };

  const tell = async ({ content, synonyms, digests, hash, isNew, changes, faults, kept }: Look) => {
    isOwed ||= isNew;
    const data = isOwed ? builder.build(content, synonyms, digests) : null;
    onNews({ data, changes, faults, kept });
    isOwed = false;
    if (data === null || snapshot === null || kept.size > 0) return;
    const fault = await writeSnapshot(snapshot, hash, data).then(
      () => null,
      (error: Error) => `the index can't be saved: ${error.message}`,
    );
    tellOnce('save', fault);
  };

  const rings = runWhenRung(lookOnce, waits.settle);
  return {
    async stop() {
      watcher.close();
      await rings.stop();
    },
  };
}

/** Tells each trouble of a kind once, until it has gone. */
function createTellOnce(note: (line: string) => void): (kind: string, trouble: string | null) => void {
  const last = new Map<string, string | null>();
  return (kind, trouble) => {
    if (trouble !== null && trouble !== last.get(kind)) note(trouble);
    last.set(kind, trouble);
  };
}

/**
 * Runs `work` at once, `settle` after a ring, and when the milliseconds are over that it gave itself; never twice at
 * a time, and with a rest between that is as long as it took.
 */
function runWhenRung(work: () => Promise<number>, settle: number): Following & { ring: () => void } {
  let timer: NodeJS.Timeout | undefined;
  let due = Number.POSITIVE_INFINITY;
  let rested = 0;
  let isRung = false;
  let running: Promise<void> | null = null;
  let isStopped = false;

  const schedule = (wait: number) => {
    const at = Math.max(rested, performance.now() + wait);
    if (isStopped || at >= due) return;
    due = at;
    clearTimeout(timer);
    timer = setTimeout(() => {
      running = run();
    }, at - performance.now());
  };
  const run = async () => {
    due = Number.POSITIVE_INFINITY;
    const start = performance.now();
    isRung = false;
    const wait = await work();
    const end = performance.now();
    rested = end + (end - start);
    running = null;
    schedule(isRung ? settle : wait);
  };
  running = run();
  return {
    ring() {
      isRung = true;
      if (running === null) schedule(settle);
    },
    async stop() {
      isStopped = true;
      clearTimeout(timer);
      await running;
    },
  };
}
