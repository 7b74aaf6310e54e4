import type { Doc } from '../collection.ts';

/** A search engine in the bench: it builds an index, saves it to a file, and answers from the loaded file. */
export interface Engine {
  /** Builds and saves. A file of that name is not there yet. */
  build(docs: readonly Doc[], file: string): Promise<void>;
  /** Loads and gives a function that ranks up to `limit` ids of documents, best first, none twice. */
  load(file: string): Promise<(query: string, limit: number) => string[]>;
}
