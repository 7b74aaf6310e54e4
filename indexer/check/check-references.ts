import { suggest } from '../suggest.ts';
import type { Content, Post } from '../types.ts';

/** What is wrong between files, at a key of the front matter of `file`. */
export interface ReferenceFault {
  readonly file: string;
  readonly key: readonly (string | number)[];
  readonly message: string;
  readonly hint: string | null;
}

/** Faults of series that have a part twice, and of events whose `sources` name posts that are not there. */
export function checkReferences({ posts, events, faults }: Content): ReferenceFault[] {
  const found: ReferenceFault[] = [];

  const parts = new Map<string, Post>();
  for (const post of posts) {
    if (post.series === null) continue;
    const part = JSON.stringify([post.series.name, post.series.part]);
    const first = parts.get(part);
    parts.set(part, first ?? post);
    if (first === undefined) continue;
    found.push({
      file: post.file,
      key: ['series', 'part'],
      message: `part ${post.series.part} of the series "${post.series.name}" is ${first.file} already`,
      hint: 'number the parts 1, 2, 3',
    });
  }

  const ids = new Set<string>(posts.map((post) => post.id));
  const leftOut = new Set(faults.filter((fault) => fault.severity === 'error').map((fault) => fault.file));
  for (const event of events) {
    for (const [index, source] of event.sources.entries()) {
      if (ids.has(source)) continue;
      const broken = [...leftOut].find((file) => file.endsWith(`/${source}.md`) && file.startsWith('posts/'));
      const near = suggest(source, ids);
      found.push({
        file: event.file,
        key: ['sources', index],
        message: `"sources[${index}]" names no post: "${source}"`,
        hint:
          broken !== undefined
            ? `mend ${broken}, which is left out`
            : near !== null
              ? `did you mean "${near}"?`
              : "write the post's id: its file's name without .md",
      });
    }
  }
  return found;
}
