import type { Hit, Index, PostTerms } from '../../indexer/open-index.ts';
import type { PostId } from '../../indexer/types.ts';
import type { Question } from './parse-question.ts';

export interface RankedPost {
  readonly post: PostId;
  /** BM25F with feedback; only order and ratios mean something. */
  readonly score: number;
}

/**
 * BM25F (Robertson, Zaragoza and Taylor 2004): occurrences are counted over the fields, each with its
 * weight and its own length normalisation, and saturate together. The values were chosen on three
 * collections at once (bench/RESULTS.md).
 */
const K1 = 2;
const TITLE = { weight: 4, b: 0.6 };
const BODY = { weight: 1, b: 0.5 };

/** Feedback: the best posts lend the question the words that they share. */
const FEEDBACK_POSTS = 6;
const FEEDBACK_TERMS = 20;
/** The weight of all lent words beside the question's own. */
const FEEDBACK = 0.5;
/** A word that one of them alone holds is that post's own matter. */
const SHARED_BY = 2;

/**
 * Ranks the posts of `hits` for a question, best first, ties in the order of the hits: BM25F over title
 * and text, and then again with the words that the best posts share (pseudo-relevance feedback after
 * Rocchio 1971). O(words of those posts).
 */
export function rankPosts(question: Question, hits: readonly Hit[], index: Index): RankedPost[] {
  const found = postsOf(hits, index);
  const asked = createScorer(question, index);
  const first = found.map((post) => ({ ...post, score: asked(post.terms) })).sort(byScore);
  const lent = lendTerms(first, question, index);
  const lentScore = createTermScorer(lent, index);
  return first
    .map((post) => ({ ...post, score: post.score + lentScore(post.terms) }))
    .sort(byScore)
    .map(({ post, score }) => ({ post, score }));
}

interface Candidate {
  readonly post: PostId;
  readonly terms: PostTerms;
  /** Place among the candidates, which breaks ties. */
  readonly place: number;
}
type Scored = Candidate & { readonly score: number };

function byScore(a: Scored, b: Scored): number {
  return b.score - a.score || a.place - b.place;
}

function postsOf(hits: readonly Hit[], index: Index): Candidate[] {
  const posts = new Set<PostId>();
  for (const { passage } of hits) {
    const post = index.passages[passage]?.post;
    if (post !== undefined) posts.add(post);
  }
  return [...posts].map((post, place) => ({ post, place, terms: index.termsOfPost(post) }));
}

/** Scores a post by the question's concepts, each by the best of its forms. */
function createScorer(question: Question, index: Index): (terms: PostTerms) => number {
  const concepts = question.concepts.map(({ forms, times }) => ({
    times,
    forms: forms.map(({ terms, weight }) => ({
      weight,
      numbers: terms.map((term) => index.termNumber(term) ?? -1),
    })),
  }));
  const numbers = concepts.flatMap(({ forms }) => forms.flatMap((form) => form.numbers));
  const count = createCounter(numbers, index);
  const worth = (number: number, counts: ReadonlyMap<number, number>) =>
    rarity(number, index) * saturate(counts.get(number) ?? 0);
  return (terms) => {
    const counts = count(terms);
    let score = 0;
    for (const { times, forms } of concepts) {
      let best = 0;
      for (const { weight, numbers } of forms) {
        // A form of several terms (a synonym, a compound's parts) counts as much as its terms do on the mean.
        const sum = numbers.reduce((total, number) => total + worth(number, counts), 0);
        best = Math.max(best, (weight * sum) / numbers.length);
      }
      score += times * best;
    }
    return score;
  };
}

function createTermScorer(weights: ReadonlyMap<number, number>, index: Index): (terms: PostTerms) => number {
  const count = createCounter([...weights.keys()], index);
  return (terms) => {
    let score = 0;
    for (const [number, tf] of count(terms)) {
      score += (weights.get(number) ?? 0) * rarity(number, index) * saturate(tf);
    }
    return score;
  };
}

/** The words that the best posts share, with the weights that they are lent with. */
function lendTerms(ranked: readonly Scored[], question: Question, index: Index): Map<number, number> {
  const shares = new Map<number, { weight: number; posts: number }>();
  for (const [rank, { terms }] of ranked.slice(0, FEEDBACK_POSTS).entries()) {
    const vector = [...createCounter(null, index)(terms)].map(
      ([number, tf]) => [number, saturate(tf), rarity(number, index)] as const,
    );
    const norm = Math.hypot(...vector.map(([, tf, rare]) => tf * rare)) || 1;
    for (const [number, tf] of vector) {
      const share = shares.get(number) ?? { weight: 0, posts: 0 };
      share.weight += tf / norm / (1 + rank);
      share.posts++;
      shares.set(number, share);
    }
  }
  const best = [...shares]
    .filter(([number, { posts }]) => posts >= SHARED_BY && index.frequencyOf(number) >= SHARED_BY)
    .map(([number, { weight }]) => ({ number, weight, worth: weight * rarity(number, index) }))
    .sort((a, b) => b.worth - a.worth || a.number - b.number)
    .slice(0, FEEDBACK_TERMS);
  const total = best.reduce((sum, { weight }) => sum + weight, 0);
  const asked = question.concepts.reduce((sum, { forms, times }) => sum + (forms.length > 0 ? times : 0), 0);
  return new Map(best.map(({ number, weight }) => [number, (FEEDBACK * asked * weight) / total]));
}

/** Counts the given terms (`null`: all) in a post's fields, weighted and normalised by length. */
function createCounter(
  numbers: readonly number[] | null,
  index: Index,
): (terms: PostTerms) => Map<number, number> {
  const wanted = numbers && new Set(numbers);
  return ({ title, passages }) => {
    const counts = new Map<number, number>();
    const add = (list: readonly number[], amount: number) => {
      for (const number of list) {
        if (number >= 0 && (wanted === null || wanted.has(number))) {
          counts.set(number, (counts.get(number) ?? 0) + amount);
        }
      }
    };
    const length = passages.reduce((sum, list) => sum + list.length, 0);
    add(title, TITLE.weight / normalise(title.length, index.meanLengths.title, TITLE.b));
    const amount = BODY.weight / normalise(length, index.meanLengths.body, BODY.b);
    for (const list of passages) add(list, amount);
    return counts;
  };
}

function normalise(length: number, mean: number, b: number): number {
  return 1 - b + (b * length) / Math.max(1, mean);
}

function saturate(tf: number): number {
  return (tf * (K1 + 1)) / (tf + K1);
}

/** Robertson and Spärck Jones's inverse document frequency over passages, in nats, never negative. */
function rarity(number: number, index: Index): number {
  const frequency = index.frequencyOf(number);
  return Math.log(1 + (index.passages.length - frequency + 0.5) / (frequency + 0.5));
}
