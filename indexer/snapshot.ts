import { createHash, randomBytes } from 'node:crypto';
import { mkdir, open, readFile, rename, rm } from 'node:fs/promises';
import { dirname } from 'node:path';
import type { IndexData } from './build-index.ts';
import { ANALYSIS } from './text-pipeline.ts';

/**
 * A snapshot file is one line of JSON, the header, and below it the index data as JSON:
 *
 *     {"format":"almanac-index","version":4,"analysis":"…","content":"<sha256>","bytes":N,"sha256":"…"}\n
 *     {"posts":[…],"events":[…],"passages":[…],"synonyms":[…],"passageTerms":[…],"names":[…],"postTerms":[…],"frequencies":[…],"lunr":{…}}
 *
 * `content` is the hash of the content folder it was made from, `bytes` and `sha256` are the data's.
 */
const FORMAT = 'almanac-index';
const VERSION = 4;
const LONGEST_HEADER = 1_000;

/** Says that a file was never written by Almanac, and so is not to be replaced. */
export const FOREIGN = 'it is no snapshot of Almanac';

export type SnapshotReading =
  | { readonly data: IndexData }
  /** Why the file can't be used, in words for a person; `null` when there is no file. */
  | { readonly data: null; readonly reason: string | null };

/** Reads a snapshot made from content of the given hash; anything else is told, never trusted, never thrown. */
export async function readSnapshot(file: string, contentHash: string): Promise<SnapshotReading> {
  let bytes: Buffer;
  try {
    bytes = await readFile(file);
  } catch (error) {
    const missing = (error as NodeJS.ErrnoException).code === 'ENOENT';
    return { data: null, reason: missing ? null : `it can't be read (${(error as Error).message})` };
  }
  const newline = bytes.subarray(0, LONGEST_HEADER).indexOf('\n');
  const header = parseHeader(bytes.subarray(0, Math.max(0, newline)).toString());
  if (header?.format !== FORMAT || typeof header.version !== 'number')
    return { data: null, reason: bytes.length === 0 ? 'it is empty' : FOREIGN };
  if (header.version !== VERSION) return { data: null, reason: `its format is version ${header.version}` };
  if (header.analysis !== ANALYSIS)
    return { data: null, reason: 'it was made by another version of Almanac' };
  if (header.content !== contentHash) return { data: null, reason: 'the content has changed' };
  const payload = bytes.subarray(newline + 1);
  if (payload.length !== header.bytes || sha256(payload) !== header.sha256) {
    return { data: null, reason: 'it is damaged' };
  }
  return { data: JSON.parse(payload.toString()) as IndexData };
}

/** Writes beside the file, then renames, so that a reader sees the old or the new one, whole. Returns its bytes. */
export async function writeSnapshot(file: string, contentHash: string, data: IndexData): Promise<number> {
  const payload = Buffer.from(JSON.stringify(data));
  const header = JSON.stringify({
    format: FORMAT,
    version: VERSION,
    analysis: ANALYSIS,
    content: contentHash,
    bytes: payload.length,
    sha256: sha256(payload),
  });
  await mkdir(dirname(file), { recursive: true });
  const beside = `${file}.${randomBytes(6).toString('hex')}.tmp`;
  try {
    const handle = await open(beside, 'wx');
    try {
      await handle.writeFile(`${header}\n`);
      await handle.writeFile(payload);
      await handle.sync();
    } finally {
      await handle.close();
    }
    await rename(beside, file);
  } catch (error) {
    await rm(beside, { force: true });
    throw error;
  }
  return header.length + 1 + payload.length;
}

type Header = Partial<Record<'format' | 'version' | 'analysis' | 'content' | 'bytes' | 'sha256', unknown>>;

function parseHeader(line: string): Header | null {
  try {
    const value: unknown = JSON.parse(line);
    return typeof value === 'object' ? (value as Header) : null;
  } catch {
    return null;
  }
}

function sha256(bytes: Uint8Array): string {
  return createHash('sha256').update(bytes).digest('hex');
}
