import type { ButtonInteraction } from 'discord.js';
import { toInstant } from '../../../indexer/to-instant.ts';
import type { AnswerState } from '../../render/discord/answer-state.ts';
import { fill } from '../../render/discord/texts.ts';
import type { Verdict } from '../../store/feedback.ts';
import { askEngine } from './ask-engine.ts';
import type { Bot } from './bot.ts';
import { describeError } from './describe-error.ts';
import { privateTexts, tell } from './respond.ts';

/** Keeps what somebody thought of an answer, once a person and answer. */
export async function takeVerdict(
  bot: Bot,
  interaction: ButtonInteraction,
  state: AnswerState,
  verdict: Verdict,
): Promise<void> {
  const texts = privateTexts(bot, interaction);
  if (!bot.verdicts.add(`${interaction.message.id} ${interaction.user.id}`))
    return tell(interaction, texts.thanksOnce);
  const now = bot.now();
  const answer = await askEngine(bot, state, now.toISOString().slice(0, 10));
  try {
    if (bot.store === null) throw new Error('the database is not open');
    bot.store.feedback.add({
      question: state.question,
      verdict,
      post: answer.excerpts[0]?.post.id ?? null,
      surface: 'discord',
      at: toInstant(now),
    });
  } catch (error) {
    const id = bot.newId();
    bot.log(`discord: ${id} feedback: ${describeError(error)}`);
    return tell(interaction, fill(texts.notKept, { id }));
  }
  await tell(interaction, verdict === 'helped' ? texts.thanksHelped : texts.thanksWrong);
}
