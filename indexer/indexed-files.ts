import type { EventInfo, IndexData, StoredEvent } from './build-index.ts';
import { listPosts } from './merge-segments.ts';
import { inflate } from './packing.ts';
import { createBlockReader } from './segment/blocks.ts';
import { countTexts, textAt } from './segment/texts.ts';
import { HASH_BYTES, type PostPlace } from './segment-tables.ts';

/** A file whose post or event an index holds. */
export type IndexedFile = {
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  /** As `digestFile` gives it, of what was indexed. */
  readonly digest: string;
  readonly id: string;
} & ({ readonly place: PostPlace } | { readonly event: EventInfo });

/** Lists the files that an index was made of. O(posts): 0.3 s for 100,000. */
export function listIndexedFiles({ parts, events }: IndexData): IndexedFile[] {
  const found: IndexedFile[] = Array.from({ length: countTexts(events) }, (_, number) => {
    const { event, hash } = JSON.parse(textAt(events, number)) as StoredEvent;
    return { file: event.file, digest: hash, id: event.id, event };
  });
  const readers = parts.map(({ tables: { files, hashes, ids } }) => ({
    ids,
    files: createBlockReader(files, inflate),
    hashes: Buffer.from(hashes.bytes),
  }));
  const order = listPosts(parts);
  for (let place = 0; place < order.posts.length; place++) {
    const [part, post] = [order.parts[place] as number, order.posts[place] as number];
    const { files, ids, hashes } = readers[part] as (typeof readers)[number];
    found.push({
      file: files.text(post),
      digest: hashes.toString('hex', post * HASH_BYTES, (post + 1) * HASH_BYTES),
      id: textAt(ids, post),
      place: { part, post },
    });
  }
  return found;
}
