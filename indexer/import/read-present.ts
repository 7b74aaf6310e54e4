import { lstat, readFile } from 'node:fs/promises';
import { type Imprint, readImprint } from './imprint.ts';

/** In bytes: the index reads no larger file. */
export const LARGEST_FILE = 1024 * 1024;

/** A file that is there already. */
export interface PresentFile {
  /** With LF for line breaks. */
  readonly text: string;
  /** Null when it was not imported. */
  readonly imprint: Imprint | null;
  /** Why it must be kept as it is: `edited by hand`; null when it may be written anew. */
  readonly kept: string | null;
}

/** Looks at the file that stands where one is to be written; null when there is none. Never throws. */
export async function readPresent(path: string): Promise<PresentFile | null> {
  try {
    const stats = await lstat(path);
    if (!stats.isFile()) return { text: '', imprint: null, kept: 'no plain file' };
    if (stats.size > LARGEST_FILE) return { text: '', imprint: null, kept: 'larger than 1 MiB' };
    const text = (await readFile(path, 'utf8')).replaceAll('\r\n', '\n');
    const imprint = readImprint(text);
    if (imprint === null) return { text, imprint, kept: 'not written by the importer' };
    return { text, imprint, kept: imprint.isEdited ? 'edited by hand' : null };
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return null;
    return { text: '', imprint: null, kept: `can't be read: ${(error as NodeJS.ErrnoException).code}` };
  }
}
