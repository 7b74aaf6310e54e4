import type { IndexData } from './build-index.ts';
import { hashContentFolder } from './list-content-files.ts';
import { type Index, openIndex } from './open-index.ts';
import { inflate } from './packing.ts';
import { readSnapshot, writeSnapshot } from './snapshot.ts';
import type { Fault } from './types.ts';

export interface LoadOptions {
  /** The content folder. */
  readonly content: string;
  /** The snapshot file; it is made when it is missing or can't be used. */
  readonly snapshot: string;
  /** Build even if the snapshot is good. */
  readonly rebuild?: boolean;
  /** Threads for many files; none but this one when absent. */
  readonly threads?: number;
  readonly onProgress?: (phase: 'reading' | 'indexing', done: number, total: number) => void;
}

export interface LoadedIndex {
  readonly index: Index;
  /** What it was opened of. */
  readonly data: IndexData;
  /** The hash of the content that it was made from. */
  readonly contentHash: string;
  /** Why nothing of the snapshot at hand could be used; `null` when it could, or when there was none. */
  readonly discarded: string | null;
  /** What building found in the files that it read, and wrote; `null` when the snapshot was used as it is. */
  readonly built: {
    readonly faults: readonly Fault[];
    /** Bytes of the snapshot file; `null` with `unwritten`, the reason, when it could not be written. */
    readonly bytes: number | null;
    readonly unwritten: string | null;
  } | null;
}

/** Bytes. */
const WORTH_READING_BACK = 2 ** 24;

/**
 * Opens the index of a content folder: from its snapshot while that fits the content (by hash), else
 * brought up to date, or built anew, and saved. A start reads each content file once and parses those
 * that have changed.
 * @throws ContentError when the folder can't be read.
 */
export async function loadIndex({
  content,
  snapshot,
  rebuild,
  threads,
  onProgress,
}: LoadOptions): Promise<LoadedIndex> {
  const hashes = await hashContentFolder(content);
  const reading = await readSnapshot(snapshot, hashes.all);
  if (reading.data && !rebuild) {
    const { data } = reading;
    return { index: openIndex(data, inflate), data, contentHash: hashes.all, discarded: null, built: null };
  }
  const reason = reading.data ? null : reading.reason;
  const stale = reading.data || rebuild ? null : (reading.stale ?? null);

  // Markdown, YAML and schemas are not needed on a warm start.
  const { updateIndex } = await import('./update-index.ts');
  const { data, faults, hash } = await updateIndex(content, hashes, stale, {
    ...(threads === undefined ? {} : { threads }),
    onProgress,
  });
  const saving =
    reading.data || reading.isReplaceable
      ? writeSnapshot(snapshot, hash, data)
      : Promise.reject(new Error(`${snapshot} is left as it is, since ${reading.reason}`));
  const { bytes, unwritten } = await saving.then(
    (bytes) => ({ bytes, unwritten: null }),
    (error: Error) => ({ bytes: null, unwritten: error.message }),
  );
  // What was read back takes less memory than what was built: large texts stay in the file.
  const saved = bytes !== null && bytes > WORTH_READING_BACK ? await readSnapshot(snapshot, hash) : null;
  const kept = saved?.data ?? data;
  return {
    index: openIndex(kept, inflate),
    data: kept,
    contentHash: hash,
    discarded: rebuild || stale !== null ? null : reason,
    built: { faults, bytes, unwritten },
  };
}
