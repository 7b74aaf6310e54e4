import type { PostInfo } from '../build-index.ts';
import { writeImprinted } from '../import/imprint.ts';
import { textToMarkdown } from '../import/text-to-markdown.ts';
import type { PostId } from '../types.ts';
import type { SuggestedEvent } from './group-sightings.ts';
import { zoneCities } from './zone-cities.ts';

/** Sentences that are given as evidence; more would be no help to judge. */
const MOST_EVIDENCE = 8;

/**
 * A suggestion as a file of `events/`, tentative, with the sentences that it rests on, each with its place. Who
 * accepts it puts it into `events/`; nothing reads it before.
 */
export function renderCandidate(event: SuggestedEvent, post: (id: PostId) => PostInfo): string {
  const { name, start, end, place, kind, sightings } = event;
  const ids = [...new Set(sightings.map(({ evidence }) => evidence.post))];
  const timezone = zoneCities().get(place?.split(',')[0]?.toLowerCase() ?? '');
  const fields = {
    ...{ name, start },
    ...(end === null ? {} : { end }),
    ...(timezone === undefined ? {} : { timezone }),
    ...(place === null ? {} : { place }),
    kind,
    sources: ids.slice(0, 100),
    status: 'tentative',
  };
  const quotes = new Map(sightings.map(({ evidence }) => [evidence.quote, evidence]));
  const evidence = [...quotes.values()].slice(0, MOST_EVIDENCE).map((found) => {
    const { title, published, file } = post(found.post);
    const quoted = textToMarkdown([found.quote.replace(/\s+/g, ' ')]).replace(/^/gm, '> ');
    const source = textToMarkdown([`${title}, ${published.slice(0, 10)}, ${file}:${found.lines[0]}`]);
    return `${quoted}\n\n${source}`;
  });
  const body = [explainDate(event), ...evidence].join('\n\n');
  return writeImprinted(fields, body, { from: 'almanac events suggest', line: 1 });
}

function explainDate({ dateFrom, isRecurring }: SuggestedEvent): string {
  if (isRecurring) return 'Held again and again, by the posts; they give no day.';
  if (dateFrom === null) return 'The posts give no day.';
  const said = `“${dateFrom.words.replace(/\s+/g, ' ')}”`;
  return dateFrom.certainty === 'explicit'
    ? `The day is given as ${said}; a year that is not written there is the nearest to the post.`
    : `The day is counted from ${said} on the day of the post: check it.`;
}
