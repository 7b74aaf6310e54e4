import { stat } from 'node:fs/promises';
import { join } from 'node:path';
import { digestFile, joinDigests } from '../digest-content.ts';
import { listContentFiles, SYNONYMS } from '../list-content-files.ts';
import { gatherContent, type ReadFiles, readPage } from '../read-content.ts';
import { readContentFile, readContentFiles } from '../read-content-file.ts';
import { readSynonyms } from '../read-synonyms.ts';
import type { Content, Fault } from '../types.ts';

/** A content folder as it stands after a look at it. */
export interface Look {
  /** What is to be answered from: of a file that broke, its last good version. `faults` are all there are. */
  readonly content: Content;
  readonly synonyms: readonly (readonly string[])[];
  /** As `hashContentFolder` gives it: of the folder itself, broken files as they are. */
  readonly hash: string;
  /** The same of each file, by its path. */
  readonly digests: ReadonlyMap<string, string>;
  /** The folders, inside the content folder, in which changes matter. */
  readonly folders: readonly string[];
  /** Posts and events that came, changed or went since the last look, broken ones not counted. */
  readonly changes: { readonly added: number; readonly changed: number; readonly removed: number };
  /** Whether answers can differ from those of the last look. */
  readonly isNew: boolean;
  /** What came to be wrong since the last look; all of a file that changed. */
  readonly faults: readonly Fault[];
  /** The files whose last good version stays, a post's with its Markdown. */
  readonly kept: ReadonlyMap<string, string | null>;
}

interface KnownFile {
  /** Its size and times: while they stay, it is not read again. */
  readonly stamp: string;
  readonly digest: string;
  readonly page: ReadFiles;
  /** `page`, or where that is broken the last one that was not; null when there was none. */
  readonly good: ReadFiles | null;
}

interface KnownWords {
  readonly digest: string;
  readonly groups: readonly (readonly string[])[];
  readonly faults: readonly Fault[];
  readonly isBroken: boolean;
}

/**
 * Looks at a content folder again and again. Only files whose size or times changed are read, and one that broke
 * leaves its last good version in place. Holds the text of all posts in memory. A look throws a ContentError while
 * there is no content folder; the next goes on from where the last good one was.
 */
export function createContentKeeper(dir: string): () => Promise<Look> {
  let known: ReadonlyMap<string, KnownFile> = new Map();
  let words: KnownWords = { digest: '', groups: [], faults: [], isBroken: false };
  let told: ReadonlySet<string> = new Set();

  return async () => {
    const listing = await listContentFiles(dir);
    const now = await readChanged(dir, listing.files, known);
    for (const [file, before] of known) {
      // What lies in a folder that can't be opened just now is not gone.
      if (!now.has(file) && listing.faults.some((fault) => isInside(file, fault))) now.set(file, before);
    }
    const changes = compare(known, now);
    const wordsNow = await readWords(dir, words);
    const files = [...now].sort(([a], [b]) => (a < b ? -1 : 1));
    const faults = [...listing.faults, ...wordsNow.faults];
    const content = gatherContent(
      files.map(([, { page, good }]) => ({ ...(good ?? page), faults: page.faults })),
      faults,
    );
    const digests = new Map([
      ...files.map(([file, { digest }]) => [file, digest] as const),
      [SYNONYMS, wordsNow.digest],
    ]);
    const isTouched = ({ file }: Fault) =>
      file === SYNONYMS
        ? words.digest !== wordsNow.digest
        : known.get(file)?.digest !== now.get(file)?.digest;
    const look: Look = {
      content,
      synonyms: wordsNow.groups,
      hash: joinDigests(digests),
      digests,
      folders: listing.folders,
      changes,
      isNew:
        changes.added + changes.changed + changes.removed > 0 ||
        (words.digest !== wordsNow.digest && !wordsNow.isBroken),
      faults: content.faults.filter((fault) => isTouched(fault) || !told.has(JSON.stringify(fault))),
      kept: new Map([
        ...files.flatMap(([file, { page, good }]) =>
          good === null || good === page ? [] : [[file, good.posts[0]?.body ?? null] as const],
        ),
        ...(wordsNow.isBroken && wordsNow.groups.length > 0 ? [[SYNONYMS, null] as const] : []),
      ]),
    };
    known = new Map(files);
    words = wordsNow;
    told = new Set(content.faults.map((fault) => JSON.stringify(fault)));
    return look;
  };
}

function isInside(file: string, folder: Fault): boolean {
  return folder.severity === 'error' && file.startsWith(`${folder.file}/`);
}

async function readChanged(
  dir: string,
  files: readonly string[],
  known: ReadonlyMap<string, KnownFile>,
): Promise<Map<string, KnownFile>> {
  const now = new Map<string, KnownFile>();
  const stamps = new Map<string, string>();
  for (const file of files) {
    const before = known.get(file);
    const stamp = await stampOf(dir, file);
    if (before?.stamp === stamp) now.set(file, before);
    else stamps.set(file, stamp);
  }
  for (const content of readContentFiles(dir, [...stamps.keys()])) {
    const { file } = content;
    const before = known.get(file);
    // What could not be read is tried again at the next look.
    const stamp = content.bytes === null ? '' : (stamps.get(file) ?? '');
    const digest = digestFile(content);
    if (before?.digest === digest) now.set(file, { ...before, stamp });
    else {
      const page = readPage(content);
      now.set(file, { stamp, digest, page, good: isGood(page) ? page : (before?.good ?? null) });
    }
  }
  return now;
}

function isGood({ posts, events }: ReadFiles): boolean {
  return posts.length + events.length > 0;
}

async function stampOf(dir: string, file: string): Promise<string> {
  const stats = await stat(join(dir, file), { bigint: true }).catch(() => null);
  return stats === null ? 'gone' : [stats.ino, stats.size, stats.mtimeNs, stats.ctimeNs].join();
}

function compare(
  before: ReadonlyMap<string, KnownFile>,
  now: ReadonlyMap<string, KnownFile>,
): Look['changes'] {
  const changes = { added: 0, changed: 0, removed: 0 };
  for (const [file, { good }] of now) {
    const old = before.get(file)?.good ?? null;
    if (good !== null && old === null) changes.added++;
    else if (good !== old) changes.changed++;
  }
  for (const [file, { good }] of before) if (good !== null && !now.has(file)) changes.removed++;
  return changes;
}

async function readWords(dir: string, before: KnownWords): Promise<KnownWords> {
  const digest = digestFile(await readContentFile(dir, SYNONYMS));
  if (digest === before.digest) return before;
  const { groups, faults } = await readSynonyms(dir);
  const isBroken = faults.length > 0;
  return { digest, groups: isBroken ? before.groups : groups, faults, isBroken };
}
