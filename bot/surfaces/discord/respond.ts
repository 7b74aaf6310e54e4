import { MessageFlags } from 'discord-api-types/v10';
import type {
  ButtonInteraction,
  ChatInputCommandInteraction,
  MessageContextMenuCommandInteraction,
  ModalSubmitInteraction,
} from 'discord.js';
import { type DiscordPayload, notice } from '../../render/discord/payload.ts';
import { fill, LANGUAGES, type Texts } from '../../render/discord/texts.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { codeOf, describeError } from './describe-error.ts';
import type { AnswerPlace } from './recent-answers.ts';

/** Interactions that are answered with a message. */
export type Asked =
  | ChatInputCommandInteraction
  | MessageContextMenuCommandInteraction
  | ButtonInteraction
  | ModalSubmitInteraction;

/** Discord's codes for "unknown webhook" and "invalid webhook token": an interaction lasts 15 minutes. */
const TOO_OLD = new Set([10015, 50027]);
/** Those for "somebody answered already" and "unknown interaction" too: nobody can be told any more. */
const LOST = new Set([...TOO_OLD, 40060, 10062]);

/** Tells Discord that it will take a moment, when it may; `respond` then fills the message in. */
export async function deferIfBusy(bot: Bot, interaction: Asked, isPrivate: boolean): Promise<void> {
  if (bot.turns.isBusy()) await interaction.deferReply(isPrivate ? { flags: MessageFlags.Ephemeral } : {});
}

/**
 * Answers with a message; gives its place when everyone can see it. A public answer that is ready too late
 * for the interaction goes into its channel.
 */
export async function respond(
  interaction: Asked,
  message: DiscordPayload,
  isPrivate: boolean,
): Promise<AnswerPlace | null> {
  if (interaction.deferred) {
    try {
      const sent = await interaction.editReply(message);
      return isPrivate ? null : placeOf(interaction, sent.id);
    } catch (error) {
      const { channel } = interaction;
      if (isPrivate || !TOO_OLD.has(codeOf(error) ?? 0) || !channel?.isSendable()) throw error;
      return placeOf(interaction, (await channel.send(message)).id);
    }
  }
  const flags = isPrivate ? { flags: MessageFlags.Ephemeral as const } : {};
  const { resource } = await interaction.reply({ ...message, ...flags, withResponse: true });
  const id = resource?.message?.id;
  return isPrivate || id === undefined ? null : placeOf(interaction, id);
}

function placeOf({ guildId, channelId }: Asked, message: string): AnswerPlace {
  return { message, link: linkTo(guildId, channelId ?? '', message) };
}

/** The address of a message. */
export function linkTo(guild: string | null, channel: string, message: string): string {
  return `https://discord.com/channels/${guild ?? '@me'}/${channel}/${message}`;
}

/** The texts for what only this person sees. */
export function privateTexts(bot: Bot, interaction: Asked): Texts {
  return LANGUAGES[chooseLanguage(bot, whereOf(interaction), true)];
}

/** As people in the server see who asked. */
export function nameOf({ member, user }: Asked): string {
  return member !== null && 'displayName' in member ? member.displayName : user.displayName;
}

export function whereOf({ guildId, guildLocale, locale }: Pick<Asked, 'guildId' | 'guildLocale' | 'locale'>) {
  return { guild: guildId, guildLocale, locale };
}

/** Tells one person something. */
export async function tell(interaction: Asked, text: string): Promise<void> {
  await respond(interaction, notice(text), true);
}

/** Logs a failure and tells who asked, with an id that is in both. Nothing is thrown. */
export async function tellFailure(bot: Bot, interaction: Asked, error: unknown): Promise<void> {
  const id = bot.newId();
  bot.log(`discord: ${id} ${describeError(error)}`);
  if (LOST.has(codeOf(error) ?? 0)) return;
  const message = notice(fill(privateTexts(bot, interaction).failed, { id }));
  try {
    if (interaction.replied) await interaction.followUp({ ...message, flags: MessageFlags.Ephemeral });
    else await respond(interaction, message, true);
  } catch (second) {
    bot.log(`discord: ${id} could not be told: ${describeError(second)}`);
  }
}
