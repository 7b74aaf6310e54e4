import { open, stat } from 'node:fs/promises';
import { basename } from 'node:path';
import type { Fault } from '../types.ts';
import { cleanLine } from './clean-line.ts';
import { ImportError } from './import-error.ts';
import type { KeptPost } from './import-source.ts';
import { readCalendar } from './read-calendar.ts';
import { writeEvents } from './write-events.ts';
import type { Outcome } from './write-posts.ts';

export interface CalendarReport {
  /** The source, as it was given. */
  readonly source: string;
  /** Events read: the sum of `counts`. */
  readonly events: number;
  readonly counts: Readonly<Record<Outcome, number>>;
  readonly kept: readonly KeptPost[];
  /** In order; places are those of the source. At most 1,000: `faultsTotal` counts all. */
  readonly faults: readonly Fault[];
  readonly faultsTotal: number;
}

/** In bytes; a calendar is held in memory whole. */
const LARGEST_CALENDAR = 16 * 1024 * 1024;
const MOST_FAULTS = 1_000;
const HINT = 'name a calendar file (.ics)';

/**
 * Imports a calendar file (RFC 5545) into the `events/` of a content folder. Running it again changes nothing;
 * a newer calendar changes the files of the events that it changed.
 *
 * @throws ImportError when the file can't be read or is no calendar, or the folder can't be written to.
 */
export async function importCalendar(path: string, to: string): Promise<CalendarReport> {
  const text = await readText(path);
  if (!/^\ufeff?\s*BEGIN:VCALENDAR\s*$/im.test(text)) throw new ImportError('is no calendar', path, HINT);
  const faults: Fault[] = [];
  let faultsTotal = 0;
  const onFault = (fault: Fault) => {
    if (++faultsTotal <= MOST_FAULTS) faults.push(fault);
  };
  const counts: Record<Outcome, number> = { written: 0, updated: 0, unchanged: 0, kept: 0, refused: 0 };
  const kept: KeptPost[] = [];
  const entries = readCalendar(text, path, onFault);
  for await (const { outcome, file, line, reason } of writeEvents(entries, {
    to,
    from: cleanLine(basename(path)),
  })) {
    counts[outcome]++;
    if (outcome === 'kept') kept.push({ file, reason: reason ?? '' });
    if (outcome !== 'refused') continue;
    const message = `the event that begins here is ${reason}, and is left out`;
    onFault({ severity: 'error', file: path, line, column: 1, message, hint: 'mend the calendar' });
  }
  return { source: path, events: entries.length, counts, kept, faults, faultsTotal };
}

async function readText(path: string): Promise<string> {
  try {
    if ((await stat(path)).size > LARGEST_CALENDAR)
      throw new ImportError('is larger than 16 MiB', path, HINT);
    const handle = await open(path);
    try {
      return await handle.readFile('utf8');
    } finally {
      await handle.close();
    }
  } catch (cause) {
    if (cause instanceof ImportError) throw cause;
    throw new ImportError(`can't be read: ${(cause as NodeJS.ErrnoException).code}`, path, HINT, cause);
  }
}
