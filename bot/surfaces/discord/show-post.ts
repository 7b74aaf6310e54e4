import type { ChatInputCommandInteraction } from 'discord.js';
import type { PostInfo } from '../../../indexer/build-index.ts';
import type { Index } from '../../../indexer/open-index.ts';
import type { PostId } from '../../../indexer/types.ts';
import { fold } from '../../../indexer/text-pipeline.ts';
import type { DiscordPayload } from '../../render/discord/payload.ts';
import { renderPost } from '../../render/discord/render-post.ts';
import type { View } from '../../render/discord/view.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { privateTexts, respond, tell, whereOf } from './respond.ts';
import { tellFound } from './tell-found.ts';

/** `/post`: the post that was chosen, or the one whose title comes nearest to what was typed. */
export async function showPost(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const typed = interaction.options.getString('title', true);
  const { index, search } = bot.engine();
  const post =
    index.post(typed as PostId) ?? findByTitle(typed, index) ?? search(typed.slice(0, 100), 1).hits[0]?.post;
  if (!post) return tell(interaction, privateTexts(bot, interaction).noPost);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  await respond(interaction, postCard(post, index, view), false);
  tellFound(bot, interaction, [post.title], { kind: 'post', post, opening: openingOf(post, index) });
}

export function postCard(post: PostInfo, index: Index, view: View): DiscordPayload {
  return renderPost(post, openingOf(post, index), view);
}

function openingOf(post: PostInfo, index: Index): string {
  const [first = -1] = index.passagesOf(post.id);
  return index.passages[first]?.text ?? '';
}

function findByTitle(typed: string, index: Index): PostInfo | undefined {
  const wanted = fold(typed).trim().replace(/…$/, '');
  const titled = (matches: (title: string) => boolean) =>
    index.posts.find((post) => matches(fold(post.title)));
  return wanted === ''
    ? undefined
    : (titled((title) => title === wanted) ?? titled((title) => title.startsWith(wanted)));
}
