import type { Interaction } from 'discord.js';
import { fill } from '../../render/discord/texts.ts';
import { answerMenu } from './answer-menu.ts';
import type { Bot } from './bot.ts';
import { completeOption } from './complete-option.ts';
import { describeError } from './describe-error.ts';
import { pressButton } from './press-button.ts';
import { type Asked, privateTexts, tell, tellFailure } from './respond.ts';
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
    await guard(bot, interaction, () => answerMenu(bot, interaction));
  } else if (interaction.isButton()) {
    await guard(bot, interaction, () => pressButton(bot, interaction));
  }
}

async function guard(bot: Bot, interaction: Asked, work: () => Promise<void>): Promise<void> {
  try {
    const wait = await bot.limits(interaction.user.id, interaction.guildId);
    if (wait === null) await work();
    else
      await tell(interaction, fill(privateTexts(bot, interaction)[wait.reason], { seconds: wait.seconds }));
  } catch (error) {
    await tellFailure(bot, interaction, error);
  }
}
