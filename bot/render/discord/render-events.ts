import type { EventInfo } from '../../../indexer/build-index.ts';
import { isDay } from '../../../indexer/event-days.ts';
import { isPast } from '../../answer/find-events.ts';
import { safeLink, timestamp } from './cite-post.ts';
import { clipLine, escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, LIMITS, payload } from './payload.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

const LONGEST_NAME = 100;
const LONGEST_LINK = 250;

/** Events as a message, in the order given; as many as fit. `lead` stands above them. */
export function renderEvents(events: readonly EventInfo[], lead: string | null, view: View): DiscordPayload {
  let description = lead ?? '';
  for (const event of events) {
    const longer = [description, eventLine(event, view)].filter(Boolean).join('\n\n');
    if (longer.length <= LIMITS.description) description = longer;
  }
  return payload({ description: description === '' ? textsOf(view).noEvents : description });
}

/** `**Summit** (tentative)` and, below it, when and where; at most 900 characters. */
export function eventLine(event: EventInfo, view: View): string {
  const texts = textsOf(view);
  const name = escapeMarkdown(clipLine(event.name, LONGEST_NAME));
  const link = safeLink(event.url, LONGEST_LINK);
  const state = event.status === 'confirmed' ? '' : ` (${texts[event.status]})`;
  const past = isPast(event, view.today) ? ` (${texts.past})` : '';
  const where = event.place ?? (event.online ? texts.online : texts.placeOpen);
  const shown = link === null ? `**${name}**` : `**[${name}](${link})**`;
  return `${shown}${state}\n${timesOf(event, view)}${past} · ${escapeMarkdown(clipLine(where, LONGEST_NAME))}`;
}

/** Instants in everyone's own zone; days are days wherever one is. */
function timesOf({ start, end }: EventInfo, view: View): string {
  const texts = textsOf(view);
  if (start === null) return texts.dateOpen;
  const show = (date: string) =>
    isDay(date)
      ? new Date(`${date}T00:00:00Z`).toLocaleDateString(view.language, {
          timeZone: 'UTC',
          dateStyle: 'long',
        })
      : timestamp(date, 'f');
  if (end === null || end === start) return show(start);
  return fill(texts.to, { from: show(start), until: show(end) });
}
