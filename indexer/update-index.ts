import { assembleParts } from './assemble-index.ts';
import type { EventInfo, IndexData, StoredEvent } from './build-index.ts';
import { joinDigests } from './digest-content.ts';
import { type ContentHash, listContentFiles, SYNONYMS } from './list-content-files.ts';
import { type IndexedFile, listIndexedFiles } from './indexed-files.ts';
import { writeJson } from './json-texts.ts';
import { compareFaults, tellTaken } from './read-content.ts';
import { type RunOptions, readRuns } from './read-runs.ts';
import { readSynonyms } from './read-synonyms.ts';
import type { PostPlace, SegmentTables } from './segment-tables.ts';
import type { Fault } from './types.ts';

export interface UpdateOptions extends Omit<RunOptions, 'onProgress'> {
  readonly onProgress?: ((phase: 'reading' | 'indexing', done: number, total: number) => void) | undefined;
}

/** What a file holds: the post of that number of that segment, or an event. */
type Known = Pick<IndexedFile, 'file' | 'id'> &
  ({ readonly place: PostPlace } | { readonly event: EventInfo });

/**
 * Makes the index of a content folder; of one that was made before, what did not change is taken over
 * unread. What it answers is the same as after a fresh build. Faults are those of the files
 * that were read, which are also those that had errors. O(text of what changed + posts), and now and then, when
 * enough has changed, O(words of everything).
 *
 * @throws ContentError when the folder can't be read.
 */
export async function updateIndex(
  dir: string,
  { files: hashesBefore }: ContentHash,
  before: IndexData | null,
  { threads, onProgress }: UpdateOptions,
): Promise<{
  readonly data: IndexData;
  readonly faults: readonly Fault[];
  /** As `hashContentFolder` gives it, of what was read. */
  readonly hash: string;
}> {
  const { files, faults: listed } = await listContentFiles(dir);
  const synonyms = await readSynonyms(dir);
  const faults: Fault[] = [...listed, ...synonyms.faults];
  /** Files may change between the two readings: those that are read are known by what was read. */
  const hashes = new Map(files.map((file) => [file, hashesBefore.get(file) ?? '']));
  const unchanged = new Map(
    (before === null ? [] : listIndexedFiles(before))
      .filter(({ file, digest }) => hashes.get(file) === digest)
      .map((known) => [known.file, known] as const),
  );
  const fresh: SegmentTables[] = [];
  const order: { parts: number[]; posts: number[] } = { parts: [], posts: [] };
  const events: StoredEvent[] = [];
  const [postIds, eventIds] = [new Map<string, string>(), new Map<string, string>()];
  const keep = (known: Known) => {
    const { file, id } = known;
    const ids = 'event' in known ? eventIds : postIds;
    const first = ids.get(id);
    if (first !== undefined) {
      faults.push(tellTaken({ file, id }, { file: first, id }));
      return;
    }
    ids.set(id, file);
    if ('event' in known) events.push({ event: known.event, hash: hashes.get(file) ?? '' });
    else {
      order.parts.push(known.place.part);
      order.posts.push(known.place.post);
    }
  };

  let next = 0;
  /** Takes over what did not change, of the files up to this one. */
  const catchUp = (end: number) => {
    for (; next < end; next++) {
      const known = unchanged.get(files[next] as string);
      if (known !== undefined) keep(known);
    }
  };
  const places = new Map(files.map((file, place) => [file, place]));
  const changed = files.filter((file) => !unchanged.has(file));
  const progress: RunOptions = {
    ...(threads === undefined ? {} : { threads }),
    onProgress: (done, total) => onProgress?.('reading', done, total),
  };
  for await (const run of readRuns(dir, changed, progress)) {
    faults.push(...run.faults);
    for (const [file, digest] of run.digests) hashes.set(file, digest);
    const part = (before?.parts.length ?? 0) + fresh.push(run.segment) - 1;
    for (const entry of run.entries) {
      catchUp(places.get(entry.file) as number);
      keep('post' in entry ? { ...entry, place: { part, post: entry.post } } : entry);
    }
  }
  catchUp(files.length);

  const total = order.posts.length;
  onProgress?.('indexing', 0, total);
  const parts = assembleParts(before?.parts ?? [], fresh, order, (done) =>
    onProgress?.('indexing', done, total),
  );
  onProgress?.('indexing', total, total);
  hashes.set(SYNONYMS, hashesBefore.get(SYNONYMS) ?? '');
  return {
    data: { parts, events: writeJson(events), synonyms: writeJson(synonyms.groups) },
    faults: faults.sort(compareFaults),
    hash: joinDigests(hashes),
  };
}
