import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import type { Hit, Index } from '../../indexer/open-index.ts';
import type { PostId } from '../../indexer/types.ts';
import { answerEvents } from './answer-events.ts';
import { chooseExcerpts } from './choose-excerpts.ts';
import { isSure } from './decide-answer.ts';
import { findCandidates } from './find-candidates.ts';
import { keepTopic } from './keep-topic.ts';
import { foldPhrase, parseQuestion } from './parse-question.ts';
import { type RankedPassage, rankPassages } from './rank-passages.ts';
import type { RankedPost } from './prefer-posts.ts';
import { createPostRanker } from './rank-posts.ts';
import type { Answer, Excerpt } from './types.ts';

/** Passages that are looked at sentence by sentence: the best by themselves … */
const BEST_PASSAGES = 20;
/** … and those of the best posts, since an answer may say little of what was asked where the title says it. */
const BEST_POSTS = 3;
/** Excerpts given at a time. */
const EXCERPTS_SHOWN = 3;
const MOST_RELATED = 3;
/** A post is offered as related when a passage of it speaks of this share of the question … */
const WORTH_OFFERING = 0.3;
/** … and is at least this good beside the best one. */
const NEAR_BEST = 0.5;

/** Where a question stands in a conversation. */
export interface AskContext {
  /** The question asked before, when this one may lean on it: "and how do I fix it?" */
  readonly earlier?: string;
  /** Excerpts that were shown already: the next ones are given. */
  readonly skip?: number;
}

/** Answers questions from one index; `today` (YYYY-MM-DD) decides what is a coming event. */
export type Answerer = (question: string, today: string, context?: AskContext) => Answer;

/** Makes the one engine that answers for every surface. It reads nothing but the index. */
export function createAnswerer(index: Index): Answerer {
  const rankPosts = createPostRanker(index);
  return (text, today, { earlier, skip = 0 } = {}) => {
    const asked = parseQuestion(text, index);
    const question = earlier === undefined ? asked : keepTopic(asked, parseQuestion(earlier, index));
    const hits = findCandidates(question, index);
    const posts = rankPosts(question, hits);
    const ranked = rankPassages(question, pickCandidates(hits, posts.best(BEST_POSTS), index), posts, index);
    const sure = isSure(question, ranked, index);
    const chosen = sure ? chooseExcerpts(ranked, index) : [];
    const { events, excerpts: worthy } = answerEvents(question.text, question.terms, chosen, index, today);
    const excerpts = worthy.slice(skip, skip + EXCERPTS_SHOWN);
    const base = {
      question: text,
      terms: question.terms,
      more: Math.max(0, worthy.length - skip - EXCERPTS_SHOWN),
      related: relatedPosts(ranked, excerpts, index),
    };
    if (isNotEmpty(excerpts)) return { ...base, answered: true, excerpts, events };
    if (isNotEmpty(events)) return { ...base, answered: true, excerpts, events };
    return { ...base, answered: false, excerpts: [], events: [] };
  };
}

function pickCandidates(hits: readonly Hit[], best: readonly RankedPost[], index: Index): Hit[] {
  const ofBest = new Set(best.flatMap(({ post }) => index.passagesOf(post)));
  return hits.filter(({ passage }, place) => place < BEST_PASSAGES || ofBest.has(passage));
}

function relatedPosts(
  ranked: readonly RankedPassage[],
  excerpts: readonly Excerpt[],
  index: Index,
): PostInfo[] {
  const quoted = new Set(excerpts.map((excerpt) => foldPhrase(excerpt.post.title)));
  const related = new Map<string, PostInfo>();
  for (const { passage, window, score } of ranked) {
    if (related.size === MOST_RELATED) break;
    if (window.coverage < WORTH_OFFERING || score < NEAR_BEST * (ranked[0]?.score ?? 0)) continue;
    const post = index.post(index.passages[passage]?.post as PostId);
    const title = foldPhrase(post.title);
    if (!quoted.has(title) && !related.has(title)) related.set(title, post);
  }
  return [...related.values()];
}

function isNotEmpty<T extends Excerpt | EventInfo>(items: readonly T[]): items is readonly [T, ...T[]] {
  return items.length > 0;
}
