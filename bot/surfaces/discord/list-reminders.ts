import type { AutocompleteInteraction, ChatInputCommandInteraction } from 'discord.js';
import { fold } from '../../../indexer/text-pipeline.ts';
import { toInstant } from '../../../indexer/to-instant.ts';
import { listComing } from '../../reminders/make-room.ts';
import { timestamp } from '../../render/discord/cite-post.ts';
import { clipLine, escapeMarkdown } from '../../render/discord/escape-markdown.ts';
import { LIMITS } from '../../render/discord/payload.ts';
import { leadText } from '../../render/discord/render-notice.ts';
import type { Choice } from '../../render/discord/suggest-choices.ts';
import { fill, LANGUAGES } from '../../render/discord/texts.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { privateTexts, tell, whereOf } from './respond.ts';
import { mayManageChannel } from './set-reminder.ts';

type Where = Pick<
  ChatInputCommandInteraction | AutocompleteInteraction,
  'channelId' | 'guildId' | 'guildLocale' | 'locale' | 'memberPermissions' | 'user'
>;

const LONGEST_NAME = 60;
const SURFACE = 'discord';

/** `/remind list`: one's own, and those of the channel, with when each will come. */
export async function listReminders(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const texts = privateTexts(bot, interaction);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
  const lines = comingOf(bot, interaction, false).map(({ reminder, event, due }) => {
    const name = escapeMarkdown(clipLine(event.name, LONGEST_NAME));
    const when = due === null ? texts.dateOpen : timestamp(due, 'f');
    const here = reminder.target.startsWith('#') ? ` · ${texts.whereChannel}` : '';
    return `- **${name}** · ${leadText(reminder.lead, view)} · ${when}${here}`;
  });
  let text = '';
  for (const line of lines) if (`${text}\n${line}`.length <= LIMITS.content) text = `${text}\n${line}`;
  await tell(interaction, text.trim() === '' ? texts.remindNone : text.trim());
}

/** Offers the reminders that who asks may cancel. */
export function suggestReminders(bot: Bot, interaction: AutocompleteInteraction, typed: string): Choice[] {
  const language = chooseLanguage(bot, whereOf(interaction), true);
  const view = bot.viewFor(language);
  return comingOf(bot, interaction, true)
    .map(({ reminder, event }) => {
      const here = reminder.target.startsWith('#') ? ` · ${LANGUAGES[language].whereChannel}` : '';
      const rest = ` · ${leadText(reminder.lead, view)}${here}`;
      const name = clipLine(event.name, Math.max(20, LIMITS.choice - rest.length));
      return { name: clipLine(name + rest, LIMITS.choice), value: String(reminder.id) };
    })
    .filter(({ name }) => fold(name).includes(fold(typed).trim()))
    .slice(0, LIMITS.choices);
}

/** `/remind cancel`. */
export async function cancelReminder(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const texts = privateTexts(bot, interaction);
  const id = Number(interaction.options.getString('reminder', true));
  const own = comingOf(bot, interaction, true).find(({ reminder }) => reminder.id === id);
  if (own === undefined || !bot.store?.reminders.remove(id, own.reminder)) {
    return tell(interaction, texts.remindUnknown);
  }
  await tell(
    interaction,
    fill(texts.remindGone, { event: escapeMarkdown(clipLine(own.event.name, LONGEST_NAME)) }),
  );
}

/** One's own, then the channel's: to be seen by all, to be changed by who may manage it. */
function comingOf(bot: Bot, interaction: Where, toChange: boolean) {
  const { store } = bot;
  if (store === null) return [];
  const now = toInstant(bot.now());
  const { events } = bot.engine().index;
  const seesChannel = interaction.guildId !== null && (!toChange || mayManageChannel(interaction));
  const targets = [`@${interaction.user.id}`, ...(seesChannel ? [`#${interaction.channelId}`] : [])];
  return targets.flatMap((target) => listComing(store.reminders, { surface: SURFACE, target }, events, now));
}
