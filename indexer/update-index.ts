import { type EventInfo, type IndexData, indexAnalysis } from './build-index.ts';
import { joinAnalyses, type PickedPost } from './join-analyses.ts';
import { type ContentHash, listContentFiles } from './list-content-files.ts';
import { compareFaults, tellTaken } from './read-content.ts';
import { type RunOptions, readRuns } from './read-runs.ts';
import { readSynonyms } from './read-synonyms.ts';
import { countTexts, textAt } from './segment/texts.ts';
import type { Fault } from './types.ts';

/** A post or event of a content file, read now or before. */
type Entry = { readonly file: string; readonly id: string } & (
  | { readonly pick: PickedPost }
  | { readonly event: EventInfo }
);

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
  { files: hashes }: ContentHash,
  before: IndexData | null,
  { threads, onProgress }: UpdateOptions,
): Promise<{ readonly data: IndexData; readonly faults: readonly Fault[] }> {
  const { files, faults: listed } = await listContentFiles(dir);
  const entries = new Map(before === null ? [] : findUnchanged(before, hashes));
  const changed = files.filter((file) => !entries.has(file));
  const [runs, synonyms] = await Promise.all([
    readRuns(dir, changed, {
      ...(threads === undefined ? {} : { threads }),
      onProgress: (done, total) => onProgress?.('reading', done, total),
    }),
    readSynonyms(dir),
  ]);
  const faults: Fault[] = [...listed, ...synonyms.faults, ...runs.flatMap((run) => run.faults)];
  const parts = [...(before === null ? [] : [before]), ...runs.map(({ analysis }) => analysis)];
  for (const [place, { posts, events }] of runs.entries()) {
    const part = parts.length - runs.length + place;
    for (const [post, { file, id }] of posts.entries()) entries.set(file, { file, id, pick: { part, post } });
    for (const event of events) entries.set(event.file, { file: event.file, id: event.id, event });
  }

  const [posts, events] = [new Map<string, Entry>(), new Map<string, Entry>()];
  const kept: Entry[] = [];
  for (const file of files) {
    const entry = entries.get(file);
    if (entry === undefined) continue;
    const taken = 'pick' in entry ? posts : events;
    const first = taken.get(entry.id);
    if (first === undefined) kept.push(entry);
    else faults.push(tellTaken(entry, first));
    taken.set(entry.id, first ?? entry);
  }

  onProgress?.('indexing', 0, kept.length);
  const data = indexAnalysis(
    joinAnalyses(
      parts,
      kept.flatMap((entry) => ('pick' in entry ? [entry.pick] : [])),
    ),
    kept.flatMap((entry) => ('event' in entry ? [entry.event] : [])),
    synonyms.groups,
    kept.map(({ file }) => ({ file, hash: hashes.get(file) ?? '' })),
    (done) => onProgress?.('indexing', done, kept.length),
  );
  onProgress?.('indexing', kept.length, kept.length);
  return { data, faults: faults.sort(compareFaults) };
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
    if (isUnchanged(file)) found.push([file, { file, id, pick: { part: 0, post } }]);
  }
  for (let place = 0; place < countTexts(data.events); place++) {
    const event = JSON.parse(textAt(data.events, place)) as EventInfo;
    if (isUnchanged(event.file)) found.push([event.file, { file: event.file, id: event.id, event }]);
  }
  return found;
}
