import { open, rm, stat } from 'node:fs/promises';
import { InputFault } from '../input-fault.ts';

/** Milliseconds that the copy waits for another process to finish a write. */
const PATIENCE = 10_000;

/**
 * Copies a database whole, as it is at one moment, while other processes may read and write it (SQLite's
 * VACUUM INTO); only its owner may read the copy, which is checked. Gives its size in bytes.
 * @throws InputFault when there is nothing to copy, `to` is there already, or it can't be written.
 */
export async function backUp(file: string, to: string): Promise<number> {
  if ((await stat(file).catch(() => null)) === null)
    throw new InputFault(`there is nothing to back up yet: ${file} is not there`);
  // An empty file of our own is what SQLite writes into: it takes the name before anybody else does.
  const handle = await open(to, 'wx', 0o600).catch((error: NodeJS.ErrnoException) => {
    const why =
      error.code === 'EEXIST' ? 'is there already: name a new file' : `can't be written: ${error.code}`;
    throw new InputFault(`${to} ${why}`);
  });
  await handle.close();
  try {
    await copy(file, to);
    return (await stat(to)).size;
  } catch (cause) {
    await rm(to, { force: true });
    throw new InputFault(`${file} can't be backed up: ${(cause as Error).message}`);
  }
}

async function copy(file: string, to: string): Promise<void> {
  const { default: Database } = await import('libsql');
  const source = new Database(file, { timeout: PATIENCE });
  try {
    source.prepare('VACUUM INTO ?').run([to]);
  } finally {
    source.close();
  }
  const written = new Database(to, { readonly: true });
  try {
    const [verdict] = written.prepare('PRAGMA quick_check').all([]) as { quick_check: string }[];
    if (verdict?.quick_check !== 'ok') throw new Error(`the copy is damaged: ${verdict?.quick_check}`);
  } finally {
    written.close();
  }
}
