import { parseArgs } from 'node:util';
import { ENGINES, type EngineName } from './engines.ts';

const ENGINE_NAMES = Object.keys(ENGINES) as EngineName[];

export const HELP = `npm run bench:retrieval -- --collection DIR

Runs the queries of collections through search engines, each in processes of its own, and prints how good,
how fast and how large each is.

  --collection DIR  a folder with docs.jsonl, queries.jsonl and qrels.jsonl; may be given again
  --engine NAME     ${ENGINE_NAMES.join(', ')};
                    may be given again (default: all)
  --scale N         costs alone, with N documents made of those of all collections; may be given again
  --json            one JSON object a line and engine; npm's own lines are left out by npm run -s
  --help            print this
`;

export interface Options {
  readonly help: boolean;
  readonly json: boolean;
  readonly collections: readonly string[];
  readonly engines: readonly EngineName[];
  /** Numbers of documents; none: the collections are measured as they are. */
  readonly scales: readonly number[];
}

/** A command line that can't be understood. */
export class UsageFault extends Error {
  override readonly name = 'UsageFault';
}

/** @throws UsageFault */
export function readOptions(args: readonly string[]): Options {
  const { help, json, collection, engine, scale } = parse(args);
  if (!help && collection.length === 0) throw new UsageFault('which collection? Give --collection DIR');
  return {
    help,
    json,
    collections: collection,
    engines: engine.length === 0 ? ENGINE_NAMES : engine.map(readEngine),
    scales: scale.map(readCount),
  };
}

function parse(args: readonly string[]) {
  try {
    return parseArgs({
      args: [...args],
      options: {
        collection: { type: 'string', multiple: true, default: [] },
        engine: { type: 'string', multiple: true, default: [] },
        scale: { type: 'string', multiple: true, default: [] },
        json: { type: 'boolean', default: false },
        help: { type: 'boolean', short: 'h', default: false },
      },
    }).values;
  } catch (error) {
    throw new UsageFault((error as Error).message, { cause: error });
  }
}

function readEngine(name: string): EngineName {
  const known = ENGINE_NAMES.find((other) => other === name);
  if (!known) throw new UsageFault(`no engine is called "${name}" (there are ${ENGINE_NAMES.join(', ')})`);
  return known;
}

function readCount(text: string): number {
  const count = Number(text);
  if (!Number.isInteger(count) || count < 1) {
    throw new UsageFault(`--scale "${text}" is not a number of documents`);
  }
  return count;
}
