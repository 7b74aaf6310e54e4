import type { ChatInputCommandInteraction } from 'discord.js';
import type { SearchResult } from '../../answer/search-posts.ts';
import { cleanSearch, hitsUpTo, renderSearch, type SearchState } from '../../render/discord/render-search.ts';
import { fill } from '../../render/discord/texts.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { deferIfBusy, privateTexts, respond, tell, whereOf } from './respond.ts';
import { tellFound } from './tell-found.ts';
import type { DiscordPayload } from '../../render/discord/payload.ts';
import type { View } from '../../render/discord/view.ts';

/** `/search`: the first page. */
export async function runSearch(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { options } = interaction;
  const given = (name: string) => options.getString(name)?.trim() || undefined;
  const isPrivate = options.getBoolean('private') ?? false;
  for (const day of [given('since'), given('until')]) {
    if (day !== undefined && !isDay(day)) {
      const shown = day.replace(/[^\p{L}\p{N} .-]/gu, '');
      return tell(interaction, fill(privateTexts(bot, interaction).badDay, { text: shown }));
    }
  }
  const state = cleanSearch({
    asker: interaction.user.id,
    page: 0,
    query: given('query') ?? '',
    author: given('author'),
    tag: given('tag'),
    since: given('since'),
    until: given('until'),
  });
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), isPrivate));
  await deferIfBusy(bot, interaction, isPrivate);
  const result = await search(bot, state);
  const message = renderSearch(result, state, isPrivate, view);
  const isAside = isPrivate || message.embeds.length === 0;
  await respond(interaction, message, isAside);
  const { query, author, tag, since, until } = state;
  const filters = { author, tag, since, until };
  const words = [query, ...Object.values(filters).filter((filter) => filter !== undefined)];
  if (!isAside) tellFound(bot, interaction, words, { kind: 'posts', result, filters });
}

/** A page of the results, asked anew. */
export async function searchPage(
  bot: Bot,
  state: SearchState,
  isPrivate: boolean,
  view: View,
): Promise<DiscordPayload> {
  return renderSearch(await search(bot, state), state, isPrivate, view);
}

function search(bot: Bot, state: SearchState): Promise<SearchResult> {
  return bot.turns.take(() => bot.engine().search(state.query, hitsUpTo(state.page), state));
}

function isDay(text: string): boolean {
  const date = new Date(`${text}T00:00:00Z`);
  return (
    /^\d{4}-\d{2}-\d{2}$/.test(text) && !Number.isNaN(date.getTime()) && date.toISOString().startsWith(text)
  );
}
