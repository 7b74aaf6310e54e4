import { open } from 'node:fs/promises';
import { exportLunr } from '../../indexer/export-lunr.ts';
import { writeBeside } from '../../indexer/import/write-beside.ts';
import type { Index } from '../../indexer/open-index.ts';
import { InputFault } from '../input-fault.ts';

/** How every index begins that lunr has written. */
const HEAD = '{"version":"2.';

/**
 * Writes the index for lunr, whole or not at all, in place of an earlier one or of nothing. Gives its size in bytes.
 * @throws InputFault when the file is something else, when it can't be written, or when the index is longer
 * than a string may be (512 MB, some 100,000 passages).
 */
export async function writeLunr(file: string, index: Index): Promise<number> {
  try {
    if (!(await isFree(file))) throw new InputFault(`${file} is no index of lunr's: it is left as it is`);
    const text = JSON.stringify(exportLunr(index));
    await writeBeside(file, text);
    return Buffer.byteLength(text);
  } catch (error) {
    if (error instanceof InputFault) throw error;
    throw new InputFault(`${file} can't be written: ${(error as Error).message}`, { cause: error });
  }
}

async function isFree(file: string): Promise<boolean> {
  const handle = await open(file).catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw error;
  });
  try {
    const head = await handle?.read(Buffer.alloc(HEAD.length), 0, HEAD.length, 0);
    return head === undefined || head.buffer.toString('latin1') === HEAD;
  } finally {
    await handle?.close();
  }
}
