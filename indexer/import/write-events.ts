import { lstat, readdir, readFile } from 'node:fs/promises';
import { join } from 'node:path';
import { ImportError } from './import-error.ts';
import { type Imprint, type Origin, readImprint, writeImprinted } from './imprint.ts';
import { nameStem } from './name-stem.ts';
import { describeFailure, openFolder } from './open-folder.ts';
import type { CalendarEntry } from './read-calendar.ts';
import { textToMarkdown } from './text-to-markdown.ts';
import { writeBeside } from './write-beside.ts';
import type { Outcome } from './write-posts.ts';

export interface EventOutcome {
  readonly outcome: Outcome;
  /** Path inside the content folder, with `/`: `events/2017-09-07-opendev.md`. */
  readonly file: string;
  readonly line: number;
  /** Why a file was kept or refused; else null. */
  readonly reason: string | null;
}

/** A file of the folder that an entry may have been written to before. */
interface Present {
  readonly name: string;
  readonly text: string;
  readonly imprint: Imprint | null;
}

const LARGEST_FILE = 1024 * 1024;
const MOST_NAMESAKES = 1_000;

/**
 * Writes entries of a calendar as `events/STEM.md` below a content folder, and tells of each, in order. An entry
 * finds its file again by UID, also when it has another day or name. A file that was edited by hand is kept, and
 * so is one that holds a later revision. Writing the same entries again changes nothing.
 *
 * @throws ImportError when the folder can't be written to.
 */
export async function* writeEvents(
  entries: readonly CalendarEntry[],
  { to, from }: { readonly to: string; readonly from: string },
): AsyncGenerator<EventOutcome> {
  const root = await openFolder(to, to);
  const folder = await openFolder(join(root, 'events'), to, root);
  const present = await readPresent(folder);
  const byUid = new Map(present.map((file) => [uidOf(file), file] as const).filter(([uid]) => uid !== null));
  const taken = new Set(present.map(({ name }) => name));
  for (const entry of entries) {
    const former = byUid.get(entry.uid);
    const name = former?.name ?? chooseName(entry, taken);
    const tell = (outcome: Outcome, reason: string | null = null) => ({
      outcome,
      file: `events/${name}`,
      line: entry.line,
      reason,
    });
    if (name === null) {
      yield { ...tell('refused', 'the 1001st of that day and name, or later'), file: 'events' };
      continue;
    }
    taken.add(name);
    const text = renderEventFile(entry, { from, line: entry.line });
    if (Buffer.byteLength(text) > LARGEST_FILE) yield tell('refused', 'larger than 1 MiB as Markdown');
    else if (former !== undefined && isSame(entry, former)) yield tell('unchanged');
    else if (former !== undefined && former.imprint === null)
      yield tell('kept', 'not written by the importer');
    else if (former?.imprint?.isEdited) yield tell('kept', 'edited by hand');
    else if (former !== undefined && Number(former.imprint?.fields.sequence ?? 0) > entry.sequence) {
      yield tell('kept', 'a later revision');
    } else {
      await write(join(folder, name), text, to);
      yield tell(former === undefined ? 'written' : 'updated');
    }
  }
}

/** The names of events are few enough to read them all; what can't be read is no file of ours. */
async function readPresent(folder: string): Promise<Present[]> {
  const names = (await readdir(folder)).filter((name) => name.endsWith('.md')).sort();
  const files: Present[] = [];
  for (const name of names) {
    const path = join(folder, name);
    const stats = await lstat(path);
    const isPlain = stats.isFile() && stats.size <= LARGEST_FILE;
    const text = isPlain ? (await readFile(path, 'utf8').catch(() => '')).replaceAll('\r\n', '\n') : '';
    files.push({ name, text, imprint: readImprint(text) });
  }
  return files;
}

function uidOf({ imprint, text }: Present): string | null {
  if (imprint !== null) return typeof imprint.fields.uid === 'string' ? imprint.fields.uid : null;
  return /^uid: (\S+)$/m.exec(text)?.[1] ?? null;
}

/** A newer calendar has other line numbers: the same event is no other for that. */
function isSame(entry: CalendarEntry, { text, imprint }: Present): boolean {
  return imprint !== null && renderEventFile(entry, imprint) === text;
}

function chooseName(entry: CalendarEntry, taken: ReadonlySet<string>): string | null {
  const stem = nameStem(entry.start, entry.name);
  for (let number = 1; number <= MOST_NAMESAKES; number++) {
    const name = number === 1 ? `${stem}.md` : `${stem}-${number}.md`;
    if (!taken.has(name)) return name;
  }
  return null;
}

function renderEventFile(entry: CalendarEntry, origin: Origin): string {
  const { name, start, end, timezone, place, online, url, tags, rrule, exdates, status, uid, sequence } =
    entry;
  const fields = {
    ...{ name, start },
    ...(end === null ? {} : { end }),
    ...(timezone === null ? {} : { timezone }),
    ...(place === null ? {} : { place }),
    ...(online === null ? {} : { online }),
    ...(url === null ? {} : { url }),
    ...(tags.length === 0 ? {} : { tags }),
    ...(rrule === null ? {} : { rrule }),
    ...(exdates.length === 0 ? {} : { exdates }),
    ...(status === 'confirmed' ? {} : { status }),
    uid,
    ...(sequence === 0 ? {} : { sequence }),
  };
  return writeImprinted(fields, textToMarkdown(entry.description), origin);
}

async function write(path: string, text: string, to: string): Promise<void> {
  try {
    await writeBeside(path, text);
  } catch (cause) {
    const message = `"${path}" can't be written: ${describeFailure(cause)}`;
    throw new ImportError(message, to, 'see that there is room, and that it may be written to', cause);
  }
}
