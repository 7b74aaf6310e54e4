import { readFileSync } from 'node:fs';
import { expect, test } from 'vitest';
import { createAnswerer } from '../bot/answer/answer-question.ts';
import { judgeAnswers } from '../bot/eval/measure-answers.ts';
import { parseEvalQuestions } from '../bot/eval/questions.ts';
import { type Measure, summarise } from '../bot/eval/summarise.ts';
import { buildIndex } from '../indexer/build-index.ts';
import { openIndex } from '../indexer/open-index.ts';
import { readContent } from '../indexer/read-content.ts';
import { readSynonyms } from '../indexer/read-synonyms.ts';

const QUESTIONS = 'test/content-questions.jsonl';

/**
 * Just under what was reached on the starter content (bench/RESULTS.md), by kind of question. A change that
 * makes answers worse fails here; one that makes them better may raise the floors.
 */
const FLOORS: Record<string, Partial<Record<Measure, number>>> = {
  why: { hit1: 0.94, fact1: 0.83, fact3: 0.88 },
  how: { hit1: 0.9, fact1: 0.77, fact3: 0.9 },
  what: { hit1: 0.94, fact1: 0.89, fact3: 0.89 },
  fact: { hit1: 0.86, fact1: 0.82, fact3: 0.89 },
  typo: { hit1: 0.85, fact1: 0.71, fact3: 0.71 },
  'decline-clear': { declined: 1 },
  'decline-near-miss': { declined: 0.53 },
};
/** At most this share of the questions of a kind that have an answer is declined. */
const MOST_DECLINED = 0.05;

test('answers are as good as they were', async () => {
  const [content, synonyms] = await Promise.all([readContent('content'), readSynonyms('content')]);
  const ask = createAnswerer(openIndex(buildIndex(content, synonyms.groups)));
  const questions = parseEvalQuestions(readFileSync(QUESTIONS, 'utf8'), QUESTIONS);
  const summaries = summarise(judgeAnswers(questions, ask, '2017-05-26', () => 0));
  const below = summaries.flatMap(({ kind, measures }) => {
    const floors = Object.entries(FLOORS[kind] ?? {}) as [Measure, number][];
    const worse = floors.filter(([measure, floor]) => (measures[measure]?.mean ?? 0) < floor);
    const declined = kind in FLOORS ? (measures.wronglyDeclined?.mean ?? 0) : 0;
    return [
      ...worse.map(
        ([measure, floor]) => `${kind}: ${measure} ${measures[measure]?.mean.toFixed(3)} < ${floor}`,
      ),
      ...(declined > MOST_DECLINED ? [`${kind}: wrongly declined ${declined.toFixed(3)}`] : []),
    ];
  });
  expect(below).toEqual([]);
  expect(summaries.map(({ kind }) => kind)).toEqual(expect.arrayContaining(Object.keys(FLOORS)));
});
