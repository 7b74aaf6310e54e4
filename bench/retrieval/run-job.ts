/** The process that does one step of one engine: it is handed a Job as JSON and sends a Reply. */
import { percentile } from '../../bot/eval/summarise.ts';
import { type Query, readDocs, readQueries } from './collection.ts';
import { ENGINES } from './engines.ts';
import type { Job, Reply, Results, Step } from './job.ts';
import { peakMemory } from './peak-memory.ts';

/** As deep as runs for trec_eval are by custom. */
const DEPTH = 1_000;
const TIMED_DEPTH = 100;
/** Queries are asked in rounds until there are so many times … */
const ENOUGH_TIMES = 1_000;
/** … or so many milliseconds have gone by, be it in the first round. */
const LONGEST = 20_000;

const job = JSON.parse(process.argv[2] ?? '') as Job;
try {
  await reply({ result: await (job.step === 'build' ? build(job) : ask(job)) });
} catch (error) {
  await reply({ fault: error instanceof Error ? String(error.stack) : String(error) });
}

async function build({ engine: name, collection, index }: Job): Promise<Results['build']> {
  const { engine } = await ENGINES[name]();
  const docs = readDocs(collection);
  const start = performance.now();
  await engine.build(docs, index);
  return { buildMs: performance.now() - start, peakMemory: peakMemory() };
}

async function ask({ engine: name, collection, index, isRanked }: Job): Promise<Results['ask']> {
  const { engine } = await ENGINES[name]();
  const queries = readQueries(collection);
  const start = performance.now();
  const rank = await engine.load(index);
  const loadMs = performance.now() - start;
  timeQueries(rank, queries, 1);
  const times = timeQueries(rank, queries, Math.ceil(ENOUGH_TIMES / queries.length));
  return {
    loadMs,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
    peakMemory: peakMemory(),
    rankings: isRanked ? queries.map(({ id, text }) => [id, rank(text, DEPTH)] as const) : [],
  };
}

/** Milliseconds of each query, ascending. */
function timeQueries(
  rank: (query: string, limit: number) => string[],
  queries: readonly Query[],
  rounds: number,
): number[] {
  const times: number[] = [];
  const begin = performance.now();
  for (const { text } of Array.from({ length: rounds }, () => queries).flat()) {
    const start = performance.now();
    if (start - begin > LONGEST) break;
    rank(text, TIMED_DEPTH);
    times.push(performance.now() - start);
  }
  return times.sort((a, b) => a - b);
}

function reply(message: Reply<Step>): Promise<void> {
  return new Promise((resolve, reject) => {
    process.send?.(message, (error: Error | null) => (error ? reject(error) : resolve()));
  });
}
