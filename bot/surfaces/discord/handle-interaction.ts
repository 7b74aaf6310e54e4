import type { Interaction } from 'discord.js';
import { draftFault } from '../../render/discord/render-draft.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import { answerMenu } from './answer-menu.ts';
import type { Bot } from './bot.ts';
import { takeForm } from './contribute.ts';
import { saveMessage } from './save-message.ts';
import { chooseLanguage } from './choose-language.ts';
import { completeOption } from './complete-option.ts';
import { describeError } from './describe-error.ts';
import { pressButton } from './press-button.ts';
import { type Asked, privateTexts, respond, tell, tellFailure, whereOf } from './respond.ts';
import { runCommand } from './run-command.ts';

/** Takes up an interaction, once; it is answered whatever happens. Nothing is thrown. */
export async function handleInteraction(bot: Bot, interaction: Interaction): Promise<void> {
  if (!bot.seen.add(interaction.id)) return;
  if (interaction.isAutocomplete()) {
    await completeOption(bot, interaction).catch((error) =>
      bot.log(`discord: ${bot.newId()} choices: ${describeError(error)}`),
    );
  } else if (interaction.isChatInputCommand()) {
    await guard(bot, interaction, () => runCommand(bot, interaction));
  } else if (interaction.isMessageContextMenuCommand()) {
    const isSave = interaction.commandName === LANGUAGES.en.commands.save.name;
    await guard(bot, interaction, () => (isSave ? saveMessage : answerMenu)(bot, interaction));
  } else if (interaction.isModalSubmit()) {
    await guard(bot, interaction, () => takeForm(bot, interaction));
  } else if (interaction.isButton()) {
    await guard(bot, interaction, () => pressButton(bot, interaction));
  }
}

/** A draft can't be kept: too many wait, say. */
async function tellFault(bot: Bot, interaction: Asked, fault: string): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
  await respond(interaction, draftFault(fault, view), true).catch((error) =>
    tellFailure(bot, interaction, error),
  );
}

async function guard(bot: Bot, interaction: Asked, work: () => Promise<void>): Promise<void> {
  try {
    const wait = await bot.limits(interaction.user.id, interaction.guildId);
    if (wait === null) await work();
    else
      await tell(interaction, fill(privateTexts(bot, interaction)[wait.reason], { seconds: wait.seconds }));
  } catch (error) {
    if (error instanceof Error && error.name === 'DraftFault')
      return tellFault(bot, interaction, error.message);
    await tellFailure(bot, interaction, error);
  }
}
