import { readFileSync } from 'node:fs';
import MiniSearch from 'minisearch';
import type { Engine } from './engine.ts';
import { engine as plain } from './minisearch.ts';

/** MiniSearch with prefix and fuzzy search, as its README suggests for search as you type. */
export const engine: Engine = {
  build: plain.build,
  async load(file) {
    const index = MiniSearch.loadJSON(readFileSync(file, 'utf8'), { fields: ['title', 'text'] });
    return (query, limit) =>
      index
        .search(query, { prefix: true, fuzzy: 0.2 })
        .slice(0, limit)
        .map(({ id }) => String(id));
  },
};
