/**
 * How does the index grow? Prints a table: building, size, loading, the best ten passages of a question,
 * a whole answer, and the most memory of each process, for documents of some 200 words, beside lunr where
 * that takes no more than a minute or so. All times are processor time.
 * `npm run -s build && node dist/bench/index-scale.js [--sizes 1000,10000] [--lunr 10000]`
 */
import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import { mkdtemp, readFile, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import lunr from 'lunr';
import { createAnswerer } from '../bot/answer/answer-question.ts';
import { findCandidates } from '../bot/answer/find-candidates.ts';
import { parseQuestion } from '../bot/answer/parse-question.ts';
import { percentile } from '../bot/eval/summarise.ts';
import { alignColumns } from '../bot/render/align-columns.ts';
import { buildIndex } from '../indexer/build-index.ts';
import { openIndex } from '../indexer/open-index.ts';
import { readContent } from '../indexer/read-content.ts';
import { readSnapshot, writeSnapshot } from '../indexer/snapshot.ts';
import { splitPassages } from '../indexer/split-passages.ts';
import type { Post, PostId } from '../indexer/types.ts';
import { makeDocument } from './make-documents.ts';

const TODAY = '2017-05-26';
const QUESTIONS = 'test/content-questions.jsonl';
const TOP = 10;
const ROUNDS = 5;
/** Questions are asked in rounds, but no longer than this, in ms. */
const LONGEST = 60_000;

/** What one process measured, in ms and bytes. */
interface Measures {
  readonly build?: number;
  readonly load?: number;
  readonly top?: readonly number[];
  readonly answer?: readonly number[];
  readonly peak: number;
}
type Step = (file: string, size: number) => Promise<Omit<Measures, 'peak'>>;

const STEPS: Readonly<Record<string, { readonly build: Step; readonly ask: Step }>> = {
  almanac: { build: buildAlmanac, ask: askAlmanac },
  lunr: { build: buildLunr, ask: askLunr },
};

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,30000,100000' },
    lunr: { type: 'string', default: '10000' },
    job: { type: 'string' },
  },
});
if (values.job) await runJob(values.job);
else await printTable();

