import { readFile } from 'node:fs/promises';
import { join } from 'node:path';
import type { Index } from '../open-index.ts';
import { readImprint } from '../import/imprint.ts';
import { nameStem } from '../import/name-stem.ts';
import { openFolder } from '../import/open-folder.ts';
import { writeBeside } from '../import/write-beside.ts';
import type { SuggestedEvent } from './group-sightings.ts';
import { renderCandidate } from './render-candidate.ts';

/** What became of a candidate: a file that a person has edited is kept. */
export type CandidateOutcome = 'written' | 'unchanged' | 'kept';

/**
 * Writes each suggestion as a file of its own into a folder of candidates, never into the content, and gives
 * its name with what became of it. A second run changes nothing.
 * @throws ImportError when the folder can't be written to.
 */
export async function writeCandidates(
  events: readonly SuggestedEvent[],
  to: string,
  index: Pick<Index, 'post'>,
): Promise<(readonly [name: string, outcome: CandidateOutcome])[]> {
  const folder = await openFolder(to, to);
  const outcomes: [string, CandidateOutcome][] = [];
  for (const event of events) {
    // Without a day, nothing stands before the name.
    const name = `${nameStem(event.start ?? '', event.name).replace(/^-/, '')}.md`;
    const text = renderCandidate(event, index.post);
    const present = await readFile(join(folder, name), 'utf8').catch(() => null);
    const imprint = present === null ? null : readImprint(present);
    const isKept = present !== null && (imprint === null || imprint.isEdited);
    if (present !== text && !isKept) await writeBeside(join(folder, name), text);
    outcomes.push([name, present === text ? 'unchanged' : isKept ? 'kept' : 'written']);
  }
  return outcomes;
}
