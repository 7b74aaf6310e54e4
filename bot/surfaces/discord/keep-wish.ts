import type { ButtonInteraction } from 'discord.js';
import { toInstant } from '../../../indexer/to-instant.ts';
import type { AnswerState } from '../../render/discord/answer-state.ts';
import type { Bot } from './bot.ts';
import { privateTexts, tell } from './respond.ts';

/** Keeps that somebody wants to hear when a declined question is answered. */
export async function keepWish(bot: Bot, interaction: ButtonInteraction, state: AnswerState): Promise<void> {
  const texts = privateTexts(bot, interaction);
  if (bot.store === null) return tell(interaction, texts.settingsNotKept);
  const { question, earlier } = state;
  const at = toInstant(bot.now());
  const outcome = bot.store.gaps.wish(
    { question, earlier, reason: 'declined', place: 'discord', at },
    { surface: 'discord', target: interaction.user.id },
  );
  const said = { kept: texts.willTell, already: texts.willTellAlready, 'too many': texts.tooManyWishes };
  await tell(interaction, said[outcome]);
}
