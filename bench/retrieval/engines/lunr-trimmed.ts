import type { Engine } from './engine.ts';
import { engine as stock } from './lunr.ts';

/** Lunr asked for words alone: what stands between letters and digits is taken out of the query. */
export const engine: Engine = {
  build: stock.build,
  async load(file) {
    const rank = await stock.load(file);
    return (query, limit) => rank(query.replace(/[^\p{L}\p{N}]+/gu, ' '), limit);
  },
};
