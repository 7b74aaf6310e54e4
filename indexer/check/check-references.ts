import { suggest } from '../suggest.ts';
import type { Content, Post } from '../types.ts';

/** What is wrong between files, at a key of the front matter of `file`. */
export interface ReferenceFault {
  readonly file: string;
  readonly key: readonly (string | number)[];
  readonly message: string;
  readonly hint: string | null;
  /** Where it is no error. */
  readonly severity?: 'warning';
}

/**
 * Faults of series that have a part twice, of posts superseded by themselves or nothing, and of events whose `sources` name posts that are not there.
 */
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

  const byId = new Map<string, Post>(posts.map((post) => [post.id, post]));
  const leftOut = new Set(faults.filter((fault) => fault.severity === 'error').map((fault) => fault.file));
  const mend = (id: string) => {
    const broken = [...leftOut].find((file) => file.endsWith(`/${id}.md`) && file.startsWith('posts/'));
    if (broken !== undefined) return `mend ${broken}, which is left out`;
    const near = suggest(id, byId.keys());
    return near === null ? "write the post's id: its file's name without .md" : `did you mean "${near}"?`;
  };
  for (const post of posts) {
    const successor = post.supersededBy;
    if (successor === null) continue;
    const fault = { file: post.file, key: ['superseded_by'] };
    if (!byId.has(successor)) {
      found.push({
        ...fault,
        message: `"superseded_by" names no post: "${successor}"`,
        hint: mend(successor),
      });
    } else if (isCircle(post, byId)) {
      const message = `"superseded_by" leads back to this post, by way of "${successor}"`;
      found.push({ ...fault, message, hint: 'name the newer post in the older one only' });
    }
  }
  for (const event of events) {
    for (const [index, source] of event.sources.entries()) {
      if (byId.has(source)) continue;
      found.push({
        file: event.file,
        key: ['sources', index],
        message: `"sources[${index}]" names no post: "${source}"`,
        hint: mend(source),
      });
    }
  }
  return found;
}

/** Does following `superseded_by` from a post lead back to it? */
function isCircle(post: Post, byId: ReadonlyMap<string, Post>): boolean {
  const seen = new Set<string>();
  for (let id = post.supersededBy; id !== null && !seen.has(id); id = byId.get(id)?.supersededBy ?? null) {
    if (id === post.id) return true;
    seen.add(id);
  }
  return false;
}
