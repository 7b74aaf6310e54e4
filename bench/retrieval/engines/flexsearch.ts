import { readFileSync, writeFileSync } from 'node:fs';
import { Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';
import type { Engine } from './engine.ts';

const create = () => new Index({ encoder: new Encoder(english) });

/**
 * FlexSearch with its English preset and else its defaults. `suggest` lets documents through that hold
 * some of the words: without it nearly every question finds nothing.
 */
export const engine: Engine = {
  async build(docs, file) {
    const index = create();
    for (const [number, { title, text }] of docs.entries()) index.add(number, `${title} ${text}`);
    const parts: [string, string][] = [];
    await index.export((key, data) => {
      parts.push([key, data]);
    });
    writeFileSync(file, JSON.stringify({ ids: docs.map(({ id }) => id), parts }));
  },
  async load(file) {
    const { ids, parts } = JSON.parse(readFileSync(file, 'utf8')) as {
      ids: string[];
      parts: [string, string][];
    };
    const index = create();
    for (const [key, data] of parts) index.import(key, data);
    return (query, limit) =>
      index.search(query, { limit, suggest: true }).map((number) => ids[Number(number)] ?? '');
  },
};
