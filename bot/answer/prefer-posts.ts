import type { PostInfo } from '../../indexer/build-index.ts';
import type { Index } from '../../indexer/open-index.ts';
import type { PostId } from '../../indexer/types.ts';
import { foldPhrase } from './parse-question.ts';

/** A superseded post comes behind its successor, when that one answers at least this well beside it. */
const ANSWERS_TOO = 0.6;

/** Folding changes a title's length by no more; most titles need not be folded to be told apart. */
const FOLDING = 8;

/** Is `asked` the post's title, or another name of it, and nothing else? */
export function isTitled({ title, aliases, sources }: PostInfo, asked: string): boolean {
  const isNear = (name: string) => Math.abs(name.length - asked.length) <= FOLDING;
  return [title, ...aliases, ...sources.map((source) => source.title)].some(
    (name) => isNear(name) && foldPhrase(name) === foldPhrase(asked),
  );
}

/** Lowers the score of what a superseded post says to just below its successor's best. O(ranked). */
export function putBehindSuccessors<T extends { readonly score: number }>(
  ranked: readonly T[],
  postOf: (one: T) => PostId,
  index: Index,
): T[] {
  const best = new Map<PostId, number>();
  for (const one of ranked) best.set(postOf(one), Math.max(one.score, best.get(postOf(one)) ?? 0));
  return ranked.map((one) => {
    const successor = index.post(postOf(one)).supersededBy;
    const better = (successor && best.get(successor.id)) ?? 0;
    const isBetter = better >= ANSWERS_TOO * one.score && better <= one.score;
    return isBetter ? { ...one, score: better * 0.99 } : one;
  });
}
