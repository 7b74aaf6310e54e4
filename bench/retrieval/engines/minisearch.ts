import { readFileSync, writeFileSync } from 'node:fs';
import MiniSearch, { type SearchOptions } from 'minisearch';
import type { Engine } from './engine.ts';

/** MiniSearch with the defaults of its README. */
export const engine = createMiniSearch({});

export function createMiniSearch(searchOptions: SearchOptions): Engine {
  const options = { fields: ['title', 'text'], searchOptions };
  return {
    async build(docs, file) {
      const index = new MiniSearch(options);
      index.addAll(docs);
      writeFileSync(file, JSON.stringify(index));
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
}
