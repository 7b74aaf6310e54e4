import { analysePosts } from './analyse-posts.ts';
import type { Analysis } from './analysis.ts';
import { type EventInfo, withoutText } from './build-index.ts';
import { readFiles } from './read-content.ts';
import type { Fault, PostId } from './types.ts';

/** What some files of a content folder hold; it can be sent from one thread to another. */
export interface Run {
  readonly analysis: Analysis;
  /** The analysed posts, by number. */
  readonly posts: readonly { readonly file: string; readonly id: PostId }[];
  readonly events: readonly EventInfo[];
  readonly faults: readonly Fault[];
}

/** Reads and analyses files that `listContentFiles(dir)` gave. Never throws for what a file holds. O(text). */
export async function readRun(dir: string, files: readonly string[], onFile?: () => void): Promise<Run> {
  const { posts, events, faults } = await readFiles(dir, files, onFile);
  return {
    analysis: analysePosts(posts),
    posts: posts.map(({ file, id }) => ({ file, id })),
    events: events.map(withoutText),
    faults,
  };
}
