import { readFile } from 'node:fs/promises';
import { expect, test } from 'vitest';
import { findCandidates } from '../../../bot/answer/find-candidates.ts';
import { createPassageMatcher } from '../../../bot/answer/match-passage.ts';
import { parseQuestion } from '../../../bot/answer/parse-question.ts';
import { coverWindows, pickWindow, type Window } from '../../../bot/answer/score-windows.ts';
import { buildIndex } from '../../../indexer/build-index.ts';
import { openIndex } from '../../../indexer/open-index.ts';
import { readContent } from '../../../indexer/read-content.ts';
import type { Passage } from '../../../indexer/types.ts';

/** Passages tried a question. */
const PASSAGES = 10;
/** As far below the best as windows are read in answers, and further. */
const LEASTS = [0.4, 0];

test('the window picked is the first of the best, though most are told to be worse without being read', async () => {
  const index = openIndex(buildIndex(await readContent('content'), []));
  const lines = (await readFile('test/content-questions.jsonl', 'utf8')).trim().split('\n');
  const kinds = new Set<string>();
  for (const line of lines) {
    const question = parseQuestion((JSON.parse(line) as { q: string }).q, index);
    const matchPassage = createPassageMatcher(question, index);
    kinds.add(question.kind);
    for (const { passage: number } of findCandidates(question, index, PASSAGES)) {
      const passage = index.passages[number] as Passage;
      const match = matchPassage(number);
      const windows = coverWindows(question, passage, match);
      for (const least of LEASTS) {
        const pick = (some: readonly Window[]) => pickWindow(question, passage, match, some, least);
        const alone = windows.flatMap((window) => pick([window]) ?? []);
        const best = alone.find(({ score }) => alone.every((other) => other.score <= score)) ?? null;
        expect(pick(windows)).toEqual(best);
      }
    }
  }
  expect([...kinds].sort()).toEqual([
    'how',
    'how-many',
    'how-to',
    'other',
    'what-is',
    'when',
    'where',
    'who',
    'why',
  ]);
});
