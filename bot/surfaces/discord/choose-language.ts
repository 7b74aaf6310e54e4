import { LANGUAGES, type Language, languageFor } from '../../render/discord/texts.ts';
import { defaultGuildSettings, type GuildSettings } from '../../store/guild-settings.ts';
import type { Bot } from './bot.ts';

/** What one person alone sees is in their language, what a server sees in the one it chose, else in its own. */
export function chooseLanguage(
  bot: Bot,
  where: { readonly guild: string | null; readonly guildLocale: string | null; readonly locale: string },
  isPrivate: boolean,
): Language {
  if (isPrivate || where.guild === null) return languageFor(where.locale);
  const { language } = settingsOf(bot, where.guild);
  return language !== null && language in LANGUAGES
    ? (language as Language)
    : languageFor(where.guildLocale ?? where.locale);
}

export function settingsOf(bot: Bot, guild: string): GuildSettings {
  return bot.store?.guildSettings.get(guild) ?? defaultGuildSettings;
}
