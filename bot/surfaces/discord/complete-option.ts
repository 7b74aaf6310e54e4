import type { AutocompleteInteraction } from 'discord.js';
import { clipLine } from '../../render/discord/escape-markdown.ts';
import { LIMITS } from '../../render/discord/payload.ts';
import {
  type Choice,
  suggestAuthors,
  suggestEvents,
  suggestOfEvents,
  suggestPosts,
  suggestTags,
  suggestZones,
} from '../../render/discord/suggest-choices.ts';
import type { Bot } from './bot.ts';
import { suggestReminders } from './list-reminders.ts';

/** Offers choices for what is being typed. In the process that answers, so milliseconds of Discord's three seconds. */
export async function completeOption(bot: Bot, interaction: AutocompleteInteraction): Promise<void> {
  const { name, value } = interaction.options.getFocused(true);
  await interaction.respond(suggest(bot, interaction, name, value));
}

function suggest(bot: Bot, interaction: AutocompleteInteraction, name: string, typed: string): Choice[] {
  const engine = bot.engine();
  const { events } = engine.index;
  const { commandName } = interaction;
  const { today } = bot.viewFor('en');
  if (commandName === 'event' || name === 'event') return suggestEvents(typed, events, today);
  if (name === 'zone') return suggestZones(typed);
  if (name === 'reminder') return suggestReminders(bot, interaction, typed);
  if (commandName === 'events') return suggestOfEvents(typed, name as 'place' | 'tag' | 'kind', events);
  if (name === 'author') return suggestAuthors(typed, engine.index);
  if (name === 'tag') return suggestTags(typed, engine.index);
  const isPost = commandName === 'post';
  return suggestPosts(typed, engine, bot.timesAsked, (post) =>
    isPost && post.id.length <= LIMITS.choice ? post.id : clipLine(post.title, LIMITS.choice),
  );
}
