import { randomBytes } from 'node:crypto';
import { constants, openSync } from 'node:fs';
import { mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { IndexData } from './build-index.ts';
import { gatherTables, listTables, listTexts } from './index-tables.ts';
import { FileStretch, OpenFile } from './open-file.ts';
import type { Bytes } from './segment/bytes.ts';
import { ALIGNMENT, packTables, unpackTables } from './segment/pack-tables.ts';
import { ANALYSIS } from './text-pipeline.ts';

/**
 * A snapshot file is one line of JSON, the header, filled up with spaces so that what follows begins at a
 * multiple of four bytes; below it the index data as packed tables (segment/FORMAT.md); and behind these the texts, which
 * are half of it:
 *
 *     {"format":"almanac-index","version":7,"analysis":"…","order":"LE","content":"<sha256>","bytes":N,"crc32":N,"texts":N,"textsCrc32":N} \n
 *     [["0.passages","post",1,264],["0.passages","heading",2,264],…]\n
 *     …
 *
 * `content` is the hash of the content folder it was made from, `order` the order of bytes of the machine,
 * `bytes` and `crc32` are the tables', `texts` and `textsCrc32` those of the texts. Where the texts are large, they stay in the file and are read block
 * by block, each of which has a checksum of its own. Checksums find damage; they are no seal.
 */
const FORMAT = 'almanac-index';
const VERSION = 7;
const LONGEST_HEADER = 1_000;
/** How a snapshot of any version begins. */
const HEAD = Buffer.from(`{"format":"${FORMAT}","version":`);

/** Bytes: texts that take no more are read at once. */
const MOST_READ_AT_ONCE = 2 ** 24;
/** Behind the name of the snapshot, that of a file that was to become one. */
const LEFTOVER = /^\.[0-9a-f]{12}\.tmp$/;
/** Milliseconds. */
const LONGEST_WRITE = 3_600_000;

/** Said of what was never written by Almanac. */
const FOREIGN = 'it is no snapshot of Almanac';

/** Says that the content is no longer what it was when the file was written. */
const CHANGED = 'the content has changed';

export type SnapshotReading =
  | { readonly data: IndexData }
  | {
      readonly data: null;
      /** Why the file can't be used, in words for a person; `null` when there is no file. */
      readonly reason: string | null;
      /** May a snapshot take its place? Not when it is, or may be, a file of something else. */
      readonly isReplaceable: boolean;
      /** When nothing but the content has changed: the data of the content as it was. */
      readonly stale?: IndexData;
    };

/**
 * Reads a snapshot made from content of the given hash; anything else is told, never trusted, never thrown.
 * A file of something else, or of another version, is not read beyond its first bytes. Texts of more than so many bytes
 * stay in the file, which stays open as long as they are in use.
 */
export async function readSnapshot(
  file: string,
  contentHash: string,
  mostReadAtOnce = MOST_READ_AT_ONCE,
): Promise<SnapshotReading> {
  const refuse = (reason: string | null, isReplaceable = true) => ({ data: null, reason, isReplaceable });
  try {
    // Without waiting for whoever writes into a pipe.
    const opened = new OpenFile(openSync(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0)));
    const { stats } = opened;
    if (!stats.isFile()) return refuse(FOREIGN, false);
    if (stats.size === 0) return refuse('it is empty');
    const head = Buffer.from(await opened.read(0, Math.min(stats.size, LONGEST_HEADER)));
    if (!head.subarray(0, HEAD.length).equals(HEAD)) return refuse(FOREIGN, false);
    const start = head.indexOf(0x0a) + 1;
    const header = parseHeader(head.toString('utf8', 0, start));
    const reason = header === null ? 'it is damaged' : findMismatch(header);
    if (header === null || reason !== null) return refuse(reason);
    const [bytes, texts] = [toLength(header.bytes), toLength(header.texts)];
    if (start + bytes + texts !== stats.size) return refuse('it is damaged');
    const isSmall = texts <= mostReadAtOnce;
    const read = await opened.read(start, isSmall ? bytes + texts : bytes);
    if (crc32(read.subarray(0, bytes)) !== header.crc32) return refuse('it is damaged');
    const stretch = new FileStretch(opened, start + bytes, texts);
    if (isSmall && crc32(read.subarray(bytes)) !== header.textsCrc32) return refuse('it is damaged');
    const reading = readTables(read.subarray(0, bytes), (first, end) =>
      isSmall ? read.subarray(bytes + first, bytes + end) : stretch.stretch(first, end - first),
    );
    if (reading.data === null || header.content === contentHash) return reading;
    return { ...refuse(CHANGED), stale: reading.data };
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? refuse(null) : refuse(`it can't be read (${message})`, false);
  }
}

