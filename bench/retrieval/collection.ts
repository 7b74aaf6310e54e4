import { readFileSync } from 'node:fs';
import { join } from 'node:path';

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

/** Reads `docs.jsonl`, `queries.jsonl` and `qrels.jsonl` of a folder. @throws Error with file and line of a fault. */
export function readCollection(folder: string): Collection {
  const qrels = new Map<string, Map<string, number>>();
  for (const { query, doc, rel } of readLines(folder, 'qrels.jsonl', {
    query: 'string',
    doc: 'string',
    rel: 'number',
  })) {
    const judged = qrels.get(query) ?? new Map<string, number>();
    qrels.set(query, judged.set(doc, rel));
  }
  return {
    docs: readLines(folder, 'docs.jsonl', { id: 'string', title: 'string', text: 'string' }),
    queries: readLines(folder, 'queries.jsonl', { id: 'string', text: 'string' }),
    qrels,
  };
}

type Shape = Record<string, 'string' | 'number'>;
type Row<S extends Shape> = { readonly [K in keyof S]: S[K] extends 'string' ? string : number };

function readLines<const S extends Shape>(folder: string, name: string, shape: S): Row<S>[] {
  const file = join(folder, name);
  const rows: Row<S>[] = [];
  for (const [index, line] of readFileSync(file, 'utf8').split('\n').entries()) {
    if (line.trim() === '') continue;
    const fault = (message: string) => new Error(`${file}:${index + 1}:1: ${message}`);
    let value: Record<string, unknown>;
    try {
      value = JSON.parse(line);
    } catch (error) {
      throw fault(`not JSON: ${(error as Error).message}`);
    }
    for (const [key, type] of Object.entries(shape)) {
      // biome-ignore lint/suspicious/useValidTypeof: the shape holds names of types only
      if (typeof value?.[key] !== type) throw fault(`"${key}" is not a ${type}`);
    }
    rows.push(value as Row<S>);
  }
  if (rows.length === 0) throw new Error(`${file} holds nothing`);
  return rows;
}
