import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import { decodeUtf8 } from '../decode-utf8.ts';
import { parseYaml } from '../parse-yaml.ts';
import { compareFaults, readContent } from '../read-content.ts';
import { readContentFile } from '../read-content-file.ts';
import { readSynonyms } from '../read-synonyms.ts';
import type { Fault } from '../types.ts';
import { checkFences } from './check-fences.ts';
import { checkHeadings } from './check-headings.ts';
import { checkImages } from './check-images.ts';
import { checkLinks } from './check-links.ts';
import { checkPastEvents } from './check-past-events.ts';
import { checkReferences, type ReferenceFault } from './check-references.ts';
import { checkTwins } from './check-twins.ts';
import { checkWords } from './check-words.ts';
import { findScopes } from './find-scopes.ts';

export interface CheckOptions {
  /** Names of products as they are to be written. */
  readonly words?: readonly string[];
  /** YYYY-MM-DD; without it, nothing is said of events that are over. */
  readonly today?: string | null;
}

/**
 * Everything that is wrong in a content folder, sorted by file, line and column: what reading it finds,
 * and what lies between files (links, series, sources of events, posts that are alike) or makes a text
 * harder to quote (headings, fences, images). With `paths`, only what is wrong in these files and folders, though all are read; they are
 * looked for from the working directory, then inside the content folder. A path to another folder that
 * holds posts/ or events/ has that one checked instead; its faults have files relative to `dir`.
 *
 * Of the faults between files, those that mislead a reader are errors too, though the index takes the file.
 *
 * @throws ContentError when there is no content folder.
 */
export async function checkContent(
  dir: string,
  paths: readonly string[] = [],
  options: CheckOptions = {},
): Promise<Fault[]> {
  if (paths.length === 0) return checkFolder(dir, options);
  const { scopes, faults } = await findScopes(dir, paths);
  for (const { folder, within } of scopes) {
    const base = toPosix(relative(resolve(dir), folder));
    for (const fault of await checkFolder(folder, options)) {
      if (!within.some((path) => path === '' || fault.file === path || fault.file.startsWith(`${path}/`)))
        continue;
      faults.push(base === '' ? fault : { ...fault, file: `${base}/${fault.file}` });
    }
  }
  return faults.sort(compareFaults);
}

async function checkFolder(dir: string, { words = [], today = null }: CheckOptions): Promise<Fault[]> {
  const [content, synonyms] = await Promise.all([readContent(dir), readSynonyms(dir)]);
  const faults: Fault[] = [...content.faults, ...synonyms.faults];
  const isFile = rememberFiles(await realpath(dir));
  for (const page of [...content.posts, ...content.events]) {
    faults.push(...(await checkLinks(page, isFile)));
    faults.push(
      ...checkHeadings(page),
      ...checkFences(page),
      ...checkImages(page),
      ...checkWords(page, words),
    );
  }
  faults.push(...checkTwins(content.posts));
  const past = today === null ? [] : checkPastEvents(content.events, today);
  for (const reference of [...checkReferences(content), ...past]) faults.push(await locate(dir, reference));
  return faults.sort(compareFaults);
}

/** Answers whether a path inside the folder is a file, and not a link to one outside. */
function rememberFiles(root: string): (file: string) => Promise<boolean> {
  const known = new Map<string, Promise<boolean>>();
  const look = async (file: string): Promise<boolean> => {
    try {
      const target = await realpath(join(root, file));
      return target.startsWith(root + sep) && (await stat(target)).isFile();
    } catch {
      return false;
    }
  };
  return (file) => {
    const answer = known.get(file) ?? look(file);
    known.set(file, answer);
    return answer;
  };
}

/** Finds the line of a key in the front matter; the file is read again, since these faults are few. */
async function locate(dir: string, { key, ...rest }: ReferenceFault): Promise<Fault> {
  const { bytes } = await readContentFile(dir, rest.file);
  const text = decodeUtf8(bytes ?? new Uint8Array()).text ?? '';
  const yaml = text.slice(3, Math.max(3, text.indexOf('\n---', 3)));
  return { severity: 'error', ...rest, ...parseYaml(yaml).locate(key, 'value') };
}

function toPosix(path: string): string {
  return path.split(sep).join('/');
}