/** A number of bytes; anything else is more than any file has. */
function toLength(value: unknown): number {
  return Number.isSafeInteger(value) && (value as number) >= 0 ? (value as number) : Number.POSITIVE_INFINITY;
}

function findMismatch(header: Header): string | null {
  if (typeof header.version !== 'number') return 'it is damaged';
  if (header.version !== VERSION) return `its format is version ${header.version}`;
  if (header.analysis !== ANALYSIS) return 'it was made by another version of Almanac';
  if (header.order !== endianness()) return 'it was made on another kind of machine';
  return null;
}

/** A checksum that fits says nothing of who wrote it: no number may lead outside. */
function readTables(bytes: Uint8Array, cutTexts: (start: number, end: number) => Bytes): SnapshotReading {
  const refuse = (fault: string) => ({
    data: null,
    reason: `its tables are wrong: ${fault}`,
    isReplaceable: true,
  });
  try {
    return { data: gatherTables(unpackTables(bytes), cutTexts) };
  } catch (error) {
    if (error instanceof RangeError) return refuse(error.message);
    throw error;
  }
}

/** Writes beside the file, then renames, so that a reader sees the old or the new one, whole. Returns its bytes. */
export async function writeSnapshot(file: string, contentHash: string, data: IndexData): Promise<number> {
  const tables = packTables(listTables(data));
  const bytes = tables.reduce((sum, part) => sum + part.length, 0);
  const texts = listTexts(data);
  let textsCrc32 = 0;
  for (const part of texts) for (const bytes of inPieces(part)) textsCrc32 = crc32(bytes, textsCrc32);
  const header = JSON.stringify({
    format: FORMAT,
    version: VERSION,
    analysis: ANALYSIS,
    order: endianness(),
    content: contentHash,
    bytes,
    crc32: tables.reduce((sum, part) => crc32(part, sum), 0),
    texts: texts.reduce((sum, { length }) => sum + length, 0),
    textsCrc32,
  });
  const line = `${header.padEnd(Math.ceil((header.length + 1) / ALIGNMENT) * ALIGNMENT - 1)}\n`;
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(line);
      for (const part of tables) await handle.writeFile(part);
      for (const part of texts) for (const bytes of inPieces(part)) await handle.writeFile(bytes);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
    // What can't be tidied up was saved all the same.
    await removeLeftovers(file).catch(() => undefined);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return line.length + bytes + texts.reduce((sum, { length }) => sum + length, 0);
}

const PIECE = 2 ** 22;

/** What lies in another file is read piece by piece. */
function* inPieces(bytes: Bytes): Generator<Uint8Array> {
  // zlib's crc32 begins anew at nothing.
  for (let start = 0; start < bytes.length; start += PIECE) {
    yield bytes.subarray(start, Math.min(bytes.length, start + PIECE));
  }
}

/** Removes what was being written when a process was killed; what is younger may still be written to. */
async function removeLeftovers(file: string): Promise<void> {
  const [folder, name] = [dirname(file), basename(file)];
  const { mtimeMs: now } = await stat(file);
  for (const other of await readdir(folder)) {
    if (!other.startsWith(name) || !LEFTOVER.test(other.slice(name.length))) continue;
    const path = join(folder, other);
    const written = await stat(path).catch(() => null);
    if (written !== null && now - written.mtimeMs > LONGEST_WRITE) await rm(path, { force: true });
  }
}

type Header = Partial<
  Record<
    'format' | 'version' | 'analysis' | 'order' | 'content' | 'bytes' | 'crc32' | 'texts' | 'textsCrc32',
    unknown
  >
>;

/** `line` must begin as an object does. */
function parseHeader(line: string): Header | null {
  try {
    return JSON.parse(line) as Header;
  } catch {
    return null;
  }
}
