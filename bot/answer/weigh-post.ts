import type { Index } from '../../indexer/open-index.ts';
import type { PostId } from '../../indexer/types.ts';

/** A post's terms with their weights, which no question changes. */
export interface PostVector {
  /** Terms as numbers, ascending, none twice. */
  readonly numbers: Int32Array;
  /** The weight of the term at the same place, 0 to K1 + 1. */
  readonly weights: Float64Array;
}

/**
 * BM25F (Robertson, Zaragoza and Taylor 2004): occurrences are counted over the fields, each with its
 * weight and its own length normalisation, and saturate together. The values were chosen on three
 * collections at once (bench/RESULTS.md).
 */
const K1 = 2.8;
const TITLE = { weight: 4, b: 0.75 };
const BODY = { weight: 1, b: 0.65 };
/** Posts whose weights are kept, about 5 KB each; when there are more, all begin anew. */
const MOST_KEPT = 10_000;

/** Weighs the terms of posts. O(words of the post), once. */
export function createPostWeigher(index: Index): (post: PostId) => PostVector {
  const kept = new Map<PostId, PostVector>();
  return (post) => {
    let vector = kept.get(post);
    if (vector === undefined) {
      if (kept.size >= MOST_KEPT) kept.clear();
      vector = weighPost(post, index);
      kept.set(post, vector);
    }
    return vector;
  };
}

/** The weight of a term in a post, 0 when it is not there. O(log words of the post). */
export function weightOf(number: number, { numbers, weights }: PostVector): number {
  let low = 0;
  let high = numbers.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if ((numbers[middle] as number) < number) low = middle + 1;
    else high = middle;
  }
  return numbers[low] === number ? (weights[low] as number) : 0;
}

function weighPost(post: PostId, index: Index): PostVector {
  const { title, passages } = index.termsOfPost(post);
  const counts = new Map<number, number>();
  const add = (list: readonly number[], amount: number) => {
    for (const number of list) if (number >= 0) counts.set(number, (counts.get(number) ?? 0) + amount);
  };
  const length = passages.reduce((sum, list) => sum + list.length, 0);
  add(title, TITLE.weight / normalise(title.length, index.meanLengths.title, TITLE.b));
  const amount = BODY.weight / normalise(length, index.meanLengths.body, BODY.b);
  for (const list of passages) add(list, amount);
  const numbers = Int32Array.from(counts.keys()).sort();
  const weights = Float64Array.from(numbers, (number) => {
    const count = counts.get(number) as number;
    return (count * (K1 + 1)) / (count + K1);
  });
  return { numbers, weights };
}

function normalise(length: number, mean: number, b: number): number {
  return 1 - b + (b * length) / Math.max(1, mean);
}
