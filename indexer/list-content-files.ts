import type { Dirent } from 'node:fs';
import { lstat, readdir, realpath, stat } from 'node:fs/promises';
import { basename, join, sep } from 'node:path';
import { setImmediate } from 'node:timers/promises';
import { ContentError } from './content-error.ts';
import { digestFile, joinDigests } from './digest-content.ts';
import { FILES_PER_TURN, readContentFiles } from './read-content-file.ts';
import type { Fault } from './types.ts';

export interface ContentListing {
  /** Paths inside the content folder, with `/`, in the order of their code units. */
  readonly files: readonly string[];
  /** What lies there and is not read: links that lead outside, folders that can't be opened, ... */
  readonly faults: readonly Fault[];
  /** The folders that were listed, `posts`, `posts/2017`, …: what is added in them would be read. */
  readonly folders: readonly string[];
}

/** The file of words that mean the same, in the content folder. */
export const SYNONYMS = 'synonyms.yaml';

/**
 * Lists the `.md` files below `posts/` (at any depth) and in `events/` (no folders) of a content folder.
 * Names that begin with a dot are passed over. A symbolic link is followed when it leads to a file inside
 * the content folder; links to folders are not, so that there are no circles.
 * This module is part of every start: it loads no library.
 *
 * @throws ContentError when there is no such folder, or it has neither `posts/` nor `events/`.
 */
export async function listContentFiles(dir: string): Promise<ContentListing> {
  const root = await findRoot(dir);
  const files: string[] = [];
  const faults: Fault[] = [];
  const folders: string[] = [];
  const listing = { files, faults, folders };
  const found = [
    await listFolder(root, 'posts', true, listing),
    await listFolder(root, 'events', false, listing),
  ];
  if (!found.includes(true)) {
    throw new ContentError(
      `the content folder "${dir}" has neither posts/ nor events/`,
      dir,
      'put Markdown files into posts/, or name another folder with --content DIR',
    );
  }
  return { files: files.sort(), faults, folders };
}

/** Hashes that change whenever their content does: hexadecimal SHA-256. */
export interface ContentHash {
  /** Of all files together. */
  readonly all: string;
  /** Of each file, by its path; of one that can't be read, why. */
  readonly files: ReadonlyMap<string, string>;
}

/**
 * Hashes the paths and bytes of all content files and of `synonyms.yaml`. Files that can't be read count by
 * their fault. Reads every file, since times and sizes do not tell all changes; part of every start, it
 * loads no library.
 *
 * @throws ContentError when there is no content folder.
 */
export async function hashContentFolder(dir: string): Promise<ContentHash> {
  const { files } = await listContentFiles(dir);
  const hashes = new Map<string, string>();
  for (const content of readContentFiles(dir, [...files, SYNONYMS])) {
    hashes.set(content.file, digestFile(content));
    if (hashes.size % FILES_PER_TURN === 0) await setImmediate();
  }
  return { all: joinDigests(hashes), files: hashes };
}

async function findRoot(dir: string): Promise<string> {
  try {
    const root = await realpath(dir);
    if ((await stat(root)).isDirectory()) return root;
  } catch (cause) {
    const hint = 'make it, or name another with --content DIR';
    throw new ContentError(`there is no content folder "${dir}"`, dir, hint, cause);
  }
  throw new ContentError(`"${dir}" is no folder`, dir, 'name a folder with --content DIR');
}

