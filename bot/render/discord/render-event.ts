import { type APIButtonComponent, ButtonStyle, ComponentType } from 'discord-api-types/v10';
import type { EventInfo } from '../../../indexer/build-index.ts';
import type { Excerpt } from '../../answer/types.ts';
import { isPast } from '../../answer/find-events.ts';
import { citePost } from './cite-post.ts';
import { type DiscordPayload, payload } from './payload.ts';
import { quoteBlock } from './quote-block.ts';
import { eventLine } from './render-events.ts';
import { gatherState, roomFor, spreadState } from './spread-state.ts';
import { textsOf, type View } from './view.ts';

export const EVENT_KIND = 'E';
const REMIND = 'r';
const LONGEST_QUOTE = 800;

/** One event: its name, when and where, and the sentences of posts that say so, each cited; a button reminds of it. */
export function renderEvent(event: EventInfo, quotes: readonly Excerpt[], view: View): DiscordPayload {
  const quoted = quotes.map(
    (quote, index) =>
      `${quoteBlock(quote, LONGEST_QUOTE)}\n${citePost(index + 1, quote.post, quote.heading, view)}`,
  );
  const description = [eventLine(event, view), ...quoted].join('\n\n');
  const canRemind = event.status !== 'cancelled' && !isPast(event, view.today);
  return payload({ description }, canRemind ? remindButton(event, view) : []);
}

/** None for an id that a button can't hold. */
function remindButton({ id }: EventInfo, view: View): APIButtonComponent[] {
  if (id.length > roomFor(1)) return [];
  return spreadState(EVENT_KIND, [REMIND], id).map((custom_id) => ({
    type: ComponentType.Button,
    style: ButtonStyle.Primary,
    label: textsOf(view).remindMe,
    custom_id,
  }));
}

/** The id of the event that a message's buttons are for; null: none. */
export function readEventId(customIds: readonly string[]): string | null {
  return gatherState(EVENT_KIND, customIds);
}
