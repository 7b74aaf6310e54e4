import type { Engine } from './engines/engine.ts';

/** Each engine is loaded in a process of its own, and no other. */
export const ENGINES = {
  almanac: () => import('./engines/almanac.ts'),
  lunr: () => import('./engines/lunr.ts'),
  'lunr-trimmed': () => import('./engines/lunr-trimmed.ts'),
  minisearch: () => import('./engines/minisearch.ts'),
  'minisearch-fuzzy': () => import('./engines/minisearch-fuzzy.ts'),
  flexsearch: () => import('./engines/flexsearch.ts'),
  orama: () => import('./engines/orama.ts'),
  fts5: () => import('./engines/fts5.ts'),
} as const satisfies Record<string, () => Promise<{ engine: Engine }>>;

export type EngineName = keyof typeof ENGINES;
