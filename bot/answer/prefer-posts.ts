import type { PostInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import { stem } from '../../indexer/text-pipeline.ts';
import type { PostId } from '../../indexer/types.ts';
import { foldPhrase, type Question } from './parse-question.ts';
import { pickBest } from './pick-best.ts';
import { FUNCTION_WORDS } from './question-words.ts';
import type { PostWeigher } from './weigh-post.ts';

export interface RankedPost {
  readonly post: PostId;
  /** BM25F with feedback; only order and ratios mean something. */
  readonly score: number;
}

/** Posts that were ranked for a question. */
export interface RankedPosts {
  /** The best of them, best first, ties in the order of the hits. Reads these posts and hardly more. */
  best(count: number): RankedPost[];
  /** By the post's number; 0 for one that was not ranked. */
  scoreOf(post: number): number;
}

/** So many of the best posts are looked at for titles that were asked for, and for posts that supersede others. */
const PREFERRED = 100;
/** A superseded post comes behind its successor, when that one answers at least this well beside it. */
const ANSWERS_TOO = 0.6;

/** Folding changes a title's length by no more; most titles need not be folded to be told apart. */
const FOLDING = 8;
/** A longer word may be left out of the index when it is written in a compound's way. */
const LONGEST_PLAIN = 48;

interface Scored extends RankedPost {
  /** Place among the candidates, which breaks ties. */
  readonly place: number;
}

/**
 * Puts first, among the best, those whose title was asked for, and behind their successors those that are superseded.
 * @param places The posts' places in the order of the hits, by which `weigher` knows them, by their numbers.
 * @param scores By place.
 */
export function preferPosts(
  { text }: Question,
  places: ReadonlyMap<number, number>,
  scores: Float64Array,
  weigher: PostWeigher,
  index: Index,
): RankedPosts {
  const posts = [...places.keys()];
  const scored = (place: number): Scored => ({
    post: index.idOf(posts[place] as number),
    score: scores[place] as number,
    place,
  });
  const best = pickBest(scores, PREFERRED).map(scored);
  const titleTerms = findTitleTerms(text, index);
  // Who types a post's title, or another name of it, wants that post.
  const preferred = best
    .map((one) =>
      weigher.isHeaded(one.place, titleTerms) && isTitled(index.post(one.post), text)
        ? { ...one, score: one.score + (best[0]?.score ?? 0) }
        : one,
    )
    .sort(byScore);
  const behindSuccessor = rankBehindSuccessors(preferred, ({ post }) => post, index);
  return {
    best(count) {
      const settled: Scored[] = [];
      for (const one of preferred) {
        const last = settled[count - 1];
        // Scores are only lowered, so that none of those to come gets in.
        if (last !== undefined && byScore(last, one) < 0) break;
        settled.push(behindSuccessor(one));
        settled.sort(byScore);
      }
      const others = count > PREFERRED ? pickBest(scores, count).slice(PREFERRED).map(scored) : [];
      return [...settled, ...others].slice(0, count).map(({ post, score }) => ({ post, score }));
    },
    scoreOf(post) {
      const place = places.get(post) ?? -1;
      const one = preferred.find((other) => other.place === place);
      return one === undefined ? (scores[place] ?? 0) : behindSuccessor(one).score;
    },
  };
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.place - b.place;
}

/** Is `asked` the post's title, or another name of it, and nothing else? */
export function isTitled({ title, aliases, sources }: PostInfo, asked: string): boolean {
  const isNear = (name: string) => Math.abs(name.length - asked.length) <= FOLDING;
  return [title, ...aliases, ...sources.map((source) => source.title)].some(
    (name) => isNear(name) && foldPhrase(name) === foldPhrase(asked),
  );
}

/**
 * What stands above a post must hold for one of its titles to be `asked`: of each list one of the terms, by their
 * numbers. Tells most posts apart without their titles. Words of plain letters that the index knows are
 * looked at, since these give one of two terms however they are written: `GetUserName` is also found whole.
 * Only a sign typed as letters (`™` as `TM`) is not known again.
 */
export function findTitleTerms(asked: string, index: Index): number[][] {
  return foldPhrase(asked)
    .split(' ')
    .map((word) => word.replace(/[?!.,:;]+$/, ''))
    .filter((word) => /^[a-z]+$/.test(word) && word.length <= LONGEST_PLAIN && !FUNCTION_WORDS.has(word))
    .filter((word) => index.termNumber(stem(word)) !== undefined)
    .map((word) => [stem(word), word].flatMap((term) => index.termNumber(term) ?? []));
}

/** Makes the function that lowers the score of what a superseded post says to just below its successor's best. O(ranked). */
export function rankBehindSuccessors<T extends { readonly score: number }>(
  ranked: readonly T[],
  postOf: (one: T) => PostId,
  index: Index,
): (one: T) => T {
  const best = new Map<PostId, number>();
  for (const one of ranked) best.set(postOf(one), Math.max(one.score, best.get(postOf(one)) ?? 0));
  return (one) => {
    const successor = index.post(postOf(one)).supersededBy;
    const better = (successor && best.get(successor.id)) ?? 0;
    const isBetter = better >= ANSWERS_TOO * one.score && better <= one.score;
    return isBetter ? { ...one, score: better * 0.99 } : one;
  };
}
