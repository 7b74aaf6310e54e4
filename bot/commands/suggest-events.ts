import { join, relative, resolve, sep } from 'node:path';
import { suggestEvents } from '../../indexer/suggest-events/suggest-events.ts';
import { writeCandidates } from '../../indexer/suggest-events/write-candidates.ts';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { renderSuggestion, suggestionToJson } from '../render/suggestion.ts';
import { openContent, type SharedOptions } from './open-content.ts';

export interface SuggestEventsOptions extends SharedOptions {
  /** The folder for candidate files; without it they are only printed. */
  readonly to?: string;
}

/**
 * `almanac events suggest`: prints the events that posts speak of and that are not on file, and writes them as
 * candidates. @throws InputFault when these would be published at once.
 */
export async function runSuggestEvents(options: SuggestEventsOptions): Promise<void> {
  const console = createConsole(process);
  const { index, folder } = await openContent(options, console);
  if (options.to !== undefined && isInside(options.to, join(folder, 'events'))) {
    throw new InputFault(
      `${options.to} is read as events at once: name a folder outside, and move what is right`,
    );
  }
  const events = suggestEvents(index);
  for (const event of events) {
    console.print(
      options.json ? JSON.stringify(suggestionToJson(event)) : renderSuggestion(event, index.post, console),
    );
  }
  if (events.length === 0) console.note('The posts speak of no event that is not on file.');
  if (options.to === undefined) return;
  for (const [name, outcome] of await writeCandidates(events, options.to, index)) {
    console.note(`${outcome} ${join(options.to, name)}`);
  }
}

function isInside(path: string, folder: string): boolean {
  const way = relative(resolve(folder), resolve(path));
  return way === '' || (way !== '..' && !way.startsWith(`..${sep}`));
}
