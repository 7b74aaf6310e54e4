import type { Engine } from '../answer/engine.ts';
import type { Answer } from '../answer/types.ts';
import type { Gap } from './types.ts';

/** What the engine says to a gap now; costs one question. */
export function askAgain({ question, earlier }: Gap, { ask }: Engine, today: string): Answer {
  return ask(question, today, earlier === null ? {} : { earlier });
}

/** Is there still nothing to be read? Where an answer was wrong, only something newer is. */
export function isOpen(gap: Gap, answer: Answer): boolean {
  return gap.reason === 'declined' ? !answer.answered : !isNews(gap, answer);
}

/** Is the best excerpt from a post newer than the gap: is it what who asked wanted to hear of? */
export function isNews(gap: Gap, { excerpts: [best] }: Answer): boolean {
  if (best === undefined) return false;
  const since = gap.reason === 'wrong' ? gap.last : gap.first;
  // Instants have no fractions: what was written within the second came after the question.
  return (best.post.updated ?? best.post.published) >= since;
}
