import { lstat } from 'node:fs/promises';
import { join, relative, resolve } from 'node:path';
import { findScopes } from '../check/find-scopes.ts';
import { decodeUtf8 } from '../decode-utf8.ts';
import { writeBeside } from '../import/write-beside.ts';
import { listContentFiles } from '../list-content-files.ts';
import { readContent } from '../read-content.ts';
import { readContentFile } from '../read-content-file.ts';
import { type Mend, mendText } from './mend-text.ts';

export interface FileMend extends Mend {
  /** Path of the file, by way of the content folder as it was given. */
  readonly file: string;
}

/**
 * Mends the files of a content folder, or those of `paths` (as `checkContent` finds them), each written whole or
 * not at all. Files that an import made are left, since a feed's next version would not be kept over an edit; so
 * are links to files.
 *
 * @throws ContentError when there is no content folder.
 */
export async function mendContent(
  dir: string,
  paths: readonly string[],
  words: readonly string[],
): Promise<FileMend[]> {
  const { scopes } = await findScopes(dir, paths.length > 0 ? paths : [dir]);
  const done: FileMend[] = [];
  for (const { folder, within } of scopes) {
    const tags = await findTagSpelling(folder);
    for (const file of (await listContentFiles(folder)).files) {
      if (!within.some((path) => path === '' || file === path || file.startsWith(`${path}/`))) continue;
      const text = await readText(folder, file);
      if (text === null || isImported(text)) continue;
      const mended = mendText(text, { words, tags });
      if (mended.text === text) continue;
      await writeBeside(join(folder, file), mended.text);
      done.push(
        ...mended.mends.map((mend) => ({ ...mend, file: join(dir, relative(resolve(dir), folder), file) })),
      );
    }
  }
  return done;
}

async function readText(folder: string, file: string): Promise<string | null> {
  if (!(await lstat(join(folder, file))).isFile()) return null;
  const { bytes } = await readContentFile(folder, file);
  return bytes === null ? null : decodeUtf8(bytes).text;
}

function isImported(text: string): boolean {
  const end = text.indexOf('\n---', 3);
  return /^imported:/m.test(text.slice(0, Math.max(0, end)));
}

/** Of tags that differ in capitals only, the spelling of most files; of as many, the one in lower case. */
async function findTagSpelling(folder: string): Promise<Map<string, string>> {
  const { posts, events } = await readContent(folder);
  const counts = new Map<string, number>();
  for (const tag of [...posts, ...events].flatMap(({ tags }) => tags))
    counts.set(tag, (counts.get(tag) ?? 0) + 1);
  const best = [...counts].sort(([a, many], [b, more]) => more - many || (a > b ? -1 : 1));
  return new Map(best.reverse().map(([tag]) => [tag.toLowerCase(), tag]));
}
