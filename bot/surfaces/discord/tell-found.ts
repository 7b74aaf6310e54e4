import type { ChatInputCommandInteraction } from 'discord.js';
import type { Found } from '../../bridge/bridge-end.ts';
import type { Bot } from './bot.ts';
import { nameOf } from './respond.ts';

/** Tells the other sides of a bridge what a command showed to everybody in the channel; `words` stood behind it. */
export function tellFound(
  bot: Bot,
  interaction: ChatInputCommandInteraction,
  words: readonly string[],
  found: Found['found'],
): void {
  const question = [`/${interaction.commandName}`, ...words].join(' ');
  bot.onReplied(interaction.channelId, { type: 'found', asker: nameOf(interaction), question, found });
}
