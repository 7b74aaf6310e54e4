import type { MessageContextMenuCommandInteraction } from 'discord.js';
import { answerInteraction } from './answer-interaction.ts';
import type { Bot } from './bot.ts';

/** Apps → Answer this: the message is the question. Discord hands its text over, whatever the intents. */
export async function answerMenu(bot: Bot, interaction: MessageContextMenuCommandInteraction): Promise<void> {
  const { content } = interaction.targetMessage;
  await answerInteraction(bot, interaction, { text: content.replace(/<@[!&]?\d+>/g, ' '), isPrivate: false });
}
