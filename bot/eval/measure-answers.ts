import type { PostInfo } from '../../indexer/build-index.ts';
import type { Answerer } from '../answer/answer-question.ts';
import { foldPhrase } from '../answer/parse-question.ts';
import type { Answer } from '../answer/types.ts';
import type { EvalQuestion } from './questions.ts';

/** How one question was answered. Shares are 0 or 1; `null` where the measure does not apply. */
export interface Judgement {
  readonly question: EvalQuestion;
  readonly answer: Answer;
  readonly tookMs: number;
  readonly hit1: number | null;
  readonly hit3: number | null;
  /** 1 / rank of the first expected post among those quoted and offered; 0 when it is not there. */
  readonly reciprocalRank: number | null;
  readonly fact1: number | null;
  readonly fact3: number | null;
  readonly declined: number | null;
  readonly wronglyDeclined: number | null;
}

/**
 * Asks every question, in order, and judges the answers. Time is taken as of a process that runs for a
 * while: all questions are asked once before. `clock` gives milliseconds.
 */
export function judgeAnswers(
  questions: readonly EvalQuestion[],
  answer: Answerer,
  today: string,
  clock: () => number,
  onProgress?: (done: number, total: number) => void,
): Judgement[] {
  for (const { q } of questions) answer(q, today);
  return questions.map((question, index) => {
    const start = clock();
    const given = answer(question.q, today);
    const tookMs = clock() - start;
    onProgress?.(index + 1, questions.length);
    return { question, answer: given, tookMs, ...judge(question, given) };
  });
}

function judge({ expect, facts, all }: EvalQuestion, { answered, excerpts, related }: Answer) {
  if (expect.length === 0) {
    const declined = answered ? 0 : 1;
    return {
      hit1: null,
      hit3: null,
      reciprocalRank: null,
      fact1: null,
      fact3: null,
      declined,
      wronglyDeclined: null,
    };
  }
  const titles = new Set(expect.map(foldPhrase));
  const isExpected = (post: PostInfo) =>
    [post.title, ...post.sources.map((source) => source.title)].some((title) =>
      titles.has(foldPhrase(title)),
    );
  const posts = [...new Set([...excerpts.map((excerpt) => excerpt.post), ...related])];
  const rank = posts.findIndex(isExpected);
  const quotes = excerpts.map((excerpt) => foldPhrase(excerpt.quote));
  const holds = (texts: readonly string[]) => {
    const found = facts.filter((fact) => texts.some((text) => text.includes(foldPhrase(fact))));
    return found.length > 0 && (!all || found.length === facts.length) ? 1 : 0;
  };
  return {
    hit1: excerpts[0] && isExpected(excerpts[0].post) ? 1 : 0,
    hit3: excerpts.some((excerpt) => isExpected(excerpt.post)) ? 1 : 0,
    reciprocalRank: rank < 0 ? 0 : 1 / (rank + 1),
    fact1: facts.length === 0 ? null : holds(quotes.slice(0, 1)),
    fact3: facts.length === 0 ? null : holds(quotes),
    declined: null,
    wronglyDeclined: answered ? 0 : 1,
  };
}
