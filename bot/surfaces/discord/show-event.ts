import type { ChatInputCommandInteraction } from 'discord.js';
import type { EventInfo } from '../../../indexer/build-index.ts';
import { keepNaming } from '../../answer/link-events.ts';
import { listEvents } from '../../answer/list-events.ts';
import { quoteEvents } from '../../answer/quote-events.ts';
import { nameCalendar } from '../../render/calendar/name-calendar.ts';
import type { DiscordPayload } from '../../render/discord/payload.ts';
import { renderEvent } from '../../render/discord/render-event.ts';
import { chosenEvent } from '../../render/discord/suggest-choices.ts';
import type { Bot } from './bot.ts';
import { chooseLanguage } from './choose-language.ts';
import { privateTexts, respond, tell, whereOf } from './respond.ts';
import { tellFound } from './tell-found.ts';

const MOST_QUOTES = 2;

/** `/event`: one event, with what posts say of it and its calendar file. */
export async function showEvent(bot: Bot, interaction: ChatInputCommandInteraction): Promise<void> {
  const view = bot.viewFor(chooseLanguage(bot, whereOf(interaction), false));
  const { index } = bot.engine();
  const event = chosenEvent(interaction.options.getString('name', true), index.events, view.today);
  if (event === null) return tell(interaction, privateTexts(bot, interaction).noEvent);
  // Of a series, the next time.
  const [time = event] = listEvents([event], { all: true }, view.today);
  const found = quoteEvents([time], new Set(), index);
  // Where no day tells whether it is this event that a sentence speaks of, it must name it.
  const quotes = time.start === null ? keepNaming(found, [time], index) : found;
  const files = await calendarOf(event, view.community.name, bot.now());
  await respond(interaction, { ...renderEvent(time, quotes.slice(0, MOST_QUOTES), view), ...files }, false);
  tellFound(bot, interaction, [time.name], { kind: 'events', events: [time] });
}

/** None for an event without a date. */
async function calendarOf(
  event: EventInfo,
  community: string,
  now: Date,
): Promise<Pick<DiscordPayload, 'files'>> {
  if (event.start === null) return {};
  const { renderCalendar } = await import('../../render/calendar/render-calendar.ts');
  const options = { ...nameCalendar(community), now: now.toISOString(), previous: null };
  const name = event.id.replace(/[^A-Za-z0-9._-]+/g, '-').slice(0, 80) || 'event';
  return { files: [{ name: `${name}.ics`, attachment: Buffer.from(renderCalendar([event], options)) }] };
}
