import type { IndexData } from '../build-index.ts';
import { writeSnapshot } from '../snapshot.ts';
import type { Fault } from '../types.ts';
import { ChangeHints } from './change-hints.ts';
import { type ContentKeeper, createContentKeeper, type Look } from './content-keeper.ts';
import { createIndexBuilder } from './index-builder.ts';
import { listIndexedFiles } from '../indexed-files.ts';
import { shareIndex } from './share-index.ts';
import { watchFolders } from './watch-folders.ts';

export interface FollowOptions {
  /** The content folder. */
  readonly content: string;
  /** Where the index is saved; null: nowhere. */
  readonly snapshot: string | null;
  /** The hash of the content whose index is at hand already, and that index; null: it is not. */
  readonly contentHash: string;
  readonly data: IndexData | null;
  readonly waits?: FollowWaits;
}

/** Milliseconds. */
export interface FollowWaits {
  /** What changes within it is taken together. */
  readonly settle: number;
  /** How often the whole folder is looked at without a hint from the system, or less often when that takes long. */
  readonly look: number;
  /** The same while the system gives no hints, or there is no folder. */
  readonly lookUnwatched: number;
}

const USUAL_WAITS: FollowWaits = { settle: 30, look: 30_000, lookUnwatched: 2_000 };

/** Looks at the whole folder take one in so many parts of the time, and so does writing the snapshot. */
const LOOK_SHARE = 20;
const SAVE_SHARE = 20;

const UNCOUNTED = { added: 0, changed: 0, removed: 0 };

/** What happened in a content folder. */
export interface News {
  /** The new index, whole; null: answers stay as they are. */
  readonly data: IndexData | null;
  /** It answers as the one before; it is only put together better. */
  readonly isJoined: boolean;
  /** All 0 when other synonyms are the change, and when it came before the first look. */
  readonly changes: Look['changes'];
  /** What came to be wrong; all of a file that changed. */
  readonly faults: readonly Fault[];
  /** All files whose last good version stays in the answers. */
  readonly kept: Look['kept'];
}

/** Something that keeps at work until it is stopped. */
export interface Following {
  stop(): Promise<void>;
}

/**
 * Tells of each change of a content folder, with a new index of the whole; `note` is told what else a person should
 * know: the folder is gone, the index can't be saved. One build at a time, and after it a rest as long as it took,
 * so that a folder that never rests takes half of a processor at most. The snapshot is kept up too, at the latest when
 * all stops.
 */
export function followContent(
  { content, snapshot, contentHash, data, waits = USUAL_WAITS }: FollowOptions,
  onNews: (news: News) => void,
  note: (line: string) => void,
): Following {
  let look: ContentKeeper | null = null;
  const builder = createIndexBuilder();
  const hints = new ChangeHints();
  const watcher = watchFolders((path) => {
    hints.add(path);
    rings.ring();
  });
  const tellOnce = createTellOnce(note);
  /** When all is to be looked at again, in milliseconds of `performance.now()`. */
  let due = 0;
  let isFirst = true;
  /** A build that failed is tried again at the next look. */
  let isOwed = false;
  /** The index that the snapshot does not hold yet, and when it may be written. */
  let unsaved: IndexData | null = null;
  let saveDue = 0;
  let latest: Look | null = null;

  const lookOnce = async (): Promise<number> => {
    try {
      const start = performance.now();
      const hinted = hints.take();
      look ??= begin();
      const seen = await look(start < due ? hinted : undefined);
      builder.take(seen);
      if (seen.folders !== null) setNextLook(seen.folders, start);
      // The index at hand was made of what the first look finds, unless that changed in between.
      const isKnown = isFirst && seen.hash() === contentHash;
      isOwed ||= isFirst ? !isKnown : seen.isNew;
      const news = isFirst ? { ...seen, changes: UNCOUNTED } : seen;
      isFirst = false;
      latest = seen;
      if (isOwed || (!isKnown && seen.faults.length > 0)) tell(news);
      if (performance.now() >= saveDue) await save();
      tellOnce('folder', null);
      return (canSave() ? Math.min(due, saveDue) : due) - performance.now();
    } catch (error) {
      tellOnce('folder', `${(error as Error).message}; what was read stays`);
      due = 0;
      return waits.lookUnwatched;
    }
  };

  /** From the index at hand on, so that only what it does not hold is read and analysed. */
  const begin = () => {
    if (data === null) return createContentKeeper(content);
    const files = listIndexedFiles(data);
    builder.adopt(data, files);
    return createContentKeeper(content, files);
  };

  const setNextLook = (folders: readonly string[], start: number) => {
    const { isMore, refusal } = watcher.set(content, folders);
    if (isMore) {
      hints.add(null);
      rings.ring();
    }
    tellOnce('watch', refusal === null ? null : `${content} can't be watched (${refusal}), only looked at`);
    const now = performance.now();
    due = now + Math.max(refusal === null ? waits.look : waits.lookUnwatched, (now - start) * LOOK_SHARE);
  };

  const tell = ({ changes, faults, kept, ...content }: Look) => {
    const data = isOwed ? builder.build(content) : null;
    onNews({ data, isJoined: false, changes, faults, kept });
    isOwed = false;
    if (data === null) return;
    const joined = builder.join(shareIndex);
    if (joined !== null) onNews({ data: joined, isJoined: true, changes: UNCOUNTED, faults: [], kept });
    unsaved = joined ?? data;
  };

  /** A snapshot holds what is there: while a last good version stands in for a file, none is written. */
  const canSave = () => unsaved !== null && snapshot !== null && latest?.kept.size === 0;

  const save = async () => {
    if (unsaved === null || snapshot === null || latest === null || !canSave()) return;
    const start = performance.now();
    const fault = await writeSnapshot(snapshot, latest.hash(), unsaved).then(
      () => null,
      (error: Error) => `the index can't be saved: ${error.message}`,
    );
    tellOnce('save', fault);
    unsaved = null;
    const now = performance.now();
    saveDue = now + (now - start) * SAVE_SHARE;
  };

  const rings = runWhenRung(lookOnce, waits.settle);
  return {
    async stop() {
      watcher.close();
      await rings.stop();
      await save();
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
