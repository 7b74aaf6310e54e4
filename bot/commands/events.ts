import { readFile } from 'node:fs/promises';
import type { EventInfo } from '../../indexer/build-index.ts';
import { writeBeside } from '../../indexer/import/write-beside.ts';
import { type EventFilters, listEvents } from '../answer/list-events.ts';
import { type Console, createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { nameCalendar } from '../render/calendar/name-calendar.ts';
import { eventToJson } from '../render/json.ts';
import { renderEvent } from '../render/terminal.ts';
import { openContent, type SharedOptions, todayIn } from './open-content.ts';

export interface EventsOptions extends SharedOptions, Omit<EventFilters, 'words'> {
  /** Only the event with this id, whenever it is. */
  readonly id?: string;
  /** IANA name of the zone in which times are told. */
  readonly zone?: string;
  readonly limit?: number;
  /** Print a calendar file. */
  readonly ics?: boolean;
  /** Write the calendar to this file, which is also read as its last edition. */
  readonly out?: string;
}

/** `almanac events`: prints the events that pass the filters. @throws InputFault for an unknown id. */
export async function runEvents(words: readonly string[], options: EventsOptions): Promise<void> {
  const console = createConsole(process);
  const { index, config } = await openContent(options, console);
  const today = options.today ?? todayIn(config.community.timezone, new Date());
  const isCalendar = options.ics || options.out !== undefined;
  const isNarrow = options.past || options.since !== undefined || options.until !== undefined;
  const filters = {
    ...options,
    ...(words.length === 0 ? {} : { words: words.join(' ') }),
    // A calendar keeps its past, unless a part of it is asked for.
    ...(isCalendar && !isNarrow ? { all: true } : {}),
  };
  const listed =
    options.id === undefined
      ? listEvents(index.events, filters, today)
      : index.events.filter(({ id }) => id === options.id);
  if (options.id !== undefined && listed.length === 0) {
    throw new InputFault(`there is no event with the id ${JSON.stringify(options.id)}`);
  }
  const events = listed.slice(0, options.limit);
  if (isCalendar) {
    await writeCalendar(wholeSeries(events, index.events), config.community.name, options.out, console);
  } else if (options.json) {
    for (const event of events) console.print(JSON.stringify(eventToJson(event)));
  } else if (events.length === 0) console.print('No event on file is like that.');
  else console.print(events.map((event) => renderEvent(event, today, console, options.zone)).join('\n\n'));
}

/** Calendars hold a recurring event once, with its rule. */
function wholeSeries(listed: readonly EventInfo[], all: readonly EventInfo[]): EventInfo[] {
  const ids = new Set(listed.map(({ id }) => id));
  return all.filter(({ id }) => ids.has(id));
}

async function writeCalendar(
  events: readonly EventInfo[],
  community: string,
  file: string | undefined,
  console: Console,
): Promise<void> {
  const { renderCalendar } = await import('../render/calendar/render-calendar.ts');
  const options = { ...nameCalendar(community), now: new Date().toISOString() };
  if (file === undefined) {
    process.stdout.write(renderCalendar(events, { ...options, previous: null }));
    return;
  }
  const previous = await readFile(file, 'utf8').catch((error: NodeJS.ErrnoException) => {
    if (error.code === 'ENOENT') return null;
    throw new InputFault(`${file} can't be read: ${error.message}`);
  });
  await writeBeside(file, renderCalendar(events, { ...options, previous })).catch((error: Error) => {
    throw new InputFault(`${file} can't be written: ${error.message}`);
  });
  console.note(`Events in ${file}: ${events.filter(({ start }) => start !== null).length}`);
}
