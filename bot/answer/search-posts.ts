import type { PostInfo } from '../../indexer/build-index.ts';
import type { Hit, Index } from '../../indexer/open-index.ts';
import { fold } from '../../indexer/text-pipeline.ts';
import type { Passage, PostId } from '../../indexer/types.ts';
import { cutExcerpt } from './choose-excerpts.ts';
import { findCandidates } from './find-candidates.ts';
import { foldPhrase, parseQuestion } from './parse-question.ts';
import { type RankedPassage, rankPassages } from './rank-passages.ts';
import type { RankedPost } from './prefer-posts.ts';
import { createPostRanker } from './rank-posts.ts';
import type { Window } from './score-windows.ts';
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

/** Passages whose posts are ranked; those beyond hold only words that nearly every post holds. */
const MOST_RANKED = 1_000;

/** Finds up to `limit` posts by words: any of them, the best match first. */
export type Searcher = (query: string, limit: number, filters?: SearchFilters) => SearchResult;

export function createSearcher(index: Index): Searcher {
  const rankPosts = createPostRanker(index);
  return (query, limit, filters = {}) => {
    const question = parseQuestion(query, index);
    const passes = matcher(filters);
    const found = findCandidates(question, index, index.passages.length);
    const isNarrowed = Object.values(filters).some((filter) => filter !== undefined);
    const hits = isNarrowed
      ? found.filter(({ passage }) => passes(index.post(index.passages[passage]?.post as PostId)))
      : found;
    const total = new Set(hits.map(({ passage }) => index.postOf(passage))).size;
    const posts = rankPosts(question, hits.slice(0, MOST_RANKED));
    const shown = posts.best(question.phrases.length > 0 ? MOST_RANKED : limit);
    const best = bestPassages(rankPassages(question, hitsOf(shown, hits, index), posts, index), index);
    const excerpts: Excerpt[] = [];
    const quotes = new Set<string>();
    for (const { post, score } of shown) {
      const found = best.get(post);
      if (!found) continue;
      const excerpt = cutExcerpt(found.passage, found.window, score / (shown[0]?.score || 1), index);
      // The same article on two blogs counts once.
      const text = foldPhrase(`${excerpt.post.title}\n${excerpt.quote}`);
      if (!quotes.has(text)) excerpts.push(excerpt);
      quotes.add(text);
    }
    return { query, terms: question.terms, total, hits: excerpts.slice(0, limit) };
  };
}

function hitsOf(posts: readonly RankedPost[], hits: readonly Hit[], index: Index): Hit[] {
  const passages = new Set(posts.flatMap(({ post }) => index.passagesOf(post)));
  return hits.filter(({ passage }) => passages.has(passage));
}

/** The first, which is the best, of each post. */
function bestPassages(ranked: readonly RankedPassage[], index: Index) {
  const best = new Map<PostId, { passage: Passage; window: Window }>();
  for (const { passage: number, window } of ranked) {
    const passage = index.passages[number] as Passage;
    if (!best.has(passage.post)) best.set(passage.post, { passage, window });
  }
  return best;
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
