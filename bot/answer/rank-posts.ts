import type { Hit, Index } from '../../indexer/open-index.ts';
import type { PostId } from '../../indexer/types.ts';
import type { Question } from './parse-question.ts';
import { isTitled, putBehindSuccessors } from './prefer-posts.ts';
import { createPostWeigher, type PostVector, weightOf } from './weigh-post.ts';

export interface RankedPost {
  readonly post: PostId;
  /** BM25F with feedback; only order and ratios mean something. */
  readonly score: number;
}

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
 * Ranks the posts of `hits` for a question, best first, ties in the order of the hits: BM25F over title
 * and text, and then again with the words that the best posts share (pseudo-relevance feedback after
 * Rocchio 1971). O(posts × words of the question), and O(words) for a post that is met for the first time.
 */
export type PostRanker = (question: Question, hits: readonly Hit[]) => RankedPost[];

export function createPostRanker(index: Index): PostRanker {
  const weigh = createPostWeigher(index);
  const lendTerms = createLender(index);
  return (question, hits) => {
    const posts = new Set<PostId>();
    for (const { passage } of hits) posts.add(index.passages[passage]?.post as PostId);
    const asked = createQuestionScorer(question, index);
    const first = [...posts]
      .map((post, place) => {
        const vector = weigh(post);
        return { post, place, vector, score: asked(vector) };
      })
      .sort(byScore);
    const lent = lendTerms(first, question);
    const second = first.map((one) => ({ ...one, score: one.score + scoreLent(lent, one.vector) }));
    const best = Math.max(...second.map(({ score }) => score));
    // Who types a post's title, or another name of it, wants that post.
    const preferred = second.map((one) =>
      isTitled(index.post(one.post), question.text) ? { ...one, score: one.score + best } : one,
    );
    return putBehindSuccessors(preferred, ({ post }) => post, index)
      .sort(byScore)
      .map(({ post, score }) => ({ post, score }));
  };
}

interface Scored {
  readonly score: number;
  /** Place among the candidates, which breaks ties. */
  readonly place: number;
  readonly vector: PostVector;
}

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.place - b.place;
}

/** Scores a post by the question's concepts, each by the best of its forms. */
function createQuestionScorer({ concepts }: Question, index: Index): (post: PostVector) => number {
  const weighted = concepts.map(({ forms, times }) => ({
    times,
    forms: forms.map(({ terms, weight }) => ({
      weight,
      terms: terms
        .map((term) => index.termNumber(term) ?? -1)
        .map((number) => ({ number, rarity: index.rarityOf(number) })),
    })),
  }));
  return (post) => {
    let score = 0;
    for (const { times, forms } of weighted) {
      let best = 0;
      for (const { weight, terms } of forms) {
        // A form of several terms (a synonym, a compound's parts) counts as much as its terms do on the mean.
        let sum = 0;
        for (const { number, rarity } of terms) sum += rarity * weightOf(number, post);
        best = Math.max(best, (weight * sum) / terms.length);
      }
      score += times * best;
    }
    return score;
  };
}

/** A term's number, and what a post that holds it gains by it. */
interface LentTerm {
  readonly number: number;
  readonly weight: number;
}

function scoreLent(lent: readonly LentTerm[], post: PostVector): number {
  let score = 0;
  for (const { number, weight } of lent) score += weight * weightOf(number, post);
  return score;
}

/** Makes the function that gives the words which the best posts share, with the weights they are lent with. */
function createLender(index: Index) {
  // Scratch by term, all zero between two questions: a map of a few thousand terms took twice the time.
  const weights = new Float64Array(index.vocabularySize);
  const posts = new Uint8Array(index.vocabularySize);
  return (ranked: readonly Scored[], question: Question): LentTerm[] => {
    const seen: number[] = [];
    for (const [rank, { vector }] of ranked.slice(0, FEEDBACK_POSTS).entries()) {
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
