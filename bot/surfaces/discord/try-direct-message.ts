import { MessageFlags } from 'discord-api-types/v10';
import { notice } from '../../render/discord/payload.ts';
import type { Bot } from './bot.ts';
import { describeError, isUnreachable } from './describe-error.ts';
import type { Asked } from './respond.ts';

/**
 * Whether direct messages to who asks arrive: Discord tells only when one is sent, so the first since the start is
 * `text`. Two requests, meanwhile Discord is told to wait. What fails for another reason says nothing of them.
 */
export async function tryDirectMessage(bot: Bot, interaction: Asked, text: string): Promise<boolean> {
  const { user, guildId } = interaction;
  if (guildId === null || !bot.reached.add(user.id)) return true;
  await interaction.deferReply({ flags: MessageFlags.Ephemeral });
  try {
    await user.send(notice(text));
  } catch (error) {
    bot.reached.delete(user.id);
    if (isUnreachable(error)) return false;
    bot.log(`discord: a direct message could not be tried: ${describeError(error)}`);
  }
  return true;
}
