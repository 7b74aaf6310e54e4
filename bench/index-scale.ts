/**
 * How does the index grow? Prints a table for documents of some 200 words, beside lunr, MiniSearch and SQLite FTS5, and
 * draws it as bench/growth.svg: building (by the clock, on all cores, and in processor time), the file, opening it until
 * the first question is answered, the ten best documents of a question and the whole answer (processor time), a changed
 * document until it is found, and the most memory of each process. Each step has half an hour and 6 GB of heap at most.
 * `npm run bench:scale -- [--sizes 1000,10000] [--others 10000] [--svg FILE]`
 */
import { mkdtemp, rm, stat, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { parseArgs } from 'node:util';
import { percentile } from '../bot/eval/summarise.ts';
import { alignColumns } from '../bot/render/align-columns.ts';
import { drawGrowth, type Measured } from './scale/draw-growth.ts';
import { ENGINES, runStep, startStep } from './scale/run-step.ts';

const HEADINGS = [
  ...['engine', 'documents', 'build s', 'cpu s', 'peak MB', 'file MB', 'open ms', 'to answer'],
  ...['top 10 p50', 'p99', 'answer p50', 'p99', 'peak MB', 'change ms'],
];

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000,1000000' },
    /** The largest size at which the others are measured. */
    others: { type: 'string', default: '100000' },
    svg: { type: 'string', default: 'bench/growth.svg' },
    job: { type: 'string' },
  },
});
if (values.job) await runStep(values.job);
else await measure();

async function measure(): Promise<void> {
  const folder = await mkdtemp(join(tmpdir(), 'almanac-scale-'));
  const measured: Measured[] = [];
  try {
    for (const documents of values.sizes.split(',').map(Number)) {
      for (const engine of Object.keys(ENGINES)) {
        if (engine !== 'almanac' && documents > Number(values.others)) continue;
        const one = await measureOne(engine, documents, join(folder, 'index'));
        measured.push(one);
        console.error(tellRow(one).join('  '));
      }
    }
  } finally {
    await rm(folder, { recursive: true });
  }
  console.log(alignColumns([HEADINGS, ...measured.map(tellRow)]));
  await writeFile(values.svg, drawGrowth(measured));
}

async function measureOne(engine: string, documents: number, file: string): Promise<Measured> {
  const built = startStep(engine, 'build', file, documents);
  const asked = built && startStep(engine, 'ask', file, documents);
  const bytes = built && (await stat(file)).size;
  const changed = built && startStep(engine, 'change', file, documents);
  await rm(file, { force: true });
  return {
    engine,
    documents,
    build: built?.build ?? null,
    buildCpu: built?.buildCpu ?? null,
    buildPeak: built?.peak ?? null,
    bytes,
    open: asked?.open ?? null,
    openToAnswer: asked?.openToAnswer ?? null,
    top: quantiles(asked?.top),
    answer: quantiles(asked?.answer),
    askPeak: asked?.peak ?? null,
    change: quantiles(changed?.change)?.[0] ?? null,
  };
}

function quantiles(times: readonly number[] = []): Measured['top'] {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  return [percentile(sorted, 0.5), percentile(sorted, 0.99)];
}

function tellRow(one: Measured): string[] {
  const milliseconds = (time: number | null | undefined) => time?.toFixed(time < 10 ? 2 : 0) ?? '-';
  const seconds = (time: number | null) => (time === null ? '-' : (time / 1_000).toFixed(1));
  const megabytes = (value: number | null) =>
    value === null ? '-' : (value / 1e6).toFixed(value < 1e7 ? 1 : 0);
  return [
    one.engine,
    one.documents.toLocaleString('en'),
    seconds(one.build),
    seconds(one.buildCpu),
    megabytes(one.buildPeak),
    megabytes(one.bytes),
    milliseconds(one.open),
    milliseconds(one.openToAnswer),
    milliseconds(one.top?.[0]),
    milliseconds(one.top?.[1]),
    milliseconds(one.answer?.[0]),
    milliseconds(one.answer?.[1]),
    megabytes(one.askPeak),
    milliseconds(one.change),
  ];
}
