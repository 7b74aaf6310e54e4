import type { AutocompleteInteraction } from 'discord.js';
import { clipLine } from '../../render/discord/escape-markdown.ts';
import { LIMITS } from '../../render/discord/payload.ts';
import { suggestAuthors, suggestPosts, suggestTags } from '../../render/discord/suggest-choices.ts';
import type { Bot } from './bot.ts';

/** Offers choices for what is being typed. In the process that answers, so milliseconds of Discord's three seconds. */
export async function completeOption(bot: Bot, interaction: AutocompleteInteraction): Promise<void> {
  const engine = bot.engine();
  const { name, value: typed } = interaction.options.getFocused(true);
  const isPost = interaction.commandName === 'post';
  const choices =
    name === 'author'
      ? suggestAuthors(typed, engine.index)
      : name === 'tag'
        ? suggestTags(typed, engine.index)
        : suggestPosts(typed, engine, bot.timesAsked, (post) =>
            isPost && post.id.length <= LIMITS.choice ? post.id : clipLine(post.title, LIMITS.choice),
          );
  await interaction.respond(choices);
}
