import type { ChatInputCommandInteraction } from 'discord.js';
import { fill } from '../../render/discord/texts.ts';
import type { GuildSettings } from '../../store/guild-settings.ts';
import type { Bot } from './bot.ts';
import { settingsOf } from './choose-language.ts';
import { privateTexts, tell } from './respond.ts';

/** `/settings`: changes what is given, then shows what is in force. A channel named twice is taken out again. */
export async function changeSettings(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const texts = privateTexts(bot, interaction);
  const { guildId, options } = interaction;
  if (guildId === null) return tell(interaction, texts.settingsNotKept);
  // Server owners can give a command to others, but not this one's effect.
  if (!interaction.memberPermissions?.has('ManageGuild')) return tell(interaction, texts.notManager);

  const before = settingsOf(bot, guildId);
  const channel = options.getChannel('channel')?.id ?? null;
  const language = options.getString('language');
  const style = options.getString('style');
  const after: GuildSettings = {
    language: language === 'auto' ? null : (language ?? before.language),
    style: style === null ? before.style : style === 'threads' ? 'threads' : 'replies',
    channels: channel === null ? before.channels : toggle(before.channels, channel),
  };
  if (channel !== null || language !== null || style !== null) {
    if (bot.store === null) return tell(interaction, texts.settingsNotKept);
    bot.store.guildSettings.set(guildId, after);
  }
  const shown = fill(texts.settings, {
    language: after.language ?? texts.settingsAuto,
    style: after.style === 'threads' ? texts.styleThreads : texts.styleReplies,
    channels: after.channels.map((id) => `<#${id}>`).join(', ') || texts.settingsNone,
  });
  const page = `<https://discord.com/developers/applications/${interaction.applicationId}/bot>`;
  const needsIntent = after.channels.length > 0 && !bot.canReadChannels;
  await tell(interaction, needsIntent ? `${shown}\n${fill(texts.settingsIntent, { page })}` : shown);
}

function toggle(all: readonly string[], one: string): string[] {
  return all.includes(one) ? all.filter((other) => other !== one) : [...all, one];
}
