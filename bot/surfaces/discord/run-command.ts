import type { ChatInputCommandInteraction } from 'discord.js';
import { chooseEvents, type EventFilters } from '../../answer/list-events.ts';
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
import { cancelReminder, listReminders } from './list-reminders.ts';
import { remindOfEvent } from './set-reminder.ts';
import { showEvent } from './show-event.ts';
import { privateTexts, respond, tell, whereOf } from './respond.ts';
import { runSearch } from './run-search.ts';
import { showPost } from './show-post.ts';
import { tellFound } from './tell-found.ts';

/** More would be a wall of text. */
const MOST_EVENTS = 8;

type Command = (bot: Bot, interaction: ChatInputCommandInteraction) => Promise<unknown> | undefined;

const REMIND: Readonly<Record<string, Command>> = {
  event: remindOfEvent,
  list: listReminders,
  cancel: cancelReminder,
};

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
  event: showEvent,
  remind: (bot, interaction) => REMIND[interaction.options.getSubcommand()]?.(bot, interaction),
  contribute,
  gaps: (bot, interaction) =>
    respond(interaction, renderGaps(bot.listGaps(), bot.writeUrl, privateView(bot, interaction)), true),
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

/** `/events`: coming ones, or those that the options speak of; when there are none to come, the latest. */
async function showEvents(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  const texts = LANGUAGES[view.language];
  const { options } = interaction;
  const given = Object.fromEntries(
    (['place', 'tag', 'kind'] as const).flatMap((name) => {
      const text = options.getString(name)?.trim() ?? '';
      return text === '' ? [] : [[name, text]];
    }),
  );
  const when = options.getString('when')?.trim() ?? '';
  const past = options.getBoolean('past') ?? false;
  const { events } = bot.engine().index;
  const list = (filters: EventFilters) =>
    chooseEvents(events, when, { ...given, ...filters }, view.today).slice(0, MOST_EVENTS);
  const found = list({ past });
  const latest = found.length === 0 && when === '' && !past ? list({ past: true }) : [];
  const shown = [...found, ...latest];
  if (shown.length === 0) return tell(interaction, texts.noEvents);
  const lead = found.length === 0 ? texts.noneComing : null;
  await respond(interaction, renderEvents(shown, lead, view), false);
  const words = [when, ...Object.values(given)].filter((word) => word !== '');
  tellFound(bot, interaction, words, { kind: 'events', events: shown });
}
