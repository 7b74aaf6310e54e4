import { type Origin, writeImprinted } from './imprint.ts';
import type { PlanetEntry } from './read-planet-text.ts';

/** Writes a post as a content file; `body` is Markdown. */
export function renderPost(entry: PlanetEntry, body: string, origin: Origin): string {
  const { title, author, published, blog } = entry;
  return writeImprinted({ title, author, published, ...(blog === null ? {} : { blog }) }, body, origin);
}
