import { createHash } from 'node:crypto';
import { realpath } from 'node:fs/promises';
import { join, resolve } from 'node:path';
import envPaths from 'env-paths';

/** The snapshot of a content folder's index, in the platform's cache folder: it can be made again. */
export async function nameSnapshot(folder: string): Promise<string> {
  return join(envPaths('almanac', { suffix: '' }).cache, `${await nameFolder(folder)}.index`);
}

/** The database of a content folder, in the platform's data folder: what is lost there is lost. */
export async function nameStore(folder: string): Promise<string> {
  return join(envPaths('almanac', { suffix: '' }).data, `${await nameFolder(folder)}.db`);
}

/** One name a content folder; links to one folder share it. */
async function nameFolder(folder: string): Promise<string> {
  const path = await realpath(folder).catch(() => resolve(folder));
  return createHash('sha256').update(path).digest('hex').slice(0, 16);
}
