import { open } from 'node:fs/promises';

/** Writes a file that is not there yet; false when it is. @throws Error when it can't be written. */
export async function writeNew(path: string, text: string): Promise<boolean> {
  try {
    const handle = await open(path, 'wx');
    try {
      await handle.writeFile(text);
    } finally {
      await handle.close();
    }
    return true;
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'EEXIST') return false;
    throw error;
  }
}
