import { readFileSync, writeFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import type { Engine } from './engine.ts';

const options = { fields: ['title', 'text'] };

/** MiniSearch with the defaults of its README. */
export const engine: Engine = {
  build(docs, file) {
    const index = new MiniSearch(options);
    index.addAll(docs);
    return async () => writeFileSync(file, JSON.stringify(index));
  },
  async load(file) {
    const index = MiniSearch.loadJSON(readFileSync(file, 'utf8'), options);
    return (query, limit) =>
      index
        .search(query)
        .slice(0, limit)
        .map(({ id }) => String(id));
  },
};