async function printTable(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'almanac-scale-'));
  const rows = [
    [
      'engine',
      'documents',
      'build s',
      'peak MB',
      'file MB',
      'load ms',
      'top 10 p50',
      'p99',
      'answer p50',
      'p99',
      'peak MB',
    ],
  ];
  try {
    for (const size of values.sizes.split(',').map(Number)) {
      for (const engine of Object.keys(STEPS)) {
        if (engine === 'lunr' && size > Number(values.lunr)) continue;
        const file = join(folder, `${engine}-${size}`);
        const built = startJob(engine, 'build', file, size);
        const asked = startJob(engine, 'ask', file, size);
        rows.push([
          engine,
          String(size),
          ((built.build ?? 0) / 1_000).toFixed(1),
          megabytes(built.peak),
          megabytes((await stat(file)).size),
          (asked.load ?? 0).toFixed(0),
          ...quantiles(asked.top),
          ...quantiles(asked.answer),
          megabytes(asked.peak),
        ]);
        console.error(rows.at(-1)?.join('  '));
        await rm(file);
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(alignColumns(rows));
}

function quantiles(times: readonly number[] = []): string[] {
  if (times.length === 0) return ['-', '-'];
  const sorted = [...times].sort((a, b) => a - b);
  return [percentile(sorted, 0.5).toFixed(2), percentile(sorted, 0.99).toFixed(2)];
}

function megabytes(bytes: number): string {
  return (bytes / 1e6).toFixed(bytes < 1e7 ? 1 : 0);
}

/** Each step is a process of its own, so that memory is that step's alone. */
function startJob(engine: string, step: string, file: string, size: number): Measures {
  const script = process.argv[1] as string;
  const { stdout, stderr, status } = spawnSync(
    process.execPath,
    ['--max-old-space-size=6000', script, '--job', JSON.stringify([engine, step, file, size])],
    { encoding: 'utf8', maxBuffer: 1e8 },
  );
  if (status !== 0) throw new Error(`${engine} could not ${step} ${size} documents: ${stderr}`);
  return JSON.parse(stdout) as Measures;
}

async function runJob(job: string): Promise<void> {
  const [engine, step, file, size] = JSON.parse(job) as [string, 'build' | 'ask', string, number];
  const measures = await (STEPS[engine] as { build: Step; ask: Step })[step](file, size);
  // The kernel's own figure, in kB: Node's maxRSS begins with what the parent held.
  const peak = Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1_024;
  console.log(JSON.stringify({ ...measures, peak }));
}

async function readSentences(): Promise<string[]> {
  const { posts } = await readContent('content');
  return posts
    .flatMap(splitPassages)
    .flatMap(({ text, sentences }) =>
      sentences.filter(({ kind }) => kind === 'prose').map(({ start, end }) => text.slice(start, end)),
    );
}

async function readQuestions(): Promise<string[]> {
  const lines = (await readFile(QUESTIONS, 'utf8')).trim().split('\n');
  return lines.map((line) => (JSON.parse(line) as { q: string }).q);
}

async function buildAlmanac(file: string, size: number) {
  const sentences = await readSentences();
  const posts = Array.from({ length: size }, (_, number) => makePost(sentences, number));
  const start = cpuTime();
  await writeSnapshot(file, 'bench', buildIndex({ posts, events: [] }, []));
  return { build: cpuTime() - start };
}

function makePost(sentences: readonly string[], number: number): Post {
  const { title, text } = makeDocument(sentences, number);
  return {
    id: `post-${number}` as PostId,
    title,
    author: 'Almanac editors',
    published: TODAY,
    blog: null,
    url: null,
    updated: null,
    tags: [],
    series: null,
    license: null,
    sources: [],
    summary: null,
    aliases: [],
    appliesTo: [],
    supersededBy: null,
    file: `posts/${number}.md`,
    body: text,
    bodyLine: 1,
  };
}

async function askAlmanac(file: string) {
  const questions = await readQuestions();
  const start = cpuTime();
  const { data } = await readSnapshot(file, 'bench');
  if (data === null) throw new Error(`${file} can't be read`);
  const index = openIndex(data);
  const load = cpuTime() - start;
  const top = timeAll(questions, (question) => findCandidates(parseQuestion(question, index), index, TOP));
  const answer = createAnswerer(index);
  return { load, top, answer: timeAll(questions, (question) => answer(question, TODAY)) };
}

async function buildLunr(file: string, size: number) {
  const sentences = await readSentences();
  const documents = Array.from({ length: size }, (_, number) => makeDocument(sentences, number));
  const start = cpuTime();
  const index = lunr((builder) => {
    builder.ref('number');
    builder.field('title', { boost: 2 });
    builder.field('text');
    for (const [number, document] of documents.entries()) builder.add({ number, ...document });
  });
  await writeFile(file, JSON.stringify(index));
  return { build: cpuTime() - start };
}

async function askLunr(file: string) {
  const questions = await readQuestions();
  const start = cpuTime();
  const index = lunr.Index.load(JSON.parse(await readFile(file, 'utf8')));
  const load = cpuTime() - start;
  const wordsOf = (question: string) => question.toLowerCase().match(/[\p{L}\p{N}]+/gu) ?? [];
  const top = timeAll(questions, (question) =>
    index
      .query((query) => {
        for (const word of wordsOf(question)) query.term(word, {});
      })
      .slice(0, TOP),
  );
  return { load, top };
}

/** Milliseconds of processor time, all threads together: other work on the machine does not count. */
function cpuTime(): number {
  const { user, system } = process.cpuUsage();
  return (user + system) / 1_000;
}

function timeAll(questions: readonly string[], work: (question: string) => unknown): number[] {
  const times: number[] = [];
  const begin = cpuTime();
  // The first round warms up.
  for (let round = 0; round <= ROUNDS; round++) {
    for (const question of questions) {
      const start = cpuTime();
      work(question);
      if (round > 0 || start - begin > LONGEST) times.push(cpuTime() - start);
      if (start - begin > LONGEST) return times;
    }
  }
  return times;
}
