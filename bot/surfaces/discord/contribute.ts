import type { ChatInputCommandInteraction, ModalSubmitInteraction } from 'discord.js';
import { toInstant } from '../../../indexer/to-instant.ts';
import { readTags } from '../../drafts/make-draft.ts';
import { CONTRIBUTE_FORM, draftForm, readForm } from '../../render/discord/render-draft.ts';
import { fill } from '../../render/discord/texts.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { changeDraft } from './decide-draft.ts';
import { privateTexts, tell, whereOf } from './respond.ts';

/** `/contribute`: shows the form. */
export async function contribute(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  if (bot.desk === null) return tell(interaction, privateTexts(bot, interaction).draftsOff);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
  await interaction.showModal(draftForm({ number: null, draft: null }, view));
}

/** What somebody typed into a form. */
export async function takeForm(bot: Bot, interaction: ModalSubmitInteraction): Promise<void> {
  const texts = privateTexts(bot, interaction);
  if (bot.desk === null) return tell(interaction, texts.draftsOff);
  const { fields, customId, user, member } = interaction;
  const value = (id: string) => (fields.fields.has(id) ? fields.getTextInputValue(id) : '');
  const given = { title: value('title'), text: value('text'), tags: readTags(value('tags')) };
  if (customId !== CONTRIBUTE_FORM) {
    const number = readForm(customId);
    return number === null ? tell(interaction, texts.gone) : changeDraft(bot, interaction, number, given);
  }
  const name = member !== null && 'displayName' in member ? member.displayName : user.displayName;
  const number = await bot.desk.add({
    ...given,
    source: value('source'),
    contributors: [{ name, place: 'Discord', account: user.id, consent: 'wrote it for this' }],
    at: toInstant(bot.now()),
  });
  await tell(interaction, fill(texts.draftKept, { number }));
}
