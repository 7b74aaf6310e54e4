import { readFileSync, writeFileSync } from 'node:fs';
import FlexSearch from 'flexsearch';
import english from 'flexsearch/lang/en';
import type { Doc } from '../collection.ts';
import type { Engine } from './engine.ts';

const create = () =>
  new FlexSearch.Index({
    encoder: new FlexSearch.Encoder(FlexSearch.Charset.LatinBalance, english),
    tokenize: 'strict',
    resolution: 9,
  });
const textOf = ({ title, text }: Doc) => `${title} ${text}`;

/** FlexSearch with its English preset; any of the words may be found. */
export const engine: Engine = {
  build(docs, file) {
    const index = create();
    for (const [number, doc] of docs.entries()) index.add(number, textOf(doc));
    return async () => {
      const parts: Record<string, unknown> = {};
      await index.export((key: string, data: unknown) => void (parts[key] = data));
      writeFileSync(file, JSON.stringify({ ids: docs.map(({ id }) => id), parts }));
    };
  },
  async load(file) {
    const { ids, parts } = JSON.parse(readFileSync(file, 'utf8')) as {
      ids: string[];
      parts: Record<string, string>;
    };
    const index = create();
    for (const [key, data] of Object.entries(parts)) index.import(key, data);
    return (query, limit) =>
      (index.search(query, { limit, suggest: true }) as number[]).map((number) => ids[number] ?? '');
  },
};
