import { createMiniSearch } from './minisearch.ts';

/** MiniSearch with the title boost, the prefixes and the edit distance that its README shows. */
export const engine = createMiniSearch({ boost: { title: 2 }, prefix: true, fuzzy: 0.2 });
