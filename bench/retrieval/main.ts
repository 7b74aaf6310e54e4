/** `npm run bench:retrieval`: Almanac's ranking beside that of search libraries, on public collections. */
import { basename, resolve } from 'node:path';
import { parseArgs } from 'node:util';
import { InputFault } from '../../bot/input-fault.ts';
import { toOneLine } from '../../indexer/to-one-line.ts';
import { readCollection } from './collection.ts';
import { ENGINES, type EngineName } from './engines.ts';
import { measureEngine } from './measure-engine.ts';
import { countRelevant } from './measures.ts';
import { costsOf, type Row, scoreTable } from './report.ts';
import { scoreRun } from './score-run.ts';

const ENGINE_NAMES = Object.keys(ENGINES) as EngineName[];
const HELP = `npm run bench:retrieval -- --collection DIR

Runs the queries of collections through search engines, each in processes of its own, and prints how good,
how fast and how large each is.

  --collection DIR  a folder with docs.jsonl, queries.jsonl and qrels.jsonl; may be given again
  --engine NAME     ${ENGINE_NAMES.join(', ')};
                    may be given again (default: all)
  --json            one JSON object a line and engine; npm's own lines are left out by npm run -s
  --help            print this
`;
/** Exit codes, as almanac's own. */
const FAULT = 1;
const USAGE = 2;

class UsageFault extends Error {}

try {
  process.exitCode = await run(process.argv.slice(2));
} catch (error) {
  complain(error);
  process.exitCode = error instanceof UsageFault ? USAGE : FAULT;
}

/** Gives the exit code: an engine that fails does not keep the others from being measured. */
async function run(args: readonly string[]): Promise<number> {
  const { help, json, collections, engines } = readOptions(args);
  if (help) {
    process.stdout.write(HELP);
    return 0;
  }
  let exitCode = 0;
  for (const { folder, name, docs, queries, qrels } of collections.map(openCollection)) {
    const judged = [...qrels.values()].filter((gains) => countRelevant(gains) > 0).length;
    if (!json) print(`${name}: ${docs} documents, ${queries} queries, ${judged} of them judged`);
    const rows: Row[] = [];
    for (const engine of engines) {
      try {
        const result = await measureEngine(engine, folder, (step) =>
          showProgress(`${name}: ${engine}: ${step}`),
        );
        const scores = scoreRun(new Map(result.ask.rankings), qrels);
        rows.push({ collection: name, ...scores, ...costsOf(engine, result) });
      } catch (error) {
        showProgress('');
        complain(error);
        exitCode = FAULT;
      }
    }
    showProgress('');
    print(json ? rows.map((row) => JSON.stringify(row)).join('\n') : `${scoreTable(rows)}\n`);
  }
  return exitCode;
}

function readOptions(args: readonly string[]) {
  const { help, json, collection, engine } = parse(args);
  if (!help && collection.length === 0) throw new UsageFault('which collection? Give --collection DIR');
  for (const name of engine) {
    if (!Object.hasOwn(ENGINES, name)) {
      throw new UsageFault(`no engine is called "${name}" (there are ${ENGINE_NAMES.join(', ')})`);
    }
  }
  return {
    help,
    json,
    collections: collection,
    engines: engine.length === 0 ? ENGINE_NAMES : (engine as EngineName[]),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        collection: { type: 'string', multiple: true, default: [] },
        engine: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageFault((error as Error).message, { cause: error });
  }
}

/** All collections are read before the first is measured, so that a fault is told at once. */
function openCollection(folder: string) {
  const { docs, queries, qrels } = readCollection(folder);
  return {
    folder,
    name: toOneLine(basename(resolve(folder))),
    docs: docs.length,
    queries: queries.length,
    qrels,
  };
}

function print(text: string): void {
  process.stdout.write(`${text}\n`);
}

/** Faults in what was given are told in a line, others with their stack; both may hold words of the files. */
function complain(error: unknown): void {
  const known = error instanceof InputFault || error instanceof UsageFault;
  const text =
    error instanceof Error ? (known ? error.message : (error.stack ?? error.message)) : String(error);
  process.stderr.write(`${text.split('\n').map(toOneLine).join('\n')}\n`);
}

/** One line that is redrawn in place on a terminal; an empty text clears it. */
function showProgress(text: string): void {
  if (process.stderr.isTTY) process.stderr.write(`\r\x1b[2K${text}`);
}
