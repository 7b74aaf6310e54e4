import type { Hit, Index } from '../../indexer/open-index.ts';
import type { Passage } from '../../indexer/types.ts';
import { createPassageMatcher, type PassageMatch } from './match-passage.ts';
import type { Question } from './parse-question.ts';
import { isTitled, type RankedPosts, rankBehindSuccessors } from './prefer-posts.ts';
import { coverWindows, pickWindow, type Window } from './score-windows.ts';

/** A passage with its best window and its final score, about 0 to 1. */
export interface RankedPassage {
  readonly passage: number;
  readonly match: PassageMatch;
  readonly window: Window;
  readonly score: number;
}

/** Shares of the final score: the window itself, the passage's BM25 and its post's. They sum to 1. */
const WINDOW = 0.75;
const PASSAGE = 0.2;
const POST = 0.05;
/** Who types a post's title, or another name of it, wants that post. */
const TITLED = 0.5;
/** Scores closer than this are as good as the same; the newer post comes first. */
const NEAR_TIE = 0.002;
/** Only windows within this of the best by coverage are read for the signs of an answer. */
const SIGNS_REACH = 0.35;

/** Orders candidates by what their best sentences say, helped by how well passage and post match as a whole. */
export function rankPassages(
  question: Question,
  hits: readonly Hit[],
  posts: RankedPosts,
  index: Index,
): RankedPassage[] {
  const matchPassage = createPassageMatcher(question, index);
  const best = hits[0]?.score ?? 1;
  const bestPost = Math.max(posts.best(1)[0]?.score ?? 0, Number.MIN_VALUE);
  const covered = hits.map((hit) => {
    const passage = index.passages[hit.passage] as Passage;
    const match = matchPassage(hit.passage);
    return { hit, passage, match, windows: coverWindows(question, passage, match) };
  });
  const most = Math.max(...covered.flatMap(({ windows }) => windows.map((window) => window.score)));
  const ranked: RankedPassage[] = [];
  for (const { hit, passage, match, windows } of covered) {
    const window = pickWindow(question, passage, match, windows, most - SIGNS_REACH);
    if (!window) continue;
    const post = posts.scoreOf(index.postOf(hit.passage)) / bestPost;
    const titled = isTitled(index.post(passage.post), question.text) ? TITLED : 0;
    const score = WINDOW * window.score + PASSAGE * (hit.score / best) + POST * post + titled;
    ranked.push({ passage: hit.passage, match, window, score });
  }
  const postOf = ({ passage }: RankedPassage) => (index.passages[passage] as Passage).post;
  return ranked
    .map(rankBehindSuccessors(ranked, postOf, index))
    .sort(
      (a, b) =>
        grade(b) - grade(a) ||
        newness(b, index) - newness(a, index) ||
        b.score - a.score ||
        a.passage - b.passage,
    );
}

function grade({ score }: RankedPassage): number {
  return Math.round(score / NEAR_TIE);
}

function newness({ passage }: RankedPassage, index: Index): number {
  const { post } = index.passages[passage] as Passage;
  return Date.parse(index.post(post).published);
}
