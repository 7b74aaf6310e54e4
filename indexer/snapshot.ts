import { randomBytes } from 'node:crypto';
import { mkdir, open, rename, rm } from 'node:fs/promises';
import { endianness } from 'node:os';
import { dirname } from 'node:path';
import { crc32 } from 'node:zlib';
import type { IndexData } from './build-index.ts';
import { ALIGNMENT, packTables, unpackTables } from './segment/pack-tables.ts';
import { ANALYSIS } from './text-pipeline.ts';

/**
 * A snapshot file is one line of JSON, the header, filled up with spaces so that what follows begins at a
 * multiple of four bytes, and below it the index data as packed tables (segment/FORMAT.md):
 *
 *     {"format":"almanac-index","version":6,"analysis":"…","order":"LE","content":"<sha256>","bytes":N,"crc32":N} \n
 *     [["passages","post",1,264],["passages","heading",2,264],…]\n
 *     …
 *
 * `content` is the hash of the content folder it was made from, `order` the order of bytes of the machine,
 * `bytes` and `crc32` are the tables'. The checksum finds damage; it is no seal.
 */
const FORMAT = 'almanac-index';
const VERSION = 6;
const LONGEST_HEADER = 1_000;

/** Says that a file was never written by Almanac, and so is not to be replaced. */
export const FOREIGN = 'it is no snapshot of Almanac';

/** Says that the content is no longer what it was when the file was written. */
const CHANGED = 'the content has changed';

export type SnapshotReading =
  | { readonly data: IndexData }
  /**
   * Why the file can't be used, in words for a person; `null` when there is no file. When nothing but the
   * content has changed, `stale` is the data of the content as it was.
   */
  | { readonly data: null; readonly reason: string | null; readonly stale?: IndexData };

/** Reads a snapshot made from content of the given hash; anything else is told, never trusted, never thrown. */
export async function readSnapshot(file: string, contentHash: string): Promise<SnapshotReading> {
  let bytes: Uint8Array<ArrayBuffer>;
  try {
    bytes = await readWhole(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { data: null, reason: missing ? null : `it can't be read (${(error as Error).message})` };
  }
  const newline = bytes.subarray(0, LONGEST_HEADER).indexOf(0x0a);
  const header = parseHeader(Buffer.from(bytes.subarray(0, Math.max(0, newline))).toString());
  if (header?.format !== FORMAT || typeof header.version !== 'number')
    return { data: null, reason: bytes.length === 0 ? 'it is empty' : FOREIGN };
  if (header.version !== VERSION) return { data: null, reason: `its format is version ${header.version}` };
  if (header.analysis !== ANALYSIS)
    return { data: null, reason: 'it was made by another version of Almanac' };
  if (header.order !== endianness()) return { data: null, reason: 'it was made on another kind of machine' };
  const tables = bytes.subarray(newline + 1);
  if ((newline + 1) % ALIGNMENT !== 0 || tables.length !== header.bytes || crc32(tables) !== header.crc32) {
    return { data: null, reason: 'it is damaged' };
  }
  const data = unpackTables(tables) as unknown as IndexData;
  return header.content === contentHash ? { data } : { data: null, reason: CHANGED, stale: data };
}

/** Writes beside the file, then renames, so that a reader sees the old or the new one, whole. Returns its bytes. */
export async function writeSnapshot(file: string, contentHash: string, data: IndexData): Promise<number> {
  const tables = packTables(data);
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
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return line.length + bytes;
}

/** One read into one buffer, of which the tables are views. */
async function readWhole(file: string): Promise<Uint8Array<ArrayBuffer>> {
  const handle = await open(file);
  try {
    const { size } = await handle.stat();
    const bytes = new Uint8Array(size);
    let end = 0;
    while (end < size) {
      const { bytesRead } = await handle.read(bytes, end, size - end, end);
      if (bytesRead === 0) break;
      end += bytesRead;
    }
    return bytes.subarray(0, end);
  } finally {
    await handle.close();
  }
}

type Header = Partial<
  Record<'format' | 'version' | 'analysis' | 'order' | 'content' | 'bytes' | 'crc32', unknown>
>;

function parseHeader(line: string): Header | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? (value as Header) : null;
  } catch {
    return null;
  }
}
