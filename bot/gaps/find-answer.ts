import type { Engine } from '../answer/engine.ts';
import type { Answer } from '../answer/types.ts';
import type { Gap } from './types.ts';

/**
 * The answer that closes a gap: the engine gives one, and its best excerpt is from a post newer than the
 * gap. Else `null`: what an older post says was no answer when it was asked, or was said to be wrong.
 * Costs one question.
 */
export function findAnswer(gap: Gap, { ask }: Engine, today: string): Answer | null {
  const answer = ask(gap.question, today, gap.earlier === null ? {} : { earlier: gap.earlier });
  const post = answer.excerpts[0]?.post;
  if (post === undefined) return null;
  const since = gap.reason === 'wrong' ? gap.last : gap.first;
  return (post.updated ?? post.published) > since ? answer : null;
}
