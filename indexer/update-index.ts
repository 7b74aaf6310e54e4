import { type EventInfo, type FileHash, type IndexData, indexAnalysis } from './build-index.ts';
import { joinDigests } from './digest-content.ts';
import { AnalysisJoiner } from './join-analyses.ts';
import { type ContentHash, listContentFiles, SYNONYMS } from './list-content-files.ts';
import { compareFaults, tellTaken } from './read-content.ts';
import type { Entry } from './read-run.ts';
import { type RunOptions, readRuns } from './read-runs.ts';
import { readSynonyms } from './read-synonyms.ts';
import { countTexts, textAt } from './segment/texts.ts';
import type { Fault } from './types.ts';

export interface UpdateOptions extends Omit<RunOptions, 'onProgress'> {
  readonly onProgress?: ((phase: 'reading' | 'indexing', done: number, total: number) => void) | undefined;
}

/**
 * Makes the index of a content folder; of one that was made before, what did not change is taken over
 * unread. The result is the same, byte for byte, as that of a fresh build. Faults are those of the files
 * that were read, which are also those that had errors. O(text of what changed + words of everything).
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
  const unchanged = new Map(before === null ? [] : findUnchanged(before, hashes));
  const joiner = new AnalysisJoiner();
  const addUnchanged = before === null ? () => undefined : joiner.from(before);
  const events: EventInfo[] = [];
  const kept: FileHash[] = [];
  const [postIds, eventIds] = [new Map<string, string>(), new Map<string, string>()];
  const keep = (file: string, id: string, ids: Map<string, string>, add: () => void) => {
    const first = ids.get(id);
    if (first !== undefined) {
      faults.push(tellTaken({ file, id }, { file: first, id }));
      return;
    }
    ids.set(id, file);
    kept.push({ file, hash: hashes.get(file) ?? '' });
    add();
  };
  const keepEntry = ({ file, id, ...entry }: Entry, addPost: (post: number) => void) => {
    if ('post' in entry) keep(file, id, postIds, () => addPost(entry.post));
    else keep(file, id, eventIds, () => events.push(entry.event));
  };

  let next = 0;
  /** Takes over what did not change, of the files up to this one. */
  const catchUp = (end: number) => {
    for (; next < end; next++) {
      const entry = unchanged.get(files[next] as string);
      if (entry !== undefined) keepEntry(entry, addUnchanged);
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
    const add = joiner.from(run.analysis);
    for (const entry of run.entries) {
      catchUp(places.get(entry.file) as number);
      keepEntry(entry, add);
    }
  }
  catchUp(files.length);

  onProgress?.('indexing', 0, kept.length);
  const data = indexAnalysis(joiner.finish(), events, synonyms.groups, kept, (done) =>
    onProgress?.('indexing', done, kept.length),
  );
  onProgress?.('indexing', kept.length, kept.length);
  hashes.set(SYNONYMS, hashesBefore.get(SYNONYMS) ?? '');
  return { data, faults: faults.sort(compareFaults), hash: joinDigests(hashes) };
}

/** The entries of an index whose files are what they were. */
function findUnchanged(data: IndexData, hashes: ReadonlyMap<string, string>): [string, Entry][] {
  const files = new Map(
    Array.from({ length: countTexts(data.files) }, (_, place) => {
      const { file, hash } = JSON.parse(textAt(data.files, place)) as { file: string; hash: string };
      return [file, hash] as const;
    }),
  );
  const isUnchanged = (file: string) => files.get(file) === hashes.get(file);
  const found: [string, Entry][] = [];
  for (let post = 0; post < countTexts(data.posts); post++) {
    const { file, id } = JSON.parse(textAt(data.posts, post)) as { file: string; id: string };
    if (isUnchanged(file)) found.push([file, { file, id, post }]);
  }
  for (let place = 0; place < countTexts(data.events); place++) {
    const event = JSON.parse(textAt(data.events, place)) as EventInfo;
    if (isUnchanged(event.file)) found.push([event.file, { file: event.file, id: event.id, event }]);
  }
  return found;
}
