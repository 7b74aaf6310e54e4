import type { ChatInputCommandInteraction } from 'discord.js';
import { findEvents } from '../../answer/find-events.ts';
import { listEvents } from '../../answer/list-events.ts';
import { groupGaps } from '../../gaps/group-gaps.ts';
import { notice } from '../../render/discord/payload.ts';
import { renderAbout, renderHelp } from '../../render/discord/render-about.ts';
import { renderGaps } from '../../render/discord/render-gaps.ts';
import { renderEvents } from '../../render/discord/render-events.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import type { View } from '../../render/discord/view.ts';
import { VERSION } from '../../version.ts';
import { answerInteraction } from './answer-interaction.ts';
import type { Bot } from './bot.ts';
import { changeSettings } from './change-settings.ts';
import { contribute } from './contribute.ts';
import { chooseLanguage } from './choose-language.ts';
import { privateTexts, respond, tell, whereOf } from './respond.ts';
import { runSearch } from './run-search.ts';
import { showPost } from './show-post.ts';

/** More would be a wall of text. */
const MOST_EVENTS = 8;

type Command = (bot: Bot, interaction: ChatInputCommandInteraction) => Promise<unknown>;

const COMMANDS: Readonly<Record<string, Command>> = {
  ask: (bot, interaction) =>
    answerInteraction(bot, interaction, {
      text: interaction.options.getString('question', true),
      isPrivate: interaction.options.getBoolean('private') ?? false,
      recipient: interaction.options.getUser('mention')?.id,
    }),
  search: runSearch,
  post: showPost,
  events: showEvents,
  contribute,
  gaps: (bot, interaction) =>
    respond(
      interaction,
      renderGaps(groupGaps(bot.store?.gaps.open() ?? []), bot.writeUrl, privateView(bot, interaction)),
      true,
    ),
  about: (bot, interaction) =>
    respond(interaction, renderAbout(bot.engine().index, VERSION, privateView(bot, interaction)), true),
  help: (bot, interaction) =>
    respond(interaction, renderHelp(interaction.client.user.id, privateView(bot, interaction)), true),
  settings: changeSettings,
};

/** Runs a slash command. One that is no longer there (Discord keeps them for a while) says so. */
export async function runCommand(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const command = COMMANDS[interaction.commandName];
  if (command) await command(bot, interaction);
  else await tell(interaction, fill(privateTexts(bot, interaction).failed, { id: bot.newId() }));
}

function privateView(bot: Bot, interaction: ChatInputCommandInteraction): View {
  return bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
}

/** `/events`: coming ones, or those that `when` speaks of. */
async function showEvents(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  const when = interaction.options.getString('when')?.trim() ?? '';
  const { events } = bot.engine().index;
  if (when !== '') {
    const found = findEvents(`events in ${when}`, events, view.today);
    const message = renderEvents(found, null, view);
    await respond(interaction, message, found.length === 0);
    return;
  }
  const coming = listEvents(events, {}, view.today).slice(0, MOST_EVENTS);
  const past = coming.length > 0 ? [] : listEvents(events, { past: true }, view.today).slice(0, MOST_EVENTS);
  const texts = LANGUAGES[view.language];
  if (past.length > 0) await respond(interaction, renderEvents(past, texts.noneComing, view), false);
  else if (coming.length > 0) await respond(interaction, renderEvents(coming, null, view), false);
  else await respond(interaction, notice(texts.noEvents), true);
}
