import type { Index } from '../../indexer/open-index.ts';
import { type Answerer, createAnswerer } from './answer-question.ts';
import { createSearcher, type Searcher } from './search-posts.ts';

/**
 * All that a surface needs to answer. Surfaces are handed `() => Engine` and call it anew for each
 * question, so that changed content can take the place of the old between two questions.
 */
export interface Engine {
  readonly index: Index;
  readonly ask: Answerer;
  readonly search: Searcher;
}

export function createEngine(index: Index): Engine {
  return { index, ask: createAnswerer(index), search: createSearcher(index) };
}
