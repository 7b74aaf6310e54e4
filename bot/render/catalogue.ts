import type { PostInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { fold } from '../../indexer/text-pipeline.ts';

/** Posts that have an author, a tag or a month in common, newest first. */
export interface Shelf {
  readonly name: string;
  /** The name as addresses have it; no two shelves of a kind share one. */
  readonly slug: string;
  readonly posts: readonly PostInfo[];
}

/** The posts of an index as a reader browses them. */
export interface Catalogue {
  /** Newest first. */
  readonly posts: readonly PostInfo[];
  /** Who wrote, and whose work was digested; by name. */
  readonly authors: readonly Shelf[];
  readonly tags: readonly Shelf[];
  /** Latest first; name and slug are `2017-05`. */
  readonly months: readonly Shelf[];
  /** By name, in the order of their parts. */
  readonly series: ReadonlyMap<string, readonly PostInfo[]>;
  /** By their file's path inside the content folder. */
  readonly byFile: ReadonlyMap<string, PostInfo>;
}

/** Sorts the posts. O(posts log posts). */
export function createCatalogue({ posts }: Pick<Index, 'posts'>): Catalogue {
  const newest = [...posts].sort(
    (a, b) => compare(b.published, a.published) || compare(a.title, b.title) || compare(a.id, b.id),
  );
  const series = new Map<string, PostInfo[]>();
  for (const post of newest) {
    if (post.series) series.set(post.series.name, [...(series.get(post.series.name) ?? []), post]);
  }
  for (const parts of series.values()) parts.sort((a, b) => (a.series?.part ?? 0) - (b.series?.part ?? 0));
  return {
    posts: newest,
    authors: shelve(newest, namesOf),
    tags: shelve(newest, (post) => post.tags),
    months: shelve(newest, (post) => [post.published.slice(0, 7)]).reverse(),
    series,
    byFile: new Map(posts.map((post) => [post.file, post])),
  };
}

/** The author, and the authors of what the post digests. */
export function namesOf({ author, sources }: PostInfo): string[] {
  return [author, ...sources.flatMap((source) => source.author ?? [])];
}

function shelve(posts: readonly PostInfo[], namesOf: (post: PostInfo) => readonly string[]): Shelf[] {
  const shelves = new Map<string, PostInfo[]>();
  for (const post of posts) {
    for (const name of new Set(namesOf(post))) {
      const shelf = shelves.get(name);
      if (shelf) shelf.push(post);
      else shelves.set(name, [post]);
    }
  }
  const taken = new Set<string>();
  return [...shelves]
    .map(([name, own]) => ({ name, key: fold(name), own }))
    .sort((a, b) => compare(a.key, b.key) || compare(a.name, b.name))
    .map(({ name, own }) => {
      const wanted = slugOf(name);
      let slug = wanted;
      for (let n = 2; taken.has(slug); n++) slug = `${wanted}-${n}`;
      taken.add(slug);
      return { name, slug, posts: own };
    });
}

/** `Chris Dent` → `chris-dent`; letters of any script stay. */
export function slugOf(text: string): string {
  const slug = fold(text)
    .replace(/[^\p{L}\p{N}]+/gu, '-')
    .replace(/^-+|-+$/g, '')
    .slice(0, 80)
    .replace(/\p{Cs}/gu, '');
  return slug === '' ? 'unnamed' : slug;
}

function compare(a: string, b: string): number {
  return a < b ? -1 : a > b ? 1 : 0;
}
