/**
 * How does the index grow? Prints a table (building, size, loading, the ten best documents of a question, a
 * whole answer, and the most memory of each process) for documents of some 200 words, beside lunr, MiniSearch
 * and SQLite FTS5, and draws it as bench/growth.svg. All times are processor time. Each step has half an
 * hour and 6 GB of heap at most.
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
  ...['engine', 'documents', 'build s', 'peak MB', 'file MB', 'load ms'],
  ...['top 10 p50', 'p99', 'answer p50', 'p99', 'peak MB'],
];

const { values } = parseArgs({
  options: {
    sizes: { type: 'string', default: '1000,10000,100000' },
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
  await rm(file, { force: true });
  return {
    engine,
    documents,
    build: built?.build ?? null,
    buildPeak: built?.peak ?? null,
    bytes,
    load: asked?.load ?? null,
    top: quantiles(asked?.top),
    answer: quantiles(asked?.answer),
    askPeak: asked?.peak ?? null,
  };
}

function quantiles(times: readonly number[] = []): Measured['top'] {
  if (times.length === 0) return null;
  const sorted = [...times].sort((a, b) => a - b);
  return [percentile(sorted, 0.5), percentile(sorted, 0.99)];
}

function tellRow({ engine, documents, build, load, top, answer, ...bytes }: Measured): string[] {
  const milliseconds = (time: number | undefined) => time?.toFixed(time < 10 ? 2 : 0) ?? '-';
  const megabytes = (value: number | null) =>
    value === null ? '-' : (value / 1e6).toFixed(value < 1e7 ? 1 : 0);
  return [
    engine,
    documents.toLocaleString('en'),
    build === null ? '-' : (build / 1_000).toFixed(1),
    megabytes(bytes.buildPeak),
    megabytes(bytes.bytes),
    load === null ? '-' : load.toFixed(0),
    milliseconds(top?.[0]),
    milliseconds(top?.[1]),
    milliseconds(answer?.[0]),
    milliseconds(answer?.[1]),
    megabytes(bytes.askPeak),
  ];
}
