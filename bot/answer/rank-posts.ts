import type { Hit, Index } from '../../indexer/open-index.ts';
import type { Question } from './parse-question.ts';
import { pickBest } from './pick-best.ts';
import { preferPosts, type RankedPosts } from './prefer-posts.ts';
import { createPostWeigher, type PostWeigher } from './weigh-post.ts';

/** Feedback: the best posts lend the question the words that they share. */
const FEEDBACK_POSTS = 12;
/** A post's say in it falls with its rank, from 0 on: 1 / (1 + 2 × rank). */
const RANK_COST = 2;
const FEEDBACK_TERMS = 20;
/** The weight of all lent words beside the question's own. */
const FEEDBACK = 0.6;
/** A word that one of them alone holds is that post's own matter. */
const SHARED_BY = 2;

/**
 * Ranks the posts of `hits` for a question: BM25F over title and text, and then again with the words that the
 * best posts share (pseudo-relevance feedback after Rocchio 1971). O(words of the posts).
 */
export type PostRanker = (question: Question, hits: readonly Hit[]) => RankedPosts;

export function createPostRanker(index: Index): PostRanker {
  const readPosts = createPostWeigher(index);
  const lendTerms = createLender(index);
  return (question, hits) => {
    const places = new Map<number, number>();
    for (const { passage } of hits) {
      const post = index.postOf(passage);
      if (!places.has(post)) places.set(post, places.size);
    }
    const posts = [...places.keys()];
    const weigher = readPosts(posts);
    const scores = scoreAsked(question, posts.length, weigher, index);
    const lent = lendTerms(pickBest(scores, FEEDBACK_POSTS), question, weigher);
    const helped = scoreLent(lent, posts.length, weigher);
    for (let place = 0; place < posts.length; place++) {
      scores[place] = (scores[place] as number) + (helped[place] as number);
    }
    return preferPosts(question, places, scores, weigher, index);
  };
}

/** The score of each post by the question's concepts, each by the best of its forms. */
function scoreAsked({ concepts }: Question, posts: number, weigher: PostWeigher, index: Index): Float64Array {
  const columns = new Map<number, number>();
  const columnOf = (number: number) => {
    const column = columns.get(number) ?? columns.size;
    columns.set(number, column);
    return column;
  };
  const weighted = concepts.map(({ forms, times }) => ({
    times,
    forms: forms.map(({ terms, weight }) => ({
      // A form of several terms (a synonym, a compound's parts) counts as much as its terms do on the mean.
      weight: weight / terms.length,
      terms: terms
        .flatMap((term) => index.termNumber(term) ?? [])
        .map((number) => ({ column: columnOf(number), rarity: index.rarityOf(number) })),
    })),
  }));
  const weights = weigher.weighTerms([...columns.keys()]);
  const scores = new Float64Array(posts);
  for (let post = 0; post < posts; post++) {
    const row = post * columns.size;
    let score = 0;
    for (const { times, forms } of weighted) {
      let best = 0;
      for (const { weight, terms } of forms) {
        let sum = 0;
        for (const { column, rarity } of terms) sum += rarity * (weights[row + column] as number);
        best = Math.max(best, weight * sum);
      }
      score += times * best;
    }
    scores[post] = score;
  }
  return scores;
}

/** A term's number, and what a post that holds it gains by it. */
interface LentTerm {
  readonly number: number;
  readonly weight: number;
}

function scoreLent(lent: readonly LentTerm[], posts: number, weigher: PostWeigher): Float64Array {
  const weights = weigher.weighTerms(lent.map(({ number }) => number));
  const scores = new Float64Array(posts);
  for (let post = 0; post < posts; post++) {
    const row = post * lent.length;
    let score = 0;
    for (let column = 0; column < lent.length; column++) {
      score += (lent[column] as LentTerm).weight * (weights[row + column] as number);
    }
    scores[post] = score;
  }
  return scores;
}

/** Makes the function that gives the words which the best posts share, with the weights they are lent with. */
function createLender(index: Index) {
  // Scratch by term, all zero between two questions: a map of a few thousand terms took twice the time.
  const weights = new Float64Array(index.vocabularySize);
  const posts = new Uint8Array(index.vocabularySize);
  return (ranked: readonly number[], question: Question, weigher: PostWeigher): LentTerm[] => {
    const seen: number[] = [];
    for (const [rank, place] of ranked.entries()) {
      const vector = weigher.weighAll(place);
      let squares = 0;
      for (let i = 0; i < vector.numbers.length; i++) {
        squares += ((vector.weights[i] as number) * index.rarityOf(vector.numbers[i] as number)) ** 2;
      }
      const norm = (1 + RANK_COST * rank) * (Math.sqrt(squares) || 1);
      for (let i = 0; i < vector.numbers.length; i++) {
        const number = vector.numbers[i] as number;
        if (posts[number] === 0) seen.push(number);
        posts[number] = (posts[number] as number) + 1;
        weights[number] = (weights[number] as number) + (vector.weights[i] as number) / norm;
      }
    }
    const best: { number: number; weight: number; worth: number }[] = [];
    for (const number of seen) {
      if ((posts[number] as number) >= SHARED_BY && index.frequencyOf(number) >= SHARED_BY) {
        const weight = weights[number] as number;
        keepBest(best, { number, weight, worth: weight * index.rarityOf(number) });
      }
      weights[number] = 0;
      posts[number] = 0;
    }
    const total = best.reduce((sum, { weight }) => sum + weight, 0);
    const asked = question.concepts.reduce(
      (sum, { forms, times }) => sum + (forms.length > 0 ? times : 0),
      0,
    );
    return best.map(({ number, worth }) => ({ number, weight: (FEEDBACK * asked * worth) / total }));
  };
}

/** Puts a term in its place among the best, which are few: most come too late, and cost one look. */
function keepBest<T extends { readonly number: number; readonly worth: number }>(best: T[], term: T): void {
  const isBefore = (a: T, b: T) => a.worth > b.worth || (a.worth === b.worth && a.number < b.number);
  const last = best[FEEDBACK_TERMS - 1];
  if (last !== undefined && !isBefore(term, last)) return;
  const place = best.findIndex((other) => isBefore(term, other));
  best.splice(place < 0 ? best.length : place, 0, term);
  best.length = Math.min(best.length, FEEDBACK_TERMS);
}
