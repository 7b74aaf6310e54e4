import { analysePosts } from './analyse-posts.ts';
import { type EventInfo, withoutText } from './build-index.ts';
import { digestFile } from './digest-content.ts';
import { readFiles } from './read-content.ts';
import { packingOf } from './packing.ts';
import type { SegmentTables } from './segment-tables.ts';
import { splitPassages } from './split-passages.ts';
import type { Fault } from './types.ts';

/** What a content file holds: the post of this number, or an event. */
export type Entry = { readonly file: string; readonly id: string } & (
  | { readonly post: number }
  | { readonly event: EventInfo }
);

/** Some files of a content folder. */
export interface Order {
  readonly dir: string;
  readonly files: readonly string[];
  /** How many are read in all, which decides how their texts are packed. */
  readonly total: number;
}

/** What some files of a content folder hold; it can be sent from one thread to another. */
export interface Run {
  /** Of the posts. */
  readonly segment: SegmentTables;
  /** In the order of the files. */
  readonly entries: readonly Entry[];
  readonly faults: readonly Fault[];
  /** Of each file, what was read: it may have changed since it was listed. */
  readonly digests: ReadonlyMap<string, string>;
}

/**
 * Reads and analyses files that `listContentFiles(dir)` gave. Never throws for what a file holds. O(text).
 */
export async function readRun({ dir, files, total }: Order, onFile?: () => void): Promise<Run> {
  const digests = new Map<string, string>();
  const { posts, events, faults } = await readFiles(dir, files, (content) => {
    digests.set(content.file, digestFile(content));
    onFile?.();
  });
  const entries: Entry[] = [
    ...posts.map(({ file, id }, post) => ({ file, id, post })),
    ...events.map((event) => ({ file: event.file, id: event.id, event: withoutText(event) })),
  ];
  const places = new Map(files.map((file, place) => [file, place]));
  const placeOf = ({ file }: Entry) => places.get(file) as number;
  return {
    segment: analysePosts(posts, { hashes: digests, deflate: packingOf(total).deflate, cut: splitPassages }),
    entries: entries.sort((a, b) => placeOf(a) - placeOf(b)),
    faults,
    digests,
  };
}
