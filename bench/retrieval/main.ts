/** `npm run bench:retrieval`: Almanac's ranking beside that of search libraries, on public collections. */
import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join, resolve } from 'node:path';
import { InputFault } from '../../bot/input-fault.ts';
import { toOneLine } from '../../indexer/to-one-line.ts';
import { type Collection, readCollection } from './collection.ts';
import { growCollection } from './grow-collection.ts';
import { type EngineRun, measureEngine } from './measure-engine.ts';
import { countRelevant } from './measures.ts';
import { HELP, type Options, readOptions, UsageFault } from './read-options.ts';
import { costsOf, costTable, scoreTable } from './report.ts';
import { scoreRun } from './score-run.ts';

/** Exit codes, as almanac's own. */
const FAULT = 1;
const USAGE = 2;

/** An interrupt ends the process of the engine; the temporary folders are then removed as after a fault. */
const interrupt = new AbortController();
process.once('SIGINT', () => interrupt.abort(new InputFault('interrupted')));

try {
  await run(readOptions(process.argv.slice(2)));
} catch (error) {
  complain(error);
  process.exitCode = error instanceof UsageFault ? USAGE : FAULT;
}

async function run(options: Options): Promise<void> {
  if (options.help) return void process.stdout.write(HELP);
  // All are read before the first is measured, so that a fault is told at once.
  const collections = options.collections.map((folder) => ({ folder, ...readCollection(folder) }));
  if (options.scales.length > 0) {
    for (const count of options.scales) await measureScale(count, collections, options);
  } else {
    for (const collection of collections) await measureCollection(collection, options);
  }
}

async function measureCollection(
  { folder, docs, queries, qrels }: Collection & { readonly folder: string },
  options: Options,
): Promise<void> {
  const collection = toOneLine(basename(resolve(folder)));
  const judged = [...qrels.values()].filter((gains) => countRelevant(gains) > 0).length;
  const heading = `${collection}: ${docs.length} documents, ${queries.length} queries, ${judged} of them judged`;
  const rows = await measureEngines({ folder, isRanked: true }, heading, options, ({ ask }, costs) => ({
    collection,
    ...scoreRun(new Map(ask.rankings), qrels),
    ...costs,
  }));
  if (!options.json) process.stdout.write(`${heading}\n${scoreTable(rows)}\n\n`);
}

async function measureScale(
  documents: number,
  collections: readonly Collection[],
  options: Options,
): Promise<void> {
  const { docs, queries } = growCollection(collections, documents);
  const textBytes = docs.reduce((sum, { title, text }) => sum + Buffer.byteLength(title + text), 0);
  const heading = `${documents} documents, ${(textBytes / 1e6).toFixed(1)} MB of text, ${queries.length} queries`;
  const folder = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
  try {
    await writeFile(join(folder, 'docs.jsonl'), toLines(docs));
    await writeFile(join(folder, 'queries.jsonl'), toLines(queries));
    const rows = await measureEngines({ folder, isRanked: false }, heading, options, (_, costs) => ({
      documents,
      textBytes,
      ...costs,
    }));
    if (!options.json) process.stdout.write(`${heading}\n${costTable(rows)}\n\n`);
  } finally {
    await rm(folder, { recursive: true });
  }
}

/** An engine that fails does not keep the others from being measured; as JSON, each is told once it is done. */
async function measureEngines<R>(
  input: Parameters<typeof measureEngine>[1],
  label: string,
  { engines, json }: Options,
  toRow: (run: EngineRun, costs: ReturnType<typeof costsOf>) => R,
): Promise<R[]> {
  const rows: R[] = [];
  for (const engine of engines) {
    try {
      const result = await measureEngine(
        engine,
        input,
        (step) => showProgress(`${label}: ${engine}: ${step}`),
        interrupt.signal,
      );
      const row = toRow(result, costsOf(engine, result));
      rows.push(row);
      if (json) process.stdout.write(toLines([row]));
    } catch (error) {
      showProgress('');
      interrupt.signal.throwIfAborted();
      complain(error);
      process.exitCode = FAULT;
    }
  }
  showProgress('');
  return rows;
}

function toLines(values: readonly unknown[]): string {
  return values.map((value) => `${JSON.stringify(value)}\n`).join('');
}

/** Faults in what was given are told in a line, others with their stack; both may hold words of the files. */
function complain(error: unknown): void {
  const isKnown = error instanceof InputFault || error instanceof UsageFault;
  const { message, stack = message } = error as Error;
  process.stderr.write(`${(isKnown ? message : stack).split('\n').map(toOneLine).join('\n')}\n`);
}

/** One line that is redrawn in place on a terminal; an empty text clears it. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}
