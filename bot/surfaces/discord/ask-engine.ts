import type { Answer } from '../../answer/types.ts';
import type { AnswerState } from '../../render/discord/answer-state.ts';
import type { Bot } from './bot.ts';

/** Asks in its turn; `today` is the community's. */
export function askEngine(
  bot: Bot,
  { question, earlier, skip }: Pick<AnswerState, 'question' | 'earlier' | 'skip'>,
  today: string,
): Promise<Answer> {
  const context = { skip, ...(earlier === null ? {} : { earlier }) };
  return bot.turns.take(() => bot.engine().ask(question, today, context));
}

/** Counts the post that was quoted first, since what is asked often is offered first. */
export function countAsked({ timesAsked }: Bot, answer: Answer): void {
  const post = answer.excerpts[0]?.post.id;
  if (post !== undefined) timesAsked.set(post, (timesAsked.get(post) ?? 0) + 1);
}
