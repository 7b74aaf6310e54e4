import type { PostInfo } from '../../indexer/build-index.ts';
import type { SuggestedEvent } from '../../indexer/suggest-events/group-sightings.ts';
import type { PostId } from '../../indexer/types.ts';
import { clean, type Terminal } from './terminal.ts';

/** A suggested event as text: name, what is known of day and place, and the sentence that says most. */
export function renderSuggestion(
  event: SuggestedEvent,
  post: (id: PostId) => PostInfo,
  { colours }: Terminal,
): string {
  const { name, start, end, place, dateFrom, sightings } = event;
  const [{ evidence }] = sightings;
  const day = start === null ? 'date not announced' : end === null ? start : `${start} to ${end}`;
  const doubt = dateFrom?.certainty === 'relative' ? ` (counted from “${clean(dateFrom.words)}”)` : '';
  const more = sightings.length > 1 ? `, and ${sightings.length - 1} more` : '';
  return [
    colours.bold(clean(name)),
    `    ${day}${doubt}, ${clean(place ?? 'place not announced')}`,
    `    ${clean(evidence.quote).replace(/\s+/g, ' ')}`,
    `    ${colours.dim(`${post(evidence.post).file}:${evidence.lines[0]}${more}`)}`,
  ].join('\n');
}

/** The machine contract of `almanac events suggest --json`. */
export function suggestionToJson(event: SuggestedEvent) {
  const { name, start, end, place, kind, isRecurring, dateFrom, sightings } = event;
  return {
    ...{ name, start, end, place, kind, recurring: isRecurring, date_from: dateFrom },
    evidence: sightings.map(({ evidence }) => evidence),
  };
}