/** Whether there is such a folder. Adds what it finds to `listing`. */
async function listFolder(
  root: string,
  folder: string,
  deep: boolean,
  listing: { files: string[]; faults: Fault[]; folders: string[] },
): Promise<boolean> {
  const { files, faults, folders } = listing;

  let entries: Dirent[];
  try {
    const path = join(root, folder);
    if (!isInside(root, await realpath(path))) {
      faults.push(
        faultOf(
          folder,
          'leads outside the content folder, and is not followed',
          'put the folder itself here',
        ),
      );
      return true;
    }
    entries = await readdir(path, { withFileTypes: true });
  } catch (error) {
    if ((error as NodeJS.ErrnoException).code === 'ENOENT') return false;
    faults.push(
      faultOf(folder, `can't be listed: ${(error as Error).message}`, 'make a readable folder of it'),
    );
    return true;
  }

  folders.push(folder);
  for (const entry of entries) {
    const file = `${folder}/${entry.name}`;
    const found = await sortEntry(root, file, deep, entry);
    if (found === 'file') files.push(file);
    else if (found === 'folder') await listFolder(root, file, true, listing);
    else if (found !== 'nothing') faults.push(found);
  }
  return true;
}

type Entry = Pick<Dirent, 'isDirectory' | 'isSymbolicLink' | 'isFile'>;

/** What an entry of a folder is to us. */
async function sortEntry(
  root: string,
  file: string,
  deep: boolean,
  entry: Entry,
): Promise<'file' | 'folder' | 'nothing' | Fault> {
  if (basename(file).startsWith('.')) return 'nothing';
  if (entry.isDirectory()) {
    return deep
      ? 'folder'
      : faultOf(file, 'folders in events/ are not read', 'move its files up into events/', 'warning');
  }
  if (entry.isSymbolicLink()) {
    const refusal = await refuseLink(root, file);
    if (refusal !== null) return faultOf(file, refusal, 'put the file itself here');
    return file.endsWith('.md') ? 'file' : 'nothing';
  }
  if (entry.isFile() && file.endsWith('.md')) return 'file';
  if (!/\.(?:md|mdx|markdown)$/i.test(file)) return 'nothing';
  return faultOf(file, 'is not read: no file whose name ends in .md', 'rename it', 'warning');
}

/**
 * What the listing of a content folder would hold of the path of an entry of one of its folders: a file, a fault, or
 * nothing; `unsure` when only a listing can tell, as of a folder.
 *
 * @throws ContentError when there is no content folder.
 */
export async function findContentFile(
  dir: string,
  file: string,
): Promise<'file' | 'nothing' | 'unsure' | Fault> {
  const root = await findRoot(dir);
  const [top = '', ...names] = file.split('/');
  if (names.length === 0) return top === 'posts' || top === 'events' ? 'unsure' : 'nothing';
  const folder = names.slice(0, -1);
  if (top !== 'posts' && (top !== 'events' || folder.length > 0)) return 'nothing';
  if (folder.some((name) => name.startsWith('.'))) return 'nothing';
  try {
    const above = await realpath(join(root, top));
    if (!isInside(root, above)) return 'unsure';
    // A folder that is a link is not listed.
    if ((await realpath(join(above, ...folder))) !== join(above, ...folder)) return 'unsure';
    const found = await sortEntry(root, file, top === 'posts', await lstat(join(root, file)));
    return found === 'folder' ? 'unsure' : found;
  } catch (error) {
    return (error as NodeJS.ErrnoException).code === 'ENOENT' ? 'nothing' : 'unsure';
  }
}

/** Why a symbolic link is not followed; null when it is, or when nobody would miss it. */
async function refuseLink(root: string, file: string): Promise<string | null> {
  const target = await realpath(join(root, file)).catch(() => null);
  if (target === null) return file.endsWith('.md') ? 'is a link that leads nowhere' : null;
  const isFolder = await stat(target).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
  if (!isFolder && !file.endsWith('.md')) return null;
  if (!isInside(root, target)) return 'leads outside the content folder, and is not followed';
  return isFolder ? 'is a link to a folder, and is not followed' : null;
}

function faultOf(file: string, message: string, hint: string, severity: Fault['severity'] = 'error'): Fault {
  return { severity, file, line: 1, column: 1, message, hint };
}

function isInside(root: string, path: string): boolean {
  return path === root || path.startsWith(root.endsWith(sep) ? root : root + sep);
}
