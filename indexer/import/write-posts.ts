import { join } from 'node:path';
import { ImportError } from './import-error.ts';
import { nameStem } from './name-stem.ts';
import type { PlanetEntry } from './read-planet-text.ts';
import { describeFailure, openFolder } from './open-folder.ts';
import { LARGEST_FILE, type PresentFile, readPresent } from './read-present.ts';
import { renderPost } from './render-post.ts';
import { textToMarkdown } from './text-to-markdown.ts';
import { writeBeside } from './write-beside.ts';

/** What became of a post. `refused`: it is larger than the index reads, or has too many namesakes. */
export type Outcome = 'written' | 'updated' | 'unchanged' | 'kept' | 'refused';

export interface PostOutcome {
  readonly outcome: Outcome;
  /** Path inside the content folder, with `/`: `posts/2017/2017-05-25-diggin-the-kernel.md`. */
  readonly file: string;
  /** The 1-based line of the source on which the title stands. */
  readonly line: number;
  /** Why a file was kept or refused: `edited by hand`; else null. */
  readonly reason: string | null;
}

export interface WritePostsOptions {
  /** The content folder; it is made when it is not there. */
  readonly to: string;
  /** The source's name without its folder. */
  readonly from: string;
  readonly signal?: AbortSignal | undefined;
}

/** Posts that are written at a time: most of the time is the disk's. */
const AT_A_TIME = 16;
/** Posts of one day and one title; more are a mistake, or mischief. */
const MOST_NAMESAKES = 1_000;

/**
 * Writes posts as `posts/YYYY/STEM.md` below a content folder, and tells of each, in order. A file is written
 * only when it is new, or was imported and not edited since; writing the same posts again changes nothing,
 * also after a run that was cut short. Posts of one day and title have `-2`, `-3`, … behind their stem; a post
 * finds its file again by author and time. Files of this folder alone are written, also if links lead outside.
 *
 * @throws ImportError when the folder can't be written to.
 */
export async function* writePosts(
  entries: AsyncIterable<PlanetEntry>,
  { to, from, signal }: WritePostsOptions,
): AsyncGenerator<PostOutcome> {
  const root = await openFolder(to, to);
  const folders = new Map<string, Promise<string>>();
  const taken = new Set<string>();
  const pending: Promise<PostOutcome>[] = [];
  try {
    for await (const entry of entries) {
      signal?.throwIfAborted();
      const year = entry.published.slice(0, 4);
      const folder = folders.get(year) ?? openYear(root, to, year);
      folders.set(year, folder);
      const place = await choosePlace(entry, await folder, year, taken);
      const outcome = writePost(entry, place, from, to);
      // Watched at once: it may fail while an earlier one is waited for.
      outcome.catch(() => {});
      pending.push(outcome);
      if (pending.length >= AT_A_TIME) yield await (pending.shift() as Promise<PostOutcome>);
    }
    while (pending.length > 0) yield await (pending.shift() as Promise<PostOutcome>);
  } finally {
    await Promise.allSettled(pending); // what was begun is ended: no half-written file is left
  }
}

/** Where a post goes, and what is there now. */
interface Place {
  /** Null when no name is free. */
  readonly path: string | null;
  readonly file: string;
  readonly present: PresentFile | null;
}

async function choosePlace(
  entry: PlanetEntry,
  folder: string,
  year: string,
  taken: Set<string>,
): Promise<Place> {
  const stem = nameStem(entry.published, entry.title);
  for (let number = 1; number <= MOST_NAMESAKES; number++) {
    const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
    const file = `posts/${year}/${name}`;
    if (taken.has(file)) continue;
    const path = join(folder, name);
    const present = await readPresent(path);
    const imprint = present?.imprint ?? null;
    const isOther =
      imprint !== null &&
      (imprint.fields.published !== entry.published || imprint.fields.author !== entry.author) &&
      !imprint.isEdited;
    if (isOther) continue;
    taken.add(file);
    return { path, file, present };
  }
  return { path: null, file: `posts/${year}/${stem}.md`, present: null };
}

async function writePost(
  entry: PlanetEntry,
  { path, file, present }: Place,
  from: string,
  to: string,
): Promise<PostOutcome> {
  const tell = (outcome: Outcome, reason: string | null = null) => ({
    outcome,
    file,
    line: entry.line,
    reason,
  });
  if (path === null) return tell('refused', `the ${MOST_NAMESAKES + 1}st of that day and title, or later`);
  const body = textToMarkdown(entry.textLines);
  const text = renderPost(entry, body, { from, line: entry.line });
  if (Buffer.byteLength(text) > LARGEST_FILE) return tell('refused', 'larger than 1 MiB as Markdown');
  // A newer page has other line numbers: the same post is no other for that.
  const { imprint = null } = present ?? {};
  if (imprint !== null && renderPost(entry, body, imprint) === present?.text) return tell('unchanged');
  if (present?.kept != null) return tell('kept', present.kept);
  try {
    await writeBeside(path, text);
  } catch (cause) {
    throw new ImportError(
      `"${file}" can't be written: ${describeFailure(cause)}`,
      to,
      'see that there is room, and that the folder may be written to',
      cause,
    );
  }
  return tell(present === null ? 'written' : 'updated');
}

async function openYear(root: string, to: string, year: string): Promise<string> {
  const posts = await openFolder(join(root, 'posts'), to, root);
  return openFolder(join(posts, year), to, root);
}
