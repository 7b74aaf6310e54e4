import { readFileSync } from 'node:fs';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { createAnswerer } from '../bot/answer/answer-question.ts';
import { foldPhrase } from '../bot/answer/parse-question.ts';
import { loadIndex } from '../indexer/load-index.ts';
import { termsOf } from '../indexer/text-pipeline.ts';

/**
 * How many questions about events are answered with the right events, and with a sentence that supports them?
 *
 *     node dist/bench/event-questions.js QUESTIONS.jsonl CONTENT
 *
 * A line of the file: `{"q","today","expectEvent":[names],"facts":[texts]}`. Events are right when each expected one
 * is there, by most words of its name; a fact is quoted when an excerpt holds one of the texts.
 */
interface Question {
  readonly q: string;
  readonly today: string;
  readonly expectEvent: readonly string[];
  readonly facts: readonly string[];
}

const LEAST_SHARED = 0.75;

const [file = '', content = ''] = process.argv.slice(2);
const questions = readFileSync(file, 'utf8')
  .split('\n')
  .filter(Boolean)
  .map((line) => JSON.parse(line) as Question);
const { index } = await loadIndex({
  content,
  snapshot: join(tmpdir(), `almanac-bench-${process.pid}.index`),
});
const ask = createAnswerer(index);

const judged = questions.map(({ q, today, expectEvent, facts }) => {
  const { events, excerpts } = ask(q, today);
  const quotes = excerpts.map(({ quote }) => foldPhrase(quote));
  return {
    q,
    hasEvents: expectEvent.every((name) => events.some((event) => isCalled(event.name, event.place, name))),
    isQuoted: facts.some((fact) => quotes.some((quote) => quote.includes(foldPhrase(fact)))),
  };
});
const share = (count: number) => `${count}/${judged.length} = ${(count / judged.length).toFixed(2)}`;
console.log(`events     ${share(judged.filter(({ hasEvents }) => hasEvents).length)}`);
console.log(`facts      ${share(judged.filter(({ isQuoted }) => isQuoted).length)}`);
for (const { q, hasEvents, isQuoted } of judged) {
  if (!hasEvents) console.log(`  no event  ${q}`);
  if (!isQuoted) console.log(`  no quote  ${q}`);
}

function isCalled(name: string, place: string | null, expected: string): boolean {
  const wanted = termsOf(expected);
  const own = termsOf(`${name} ${place ?? ''}`);
  return wanted.filter((term) => own.includes(term)).length >= LEAST_SHARED * wanted.length;
}
