import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import { InputFault } from '../../bot/input-fault.ts';

export interface Doc {
  readonly id: string;
  readonly title: string;
  readonly text: string;
}
export interface Query {
  readonly id: string;
  readonly text: string;
}
export interface Collection {
  readonly docs: readonly Doc[];
  readonly queries: readonly Query[];
  /** Query → document → graded relevance; 0 and less is not relevant. */
  readonly qrels: ReadonlyMap<string, ReadonlyMap<string, number>>;
}

/**
 * Reads a folder's `docs.jsonl {id,title,text}`, `queries.jsonl {id,text}` and `qrels.jsonl {query,doc,rel}`,
 * whole into memory.
 * @throws InputFault with file and line of the first fault: no JSON, a field that is missing or of another
 * type, an id that stands twice, a judgement of what is not there.
 */
export function readCollection(folder: string): Collection {
  const docs = readDocs(folder);
  const queries = readQueries(folder);
  const docIds = new Set(docs.map(({ id }) => id));
  const queryIds = new Set(queries.map(({ id }) => id));
  const qrels = new Map<string, Map<string, number>>();
  for (const { row, fault } of readLines(folder, 'qrels.jsonl', {
    query: 'string',
    doc: 'string',
    rel: 'number',
  })) {
    if (!queryIds.has(row.query)) throw fault(`no query has the id "${row.query}"`);
    if (!docIds.has(row.doc)) throw fault(`no document has the id "${row.doc}"`);
    const judged = qrels.get(row.query) ?? new Map<string, number>();
    if (judged.has(row.doc)) throw fault(`"${row.doc}" is judged twice for query "${row.query}"`);
    qrels.set(row.query, judged.set(row.doc, row.rel));
  }
  return { docs, queries, qrels };
}

/** The documents alone. @throws InputFault as readCollection does. */
export function readDocs(folder: string): Doc[] {
  return withDistinctIds(readLines(folder, 'docs.jsonl', { id: 'string', title: 'string', text: 'string' }));
}

/** The queries alone. @throws InputFault as readCollection does. */
export function readQueries(folder: string): Query[] {
  return withDistinctIds(readLines(folder, 'queries.jsonl', { id: 'string', text: 'string' }));
}

type Shape = Record<string, 'string' | 'number'>;
type Row<S extends Shape> = { readonly [K in keyof S]: S[K] extends 'string' ? string : number };
interface Line<R> {
  readonly row: R;
  /** A fault of this line. */
  fault(message: string): InputFault;
}

function readLines<const S extends Shape>(folder: string, name: string, shape: S): Line<Row<S>>[] {
  const file = join(folder, name);
  const lines: Line<Row<S>>[] = [];
  for (const [index, line] of readText(file).split('\n').entries()) {
    if (line.trim() === '') continue;
    const fault = (message: string) => new InputFault(`${file}:${index + 1}:1: ${message}`);
    let value: Record<string, unknown> | null;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw fault(`not JSON: ${(error as Error).message}`);
    }
    for (const [key, type] of Object.entries(shape)) {
      const actual = typeof value?.[key];
      if (actual !== type) throw fault(`"${key}" is not a ${type}`);
    }
    lines.push({ row: value as Row<S>, fault });
  }
  if (lines.length === 0) throw new InputFault(`${file}:1:1: it holds nothing`);
  return lines;
}

function readText(file: string): string {
  try {
    return readFileSync(file, 'utf8');
  } catch (error) {
    throw new InputFault(`${file} can't be read (${(error as Error).message})`, { cause: error });
  }
}

function withDistinctIds<R extends { readonly id: string }>(lines: readonly Line<R>[]): R[] {
  const ids = new Set<string>();
  return lines.map(({ row, fault }) => {
    if (ids.has(row.id)) throw fault(`the id "${row.id}" stands twice`);
    ids.add(row.id);
    return row;
  });
}
