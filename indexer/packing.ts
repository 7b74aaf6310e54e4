import { deflateSync, inflateSync } from 'node:zlib';
import type { IndexData } from './build-index.ts';
import { listPosts, mergeSegments, type Packing } from './merge-segments.ts';
import type { Inflate } from './segment/blocks.ts';
import { wholePart } from './segment-tables.ts';

/** Level 6 takes half as long again, and saves a fiftieth. */
const LEVEL = 4;
/** The texts of fewer posts are kept as they are: a megabyte or two, which are read faster than inflated. */
const WORTH_DEFLATING = 1_024;

/** @throws RangeError when that is not what the bytes hold. */
export const inflate: Inflate = (bytes, length) => {
  try {
    const inflated = inflateSync(bytes, {
      chunkSize: Math.max(64, length),
      maxOutputLength: Math.max(1, length),
    });
    if (inflated.length === length) return inflated;
  } catch {
    // Told below.
  }
  throw new RangeError('a text of the index is damaged: remove its file, and it is built anew');
};

const PACKED: Packing = { deflate: (bytes) => deflateSync(bytes, { level: LEVEL }), inflate };

/** How the texts of so many posts are packed. */
export function packingOf(posts: number): Packing {
  return posts < WORTH_DEFLATING ? { deflate: null, inflate } : PACKED;
}

/** The same index in one part, and with its texts as they are. O(words of all). */
export function unpackIndex(data: IndexData): IndexData {
  const tables = mergeSegments(data.parts, listPosts(data.parts), { deflate: null, inflate });
  return { ...data, parts: [wholePart(tables)] };
}
