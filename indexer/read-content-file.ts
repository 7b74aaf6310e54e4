import { readFile, stat } from 'node:fs/promises';
import { join } from 'node:path';
import type { Fault } from './types.ts';

/** A post of this size holds a novel; what is larger is not meant for us. */
const LARGEST_FILE = 1024 * 1024;

export type ContentFile =
  | { readonly file: string; readonly bytes: Buffer; readonly fault: null }
  | { readonly file: string; readonly bytes: null; readonly fault: Fault };

/** How many files are read at a time, and so held in memory. */
const BATCH = 16;

/** Reads files that `listContentFiles(dir)` gave, in order; memory is bounded by 16 files of 1 MiB. */
export async function* readContentFiles(dir: string, files: readonly string[]): AsyncGenerator<ContentFile> {
  for (let start = 0; start < files.length; start += BATCH) {
    yield* await Promise.all(files.slice(start, start + BATCH).map((file) => readContentFile(dir, file)));
  }
}

/** Reads one file of a content folder. Never throws: a file that can't be read, or is too large, is a fault. */
export async function readContentFile(dir: string, file: string): Promise<ContentFile> {
  const refuse = (message: string, hint: string): ContentFile => ({
    file,
    bytes: null,
    fault: { severity: 'error', file, line: 1, column: 1, message, hint },
  });
  try {
    const path = join(dir, file);
    const stats = await stat(path);
    if (!stats.isFile()) return refuse('is no file', 'put a Markdown file here');
    if (stats.size <= LARGEST_FILE) {
      const bytes = await readFile(path);
      if (bytes.length <= LARGEST_FILE) return { file, bytes, fault: null };
    }
    return refuse(`is larger than 1 MiB (${stats.size} bytes)`, 'split it into several files');
  } catch (error) {
    const code = (error as NodeJS.ErrnoException).code ?? 'unknown error';
    return refuse(`can't be read: ${code}`, 'see that it is there and may be read');
  }
}
