import type { PostInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { fold } from '../../indexer/text-pipeline.ts';
import { cutExcerpt } from './choose-excerpts.ts';
import { findCandidates } from './find-candidates.ts';
import { parseQuestion } from './parse-question.ts';
import { rankPassages } from './rank-passages.ts';
import { createPostRanker } from './rank-posts.ts';
import type { Excerpt } from './types.ts';

/** Narrows a search; an absent filter lets everything through. */
export interface SearchFilters {
  /** Part of the author's name, or of the author's of a source; case and accents don't matter. */
  readonly author?: string | undefined;
  readonly tag?: string | undefined;
  /** First day of `published`, YYYY-MM-DD in UTC, inclusive. */
  readonly since?: string | undefined;
  /** Last day, inclusive. */
  readonly until?: string | undefined;
}

export interface SearchResult {
  readonly query: string;
  /** Terms of the query, to mark in quotes. */
  readonly terms: ReadonlySet<string>;
  /** Posts that match, also those beyond `limit`. */
  readonly total: number;
  /** One a post, the sentence that fits best, best first. */
  readonly hits: readonly Excerpt[];
}

/** Passages that are looked at sentence by sentence; what is beyond keeps Lunr's order. */
const CANDIDATES = 400;

/** Finds up to `limit` posts by words: any of them, the best match first. */
export type Searcher = (query: string, limit: number, filters?: SearchFilters) => SearchResult;

export function createSearcher(index: Index): Searcher {
  const rankPosts = createPostRanker(index);
  return (query, limit, filters = {}) => {
    const question = parseQuestion(query, index);
    const passes = matcher(filters);
    const hits = findCandidates(question, index, index.passages.length).filter((hit) => {
      const passage = index.passages[hit.passage];
      return passage !== undefined && passes(index.post(passage.post));
    });
    const total = new Set(hits.map((hit) => index.passages[hit.passage]?.post)).size;
    const excerpts = new Map<string, Excerpt>();
    for (const { passage: number, window, score } of rankPassages(
      question,
      hits.slice(0, CANDIDATES),
      rankPosts(question, hits.slice(0, CANDIDATES)),
      index,
    )) {
      const passage = index.passages[number];
      if (!passage || excerpts.has(passage.post)) continue;
      excerpts.set(passage.post, cutExcerpt(passage, window, score, index));
      if (excerpts.size >= limit) break;
    }
    return { query, terms: question.terms, total, hits: [...excerpts.values()] };
  };
}

function matcher({ author, tag, since, until }: SearchFilters): (post: PostInfo) => boolean {
  const name = author === undefined ? null : fold(author);
  return (post) =>
    (name === null ||
      [post.author, ...post.sources.map((source) => source.author ?? '')].some((other) =>
        fold(other).includes(name),
      )) &&
    (tag === undefined || post.tags.some((other) => fold(other) === fold(tag))) &&
    (since === undefined || post.published.slice(0, 10) >= since) &&
    (until === undefined || post.published.slice(0, 10) <= until);
}
