import { randomBytes } from 'node:crypto';
import { constants, type FileHandle, mkdir, open, readdir, rename, rm, stat } from 'node:fs/promises';
import { endianness } from 'node:os';
import { basename, dirname, join } from 'node:path';
import { crc32 } from 'node:zlib';
import type { IndexData } from './build-index.ts';
import { gatherTables, listTables } from './index-tables.ts';
import { ALIGNMENT, packTables, unpackTables } from './segment/pack-tables.ts';
import { ANALYSIS } from './text-pipeline.ts';

/**
 * A snapshot file is one line of JSON, the header, filled up with spaces so that what follows begins at a
 * multiple of four bytes, and below it the index data as packed tables (segment/FORMAT.md):
 *
 *     {"format":"almanac-index","version":7,"analysis":"…","order":"LE","content":"<sha256>","bytes":N,"crc32":N} \n
 *     [["0.passages","post",1,264],["0.passages","heading",2,264],…]\n
 *     …
 *
 * `content` is the hash of the content folder it was made from, `order` the order of bytes of the machine,
 * `bytes` and `crc32` are the tables'. The checksum finds damage; it is no seal.
 */
const FORMAT = 'almanac-index';
const VERSION = 7;
const LONGEST_HEADER = 1_000;
/** How a snapshot of any version begins. */
const HEAD = Buffer.from(`{"format":"${FORMAT}","version":`);

/** Bytes; Node refuses to read 2 GB at once. */
const LONGEST_READ = 2 ** 30;
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
 * A file of something else, or of another version, is not read beyond its first bytes.
 */
export async function readSnapshot(file: string, contentHash: string): Promise<SnapshotReading> {
  const refuse = (reason: string | null, isReplaceable = true) => ({ data: null, reason, isReplaceable });
  try {
    // Without waiting for whoever writes into a pipe.
    const handle = await open(file, constants.O_RDONLY | (constants.O_NONBLOCK ?? 0));
    try {
      const stats = await handle.stat();
      if (!stats.isFile()) return refuse(FOREIGN, false);
      if (stats.size === 0) return refuse('it is empty');
      const head = Buffer.from(await readBytes(handle, 0, Math.min(stats.size, LONGEST_HEADER)));
      if (!head.subarray(0, HEAD.length).equals(HEAD)) return refuse(FOREIGN, false);
      const start = head.indexOf(0x0a) + 1;
      const header = parseHeader(head.toString('utf8', 0, start));
      const reason = header === null ? 'it is damaged' : findMismatch(header);
      if (header === null || reason !== null) return refuse(reason);
      if (header.bytes !== stats.size - start) return refuse('it is damaged');
      const bytes = await readBytes(handle, start, stats.size - start);
      if (crc32(bytes) !== header.crc32) return refuse('it is damaged');
      const reading = readTables(bytes);
      if (reading.data === null || header.content === contentHash) return reading;
      return { ...refuse(CHANGED), stale: reading.data };
    } finally {
      await handle.close();
    }
  } catch (error) {
    const { code, message } = error as NodeJS.ErrnoException;
    return code === 'ENOENT' ? refuse(null) : refuse(`it can't be read (${message})`, false);
  }
}

function findMismatch(header: Header): string | null {
  if (typeof header.version !== 'number') return 'it is damaged';
  if (header.version !== VERSION) return `its format is version ${header.version}`;
  if (header.analysis !== ANALYSIS) return 'it was made by another version of Almanac';
  if (header.order !== endianness()) return 'it was made on another kind of machine';
  return null;
}

/** A checksum that fits says nothing of who wrote it: no number may lead outside. */
function readTables(bytes: Uint8Array<ArrayBuffer>): SnapshotReading {
  const refuse = (fault: string) => ({
    data: null,
    reason: `its tables are wrong: ${fault}`,
    isReplaceable: true,
  });
  try {
    return { data: gatherTables(unpackTables(bytes)) };
  } catch (error) {
    if (error instanceof RangeError) return refuse(error.message);
    throw error;
  }
}

/** Writes beside the file, then renames, so that a reader sees the old or the new one, whole. Returns its bytes. */
export async function writeSnapshot(file: string, contentHash: string, data: IndexData): Promise<number> {
  const tables = packTables(listTables(data));
  const bytes = tables.reduce((sum, part) => sum + part.length, 0);
  const header = JSON.stringify({
    format: FORMAT,
    version: VERSION,
    analysis: ANALYSIS,
    order: endianness(),
    content: contentHash,
    bytes,
    crc32: tables.reduce((sum, part) => crc32(part, sum), 0),
  });
  const line = `${header.padEnd(Math.ceil((header.length + 1) / ALIGNMENT) * ALIGNMENT - 1)}\n`;
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(line);
      for (const part of tables) await handle.writeFile(part);
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
  return line.length + bytes;
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

/** Into one buffer, of which the tables are views; shorter when the file has become so. */
async function readBytes(
  handle: FileHandle,
  start: number,
  length: number,
): Promise<Uint8Array<ArrayBuffer>> {
  const bytes = new Uint8Array(length);
  let end = 0;
  while (end < length) {
    const { bytesRead } = await handle.read(bytes, end, Math.min(LONGEST_READ, length - end), start + end);
    if (bytesRead === 0) break;
    end += bytesRead;
  }
  return bytes.subarray(0, end);
}

type Header = Partial<
  Record<'format' | 'version' | 'analysis' | 'order' | 'content' | 'bytes' | 'crc32', unknown>
>;

/** `line` must begin as an object does. */
function parseHeader(line: string): Header | null {
  try {
    return JSON.parse(line) as Header;
  } catch {
    return null;
  }
}
