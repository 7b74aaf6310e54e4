import { type FileHandle, open } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Fault } from '../types.ts';
import { cleanLine } from './clean-line.ts';
import { ImportError } from './import-error.ts';
import { readLines } from './read-lines.ts';
import { LARGEST_POST, readPlanetText } from './read-planet-text.ts';
import { type Outcome, writePosts } from './write-posts.ts';

export interface ImportProgress {
  readonly bytesRead: number;
  /** 0 when it can't be known, as of a pipe. */
  readonly bytesTotal: number;
}

export interface ImportOptions {
  /** The content folder to write to; it is made when it is not there. */
  readonly to: string;
  readonly onProgress?: ((progress: ImportProgress) => void) | undefined;
  readonly signal?: AbortSignal | undefined;
}

/** A post whose file was left as it is. */
export interface KeptPost {
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  /** `edited by hand`, `not written by the importer`, ... */
  readonly reason: string;
}

export interface ImportReport {
  /** The source, as it was given. */
  readonly source: string;
  /** Posts read: the sum of `counts`. */
  readonly posts: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly kept: readonly KeptPost[];
  /** In order; places are those of the source. At most 1,000: `faultsTotal` counts all. */
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
}

const MOST_FAULTS = 1_000;

/**
 * Imports a source into a content folder: a planet page saved as plain text. It is read as a stream, so
 * that memory is bounded by the largest post. What can't be read of it is left out and told in the report;
 * which files are written and which are kept is told at `writePosts`.
 *
 * @throws ImportError when the source can't be read or is no planet page, or the folder can't be written to;
 * the reason of `signal` when that is aborted. What was written until then is whole, and a second run goes on.
 */
export async function importSource(
  path: string,
  { to, onProgress, signal }: ImportOptions,
): Promise<ImportReport> {
  const faults: Fault[] = [];
  let faultsTotal = 0;
  const onFault = (fault: Fault) => {
    if (++faultsTotal <= MOST_FAULTS) faults.push(fault);
  };
  const onInvalid = (line: number, column: number) => {
    const message = 'these bytes are no UTF-8, and stand as \ufffd';
    onFault({ severity: 'warning', file: path, line, column, message, hint: 'save the source as UTF-8' });
  };

  const counts: Record<Outcome, number> = { written: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 };
  const kept: KeptPost[] = [];
  const handle = await openSource(path);
  try {
    const lines = readLines(readChunks(handle, path, onProgress, signal), LARGEST_POST + 1, onInvalid);
    const entries = readPlanetText(lines, { file: path, onFault });
    for await (const post of writePosts(entries, { to, from: cleanLine(basename(path)), signal })) {
      counts[post.outcome]++;
      const reason = post.reason ?? '';
      if (post.outcome === 'kept') kept.push({ file: post.file, reason });
      if (post.outcome === 'refused') {
        const message = `the post that begins here is ${reason}, and is left out`;
        onFault({
          severity: 'error',
          file: path,
          line: post.line,
          column: 1,
          message,
          hint: 'mend the source',
        });
      }
    }
  } finally {
    await handle.close();
  }
  const posts = Object.values(counts).reduce((sum, count) => sum + count, 0);
  return { source: path, posts, counts, kept, faults, faultsTotal };
}

async function openSource(path: string): Promise<FileHandle> {
  let handle: FileHandle;
  try {
    handle = await open(path);
  } catch (cause) {
    const { code, message } = cause as NodeJS.ErrnoException;
    const reason = code === 'ENOENT' ? 'there is no such file' : `can't be read: ${code ?? message}`;
    throw new ImportError(reason, path, 'name a planet page saved as plain text', cause);
  }
  if (!(await handle.stat()).isDirectory()) return handle;
  await handle.close();
  throw new ImportError('is a folder', path, 'name a file: a planet page saved as plain text');
}

async function* readChunks(
  handle: FileHandle,
  path: string,
  onProgress: ImportOptions['onProgress'],
  signal: AbortSignal | undefined,
): AsyncGenerator<Uint8Array> {
  const { size: bytesTotal } = await handle.stat();
  let bytesRead = 0;
  try {
    const stream = handle.createReadStream({ autoClose: false, highWaterMark: 64 * 1024 });
    for await (const chunk of stream) {
      signal?.throwIfAborted();
      bytesRead += (chunk as Buffer).length;
      onProgress?.({ bytesRead, bytesTotal });
      yield chunk as Buffer;
    }
  } catch (cause) {
    signal?.throwIfAborted();
    if (cause instanceof ImportError) throw cause;
    throw new ImportError(`can't be read: ${(cause as Error).message}`, path, 'name a readable file', cause);
  }
}
