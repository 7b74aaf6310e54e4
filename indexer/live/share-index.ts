import type { IndexData, IndexPart } from '../build-index.ts';
import { gatherTables, listTables, listTexts } from '../index-tables.ts';
import type { FileStretch } from '../open-file.ts';
import type { Bytes } from '../segment/bytes.ts';
import { packTables, unpackTables } from '../segment/pack-tables.ts';

/** The same index in memory that threads share: what is sent to another is not copied. O(bytes). */
export function shareIndex(data: IndexData): IndexData {
  const texts = copyShared(listTexts(data).map((bytes) => bytes.subarray()));
  return gatherTables(unpackTables(copyShared(packTables(listTables(data)))), (start, end) =>
    texts.subarray(start, end),
  );
}

function copyShared(pieces: readonly Uint8Array[]): Uint8Array {
  const bytes = new Uint8Array(new SharedArrayBuffer(pieces.reduce((sum, { length }) => sum + length, 0)));
  let end = 0;
  for (const piece of pieces) {
    bytes.set(piece, end);
    end += piece.length;
  }
  return bytes;
}

/**
 * The index that another thread has sent. Texts that lie in a file are read through one that is open here.
 *
 * @param find Gives the stretch of such a file; null when it is another file by now, and so is what is given.
 */
export function receiveIndex(
  sent: IndexData,
  find: (told: Pick<FileStretch, 'identity' | 'start' | 'length'>) => Bytes | null,
): IndexData | null {
  const receive = (bytes: Bytes) => (bytes instanceof Uint8Array ? bytes : find(bytes as FileStretch));
  const parts: IndexPart[] = [];
  for (const part of sent.parts) {
    const { texts, posts, files } = part.tables;
    const [ofTexts, ofPosts, ofFiles] = [receive(texts.bytes), receive(posts.bytes), receive(files.bytes)];
    if (ofTexts === null || ofPosts === null || ofFiles === null) return null;
    const received = {
      texts: { ...texts, bytes: ofTexts },
      posts: { ...posts, bytes: ofPosts },
      files: { ...files, bytes: ofFiles },
    };
    parts.push({ ...part, tables: { ...part.tables, ...received } });
  }
  return { ...sent, parts: parts as [IndexPart, ...IndexPart[]] };
}
