import { hashContentFolder } from './list-content-files.ts';
import { type Index, openIndex } from './open-index.ts';
import { FOREIGN, readSnapshot, writeSnapshot } from './snapshot.ts';
import type { Fault } from './types.ts';

export interface LoadOptions {
  /** The content folder. */
  readonly content: string;
  /** The snapshot file; it is made when it is missing or can't be used. */
  readonly snapshot: string;
  /** Build even if the snapshot is good. */
  readonly rebuild?: boolean;
  readonly onProgress?: (phase: 'reading' | 'indexing', done: number, total: number) => void;
}

export interface LoadedIndex {
  readonly index: Index;
  /** Why the snapshot at hand could not be used; `null` when it could, or when there was none. */
  readonly discarded: string | null;
  /** What building found and wrote; `null` when the snapshot was used. */
  readonly built: {
    readonly faults: readonly Fault[];
    /** Bytes of the snapshot file; `null` with `unwritten`, the reason, when it could not be written. */
    readonly bytes: number | null;
    readonly unwritten: string | null;
  } | null;
}

/**
 * Opens the index of a content folder: from its snapshot while that fits the content (by hash), else
 * built anew and saved. A warm start reads each content file once and parses none of them.
 * @throws ContentError when the folder can't be read.
 */
export async function loadIndex({
  content,
  snapshot,
  rebuild,
  onProgress,
}: LoadOptions): Promise<LoadedIndex> {
  const contentHash = await hashContentFolder(content);
  const reading = await readSnapshot(snapshot, contentHash);
  if (reading.data && !rebuild) return { index: openIndex(reading.data), discarded: null, built: null };
  const reason = reading.data ? null : reading.reason;

  // Markdown, YAML and schemas are not needed on a warm start.
  const [{ readContent }, { readSynonyms }, { buildIndex }] = await Promise.all([
    import('./read-content.ts'),
    import('./read-synonyms.ts'),
    import('./build-index.ts'),
  ]);
  const [read, synonyms] = await Promise.all([
    readContent(content, { onProgress: (done, total) => onProgress?.('reading', done, total) }),
    readSynonyms(content),
  ]);
  const data = buildIndex(read, synonyms.groups);
  const kept =
    reason === FOREIGN
      ? Promise.reject(new Error(`${snapshot} is a file of something else`))
      : writeSnapshot(snapshot, contentHash, data);
  const { bytes, unwritten } = await kept.then(
    (bytes) => ({ bytes, unwritten: null }),
    (error: Error) => ({ bytes: null, unwritten: error.message }),
  );
  return {
    index: openIndex(data),
    discarded: rebuild ? null : reason,
    built: { faults: [...read.faults, ...synonyms.faults], bytes, unwritten },
  };
}
