import type { Acronym } from './find-acronyms.ts';
import { readJson } from './json-texts.ts';
import type { OpenSegment } from './open-segment.ts';
import { readLists, Scratch } from './segment/lists.ts';
import { countTexts } from './segment/texts.ts';

/** The acronyms that posts spell out which are there, in groups by the acronym, as they first come. */
export function listAcronyms(segments: readonly OpenSegment[]): Acronym[] {
  const groups = new Map<string, Map<string, Acronym>>();
  for (const segment of segments) {
    const spelt = readJson<Acronym>(segment.tables.spelt);
    const isSpelt = findSpelt(segment);
    for (const [number, acronym] of spelt.entries()) {
      if (!isSpelt(number)) continue;
      const group = groups.get(acronym[0]) ?? new Map<string, Acronym>();
      if (!group.has(acronym[1])) group.set(acronym[1], acronym);
      groups.set(acronym[0], group);
    }
  }
  return [...groups.values()].flatMap((group) => [...group.values()]);
}

/** Tells whether a post that is there spells an acronym out. */
function findSpelt({ tables: { acronyms, spelt }, gonePosts }: OpenSegment): (number: number) => boolean {
  if (gonePosts.length === 0) return () => true;
  const counts = new Int32Array(countTexts(spelt));
  const scratch = new Scratch();
  const count = (first: number, end: number, sign: 1 | -1) => {
    for (const number of readLists(acronyms, first, end, scratch))
      counts[number] = (counts[number] ?? 0) + sign;
  };
  count(0, acronyms.starts.length - 1, 1);
  for (const post of gonePosts) count(post, post + 1, -1);
  return (number) => (counts[number] as number) > 0;
}
