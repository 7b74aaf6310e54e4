import { readFileSync, writeFileSync } from 'node:fs';
import { Encoder, Index } from 'flexsearch';
import english from 'flexsearch/lang/en';
import type { Engine } from './engine.ts';

const create = (resolution: number) => new Index({ encoder: new Encoder(english), resolution });

/**
 * FlexSearch with its English preset and the resolution that its README gives a formula for. `suggest` lets
 * documents through that hold some of the words: without it all must be found.
 */
export const engine: Engine = {
  async build(docs, file) {
    const texts = docs.map(({ title, text }) => `${title} ${text}`);
    const longest = texts.reduce((length, text) => Math.max(length, text.length), 0);
    const resolution = 2 * Math.floor(Math.sqrt(longest));
    const index = create(resolution);
    for (const [number, text] of texts.entries()) index.add(number, text);
    const parts: [string, string][] = [];
    await index.export((key, data) => {
      parts.push([key, data]);
    });
    writeFileSync(file, JSON.stringify({ ids: docs.map(({ id }) => id), resolution, parts }));
  },
  async load(file) {
    const { ids, resolution, parts } = JSON.parse(readFileSync(file, 'utf8')) as {
      ids: string[];
      resolution: number;
      parts: [string, string][];
    };
    const index = create(resolution);
    for (const [key, data] of parts) index.import(key, data);
    return (query, limit) =>
      index.search(query, { limit, suggest: true }).map((number) => ids[Number(number)] ?? '');
  },
};
