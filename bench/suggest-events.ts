import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { loadIndex } from '../indexer/load-index.ts';
import type { SuggestedEvent } from '../indexer/suggest-events/group-sightings.ts';
import { suggestEvents } from '../indexer/suggest-events/suggest-events.ts';
import { termsOf } from '../indexer/text-pipeline.ts';

/**
 * How many of the events that a person found in posts does `almanac events suggest` find?
 *
 *     node dist/bench/suggest-events.js EVENTS.jsonl CONTENT
 *
 * A line of the file: `{"name","start","place"}`. Two events are one when each name holds most words of the other
 * (place included) and no day differs. Suggestions that the file does not have are listed, since a file of some of
 * the events can not say whether they are wrong.
 */
interface Labelled {
  readonly name: string;
  readonly start: string | null;
  readonly place: string | null;
}

const LEAST_SHARED = 0.6;

const [file = '', content = ''] = process.argv.slice(2);
const labelled = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Labelled);
const { index } = await loadIndex({
  content,
  snapshot: join(tmpdir(), `almanac-bench-${process.pid}.index`),
});
const start = performance.now();
const suggested = suggestEvents(index);
const took = performance.now() - start;

const found = labelled.filter((label) => suggested.some((event) => isSame(event, label)));
const others = suggested.filter((event) => !labelled.some((label) => isSame(event, label)));
console.log(`posts        ${index.posts.length}`);
console.log(`suggested    ${suggested.length} in ${took.toFixed(0)} ms`);
console.log(
  `recall       ${found.length}/${labelled.length} = ${(found.length / labelled.length).toFixed(2)}`,
);
console.log(`on the file  ${suggested.length - others.length} of the suggestions`);
for (const { name } of labelled.filter((label) => !found.includes(label)))
  console.log(`  missed     ${name}`);
for (const event of others)
  console.log(`  to judge   ${event.name}, ${event.start ?? 'no day'}, ${event.place ?? ''}`);

function isSame(event: SuggestedEvent, label: Labelled): boolean {
  if (event.start !== null && label.start !== null && event.start !== label.start) return false;
  const year = /\b(?:19|20)\d\d\b/.exec(label.name)?.[0];
  if (year !== undefined && !`${event.name} ${event.start ?? ''}`.includes(year)) return false;
  const tellingTerms = (text: string) => termsOf(text).filter((term) => !/^(?:at|the|and|of|in)$/.test(term));
  const own = tellingTerms(event.name);
  const theirs = tellingTerms(label.name);
  const isIn = (terms: readonly string[], all: readonly string[]) =>
    terms.filter((term) => all.includes(term)).length >= LEAST_SHARED * terms.length;
  return (
    isIn(own, [...theirs, ...termsOf(label.place ?? '')]) &&
    isIn(theirs, [...own, ...termsOf(event.place ?? '')])
  );
}
