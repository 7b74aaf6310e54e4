import { type EventFilters, listEvents } from '../answer/list-events.ts';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { eventToJson } from '../render/json.ts';
import { renderEvent } from '../render/terminal.ts';
import { openContent, type SharedOptions, todayIn } from './open-content.ts';

export interface EventsOptions extends SharedOptions, Omit<EventFilters, 'words'> {
  /** Only the event with this id, whenever it is. */
  readonly id?: string;
  /** IANA name of the zone in which times are told. */
  readonly zone?: string;
  readonly limit?: number;
}

/** `almanac events`: prints the events that pass the filters. @throws InputFault for an unknown id. */
export async function runEvents(words: readonly string[], options: EventsOptions): Promise<void> {
  const console = createConsole(process);
  const { index, config } = await openContent(options, console);
  const today = options.today ?? todayIn(config.community.timezone, new Date());
  const filters = words.length === 0 ? options : { ...options, words: words.join(' ') };
  const listed =
    options.id === undefined
      ? listEvents(index.events, filters, today)
      : index.events.filter(({ id }) => id === options.id);
  if (options.id !== undefined && listed.length === 0) {
    throw new InputFault(`there is no event with the id ${JSON.stringify(options.id)}`);
  }
  const events = listed.slice(0, options.limit);
  if (options.json) {
    for (const event of events) console.print(JSON.stringify(eventToJson(event)));
  } else if (events.length === 0) console.print('No event on file is like that.');
  else console.print(events.map((event) => renderEvent(event, today, console, options.zone)).join('\n\n'));
}
