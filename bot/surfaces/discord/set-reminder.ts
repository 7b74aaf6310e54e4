import { PermissionFlagsBits } from 'discord-api-types/v10';
import type { ButtonInteraction, ChatInputCommandInteraction } from 'discord.js';
import type { EventInfo } from '../../../indexer/build-index.ts';
import { toInstant } from '../../../indexer/to-instant.ts';
import type { Lead } from '../../reminders/find-due.ts';
import { isZone } from '../../reminders/is-zone.ts';
import { makeRoom, MOST_REMINDERS } from '../../reminders/make-room.ts';
import { planReminder } from '../../reminders/plan-reminder.ts';
import { timestamp } from '../../render/discord/cite-post.ts';
import { leadText } from '../../render/discord/render-notice.ts';
import { chosenEvent } from '../../render/discord/suggest-choices.ts';
import { fill } from '../../render/discord/texts.ts';
import { clipLine, escapeMarkdown } from '../../render/discord/escape-markdown.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { type Asked, privateTexts, tell, whereOf } from './respond.ts';
import { tryDirectMessage } from './try-direct-message.ts';

/** What the button offers: the first that is still to come. */
const OFFERED: readonly Lead[] = ['day', 'hour', 'ten minutes'];
const LONGEST_SHOWN = 50;
const LONGEST_NAME = 100;

/** `/remind event`. */
export async function remindOfEvent(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const { options, channelId, user } = interaction;
  const texts = privateTexts(bot, interaction);
  const { today } = bot.viewFor('en');
  const event = chosenEvent(options.getString('event', true), bot.engine().index.events, today);
  if (event === null) return tell(interaction, texts.noEvent);
  const isHere = options.getString('where') === 'channel';
  if (isHere && !mayManageChannel(interaction)) return tell(interaction, texts.remindNotChannel);
  const zone = options.getString('zone')?.trim() ?? '';
  if (zone !== '' && !isZone(zone)) {
    const text = escapeMarkdown(zone.slice(0, LONGEST_SHOWN));
    return tell(interaction, fill(texts.noZone, { text }));
  }
  if (zone !== '') bot.store?.zones.set('discord', user.id, zone);
  const lead = options.getString('when', true) as Lead;
  await remind(bot, interaction, event, [lead], isHere ? `#${channelId}` : `@${user.id}`);
}

/** The button below an event: a day before, or less when that is past, by direct message. */
export async function pressRemind(
  bot: Bot,
  interaction: ButtonInteraction,
  id: string | null,
): Promise<void> {
  const event = bot.engine().index.events.find((other) => other.id === id);
  if (event === undefined) return tell(interaction, privateTexts(bot, interaction).gone);
  await remind(bot, interaction, event, OFFERED, `@${interaction.user.id}`);
}

/** May who asks change this channel? In direct messages there is no channel to change. */
export function mayManageChannel(interaction: Pick<Asked, 'guildId' | 'memberPermissions'>): boolean {
  if (interaction.guildId === null) return false;
  return interaction.memberPermissions?.has(PermissionFlagsBits.ManageChannels) ?? false;
}

/** Keeps a reminder with the first of the leads that is still to come, and says when it will be. */
async function remind(
  bot: Bot,
  interaction: Asked,
  event: EventInfo,
  leads: readonly Lead[],
  target: string,
): Promise<void> {
  const { store, zone: ofCommunity } = bot;
  const texts = privateTexts(bot, interaction);
  if (store === null) return tell(interaction, texts.remindNotKept);
  const isHere = target.startsWith('#');
  const zone = store.zones.get('discord', interaction.user.id) ?? ofCommunity;
  const now = toInstant(bot.now());
  const plans = leads.map((lead) => ({ lead, plan: planReminder(event, lead, zone, now) }));
  const { lead, plan } = plans.find(({ plan }) => plan.outcome === 'kept') ?? plans[0] ?? {};
  if (lead === undefined || plan === undefined) return;
  if (plan.outcome === 'over') return tell(interaction, texts.remindOver);
  if (plan.outcome === 'cancelled') return tell(interaction, texts.remindCancelled);
  if (plan.outcome === 'too late') {
    return tell(interaction, fill(texts.remindTooLate, { due: timestamp(plan.due, 'f') }));
  }
  const of = { surface: 'discord', target };
  if (!makeRoom(store.reminders, of, bot.engine().index.events, now)) {
    return tell(interaction, fill(texts.remindFull, { count: MOST_REMINDERS }));
  }
  const language = chooseLanguage(bot, whereOf(interaction), !isHere);
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), true));
  const text = plan.due === null ? texts.remindUndated : isHere ? texts.remindKeptHere : texts.remindKept;
  const due = plan.due === null ? '' : timestamp(plan.due, 'f');
  const said = fill(text, { due, lead: leadText(lead, view), zone });
  const named = `**${escapeMarkdown(clipLine(event.name, LONGEST_NAME))}**\n${said}`;
  if (!isHere && !(await tryDirectMessage(bot, interaction, named)))
    return tell(interaction, texts.remindUnreachable);
  store.reminders.add({ event: event.id, lead, ...of, zone, asked: now, due: plan.due, language });
  await tell(interaction, said);
}
