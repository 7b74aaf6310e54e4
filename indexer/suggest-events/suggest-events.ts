import type { EventInfo } from '../build-index.ts';
import type { Index } from '../open-index.ts';
import { termsOf } from '../text-pipeline.ts';
import { groupSightings, type SuggestedEvent } from './group-sightings.ts';
import { learnNames } from './learn-names.ts';
import { readPostEvents } from './read-post-events.ts';

/**
 * The events that posts speak of and that are not on file yet, those with a day first, in the order of their
 * days. They are guesses for a person to judge. O(text); 60 posts of 300 KB take about a second.
 */
export function suggestEvents(
  index: Pick<Index, 'posts' | 'passages' | 'passagesOf' | 'events'>,
): SuggestedEvent[] {
  const names = learnNames(index.passages.map(({ text }) => text));
  const sightings = index.posts.flatMap((post) => {
    const passages = index.passagesOf(post.id).flatMap((number) => index.passages[number] ?? []);
    return readPostEvents(post, passages, names);
  });
  return groupSightings(sightings)
    .filter((suggested) => !index.events.some((event) => isOnFile(suggested, event)))
    .sort((a, b) => compare(a.start ?? '9999', b.start ?? '9999') || compare(a.name, b.name));
}

/** All words of its name, and its place, are those of an event on file, and no day or year says otherwise. */
function isOnFile({ words, place, start, name }: SuggestedEvent, event: EventInfo): boolean {
  const known = new Set(termsOf([event.name, event.place ?? '', ...event.tags].join('\n')));
  const asked = termsOf([words.join(' '), place?.split(',')[0] ?? ''].join('\n'));
  if (!asked.every((term) => known.has(term))) return false;
  const year = start?.slice(0, 4) ?? /\b(?:19|20)\d\d\b/.exec(name)?.[0];
  return year === undefined || event.start === null || event.start.startsWith(year);
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
