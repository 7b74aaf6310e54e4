/**
 * How fast is an answer? Prints a table: `almanac ask` as a process of its own with a warm snapshot,
 * and questions inside a running process. `npm run bench -- [--content DIR] [--questions FILE]`
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { createAnswerer } from '../bot/answer/answer-question.ts';
import { percentile } from '../bot/eval/summarise.ts';
import { alignColumns } from '../bot/render/align-columns.ts';
import { loadIndex } from '../indexer/load-index.ts';

const COLD_RUNS = 20;
const WARM_ROUNDS = 20;
const TODAY = '2017-05-26';

const { values } = parseArgs({
  options: { content: { type: 'string', default: 'content' }, questions: { type: 'string' } },
});
const folder = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
const snapshot = join(folder, 'bench.index');
try {
  const { index } = await loadIndex({ content: values.content, snapshot });
  // Without a file of questions, every heading and title is asked for.
  const questions = values.questions
    ? readFileSync(values.questions, 'utf8')
        .trim()
        .split('\n')
        .map((line) => (JSON.parse(line) as { q: string }).q)
    : [
        ...new Set(
          index.passages.flatMap((passage) => passage.heading).concat(index.posts.map((post) => post.title)),
        ),
      ];

  const answer = createAnswerer(index);
  // A process that has run for a while: until code is compiled, an answer takes two to four times as long.
  for (let round = 0; round < WARM_ROUNDS; round++) for (const question of questions) answer(question, TODAY);
  const warm = Array.from({ length: WARM_ROUNDS }, () =>
    questions.map((question) => time(() => answer(question, TODAY))),
  ).flat();
  const cold = Array.from({ length: COLD_RUNS }, (_, run) =>
    time(() => askInProcess(questions[run % questions.length] ?? 'what is it?')),
  );

  console.log(
    `${values.content}: ${index.posts.length} posts, ${index.passages.length} passages, ${questions.length} questions`,
  );
  console.log(
    alignColumns([
      ['ms', 'runs', 'p50', 'p99', 'max'],
      row('cold `almanac ask`', cold),
      row('a question in a running process', warm),
    ]),
  );
} finally {
  await rm(folder, { recursive: true });
}

function askInProcess(question: string): void {
  const args = [
    'dist/bot/cli.js',
    'ask',
    '--json',
    '--content',
    values.content,
    '--index',
    snapshot,
    question,
  ];
  const { status, stderr } = spawnSync(process.execPath, args, { encoding: 'utf8' });
  if (status !== 0) throw new Error(`almanac ask failed: ${stderr}`);
}

function time(work: () => unknown): number {
  const start = performance.now();
  work();
  return performance.now() - start;
}

function row(name: string, times: number[]): string[] {
  const sorted = times.sort((a, b) => a - b);
  const figures = [percentile(sorted, 0.5), percentile(sorted, 0.99), sorted.at(-1) ?? 0];
  return [name, String(sorted.length), ...figures.map((ms) => ms.toFixed(2))];
}
