import type { ModalSubmitInteraction } from 'discord.js';
import { cleanQuestion } from '../../render/discord/answer-state.ts';
import { renderAnswer } from '../../render/discord/render-answer.ts';
import { fill } from '../../render/discord/texts.ts';
import { askEngine, countAsked } from './ask-engine.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { type Asked, deferIfBusy, nameOf, privateTexts, respond, tell, whereOf } from './respond.ts';

/** Answers a question asked by a command; a public one that was just answered in the channel gets a link. */
export async function answerInteraction(
  bot: Bot,
  interaction: Exclude<Asked, ModalSubmitInteraction>,
  asked: { readonly text: string; readonly isPrivate: boolean; readonly recipient?: string | undefined },
): Promise<void> {
  const { isPrivate, recipient } = asked;
  const question = cleanQuestion(asked.text);
  const texts = privateTexts(bot, interaction);
  if (question === '') return tell(interaction, texts.noQuestion);

  const { channelId } = interaction;
  if (!isPrivate && recipient === undefined) {
    const above = await bot.recent.find(channelId, question);
    if (above) return tell(interaction, fill(texts.answeredAbove, { link: above.link }));
  }
  const state = { asker: interaction.user.id, skip: 0, question, earlier: null };
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), isPrivate));
  const work = async () => {
    await deferIfBusy(bot, interaction, isPrivate);
    const answer = await askEngine(bot, state, view.today);
    countAsked(bot, answer);
    // What is asked in private stays there, unless the asker wants to be told.
    if (!isPrivate && interaction.guildId !== null) bot.noteGap(answer, null, 'discord');
    const canTell = bot.store !== null;
    const message = renderAnswer(answer, { state, isPrivate, showsQuestion: true, recipient, canTell }, view);
    const answerPlace = await respond(interaction, message, isPrivate);
    if (!isPrivate)
      bot.onReplied(channelId, { type: 'answer', asker: nameOf(interaction), question, answer });
    return answerPlace;
  };
  const place = work();
  if (!isPrivate) bot.recent.note(channelId, question, place);
  await place;
}
