import type { EventInfo } from '../../../indexer/build-index.ts';
import { isPast } from '../../answer/find-events.ts';
import { listEvents } from '../../answer/list-events.ts';
import { eventTime } from './dates.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import type { Site } from './site.ts';

const MOST_PAST = 100;

export function eventsPage(events: readonly EventInfo[], today: string, site: Site): Page {
  const list = (items: readonly EventInfo[]) =>
    items.length === 0
      ? html`<p>None that we know of.</p>`
      : html`<ul class="events">${items.map((event) => eventItem(event, today, site))}</ul>`;
  return {
    title: 'Events',
    section: 'events',
    canonical: site.links.events(),
    main: html`<h1>Events</h1>
<p class="lead">Times are those of the place; times of day are also given in yours. <a href="${site.links.file('calendar.ics')}">Subscribe to the calendar</a></p>
<h2>Coming</h2>
${list(listEvents(events, {}, today))}
<h2>Past</h2>
${list(listEvents(events, { past: true }, today).slice(0, MOST_PAST))}`,
  };
}

/** An event as an item of a list, with its calendar file while it is to come. */
export function eventItem(event: EventInfo, today: string, { links }: Site): Html {
  const { id, name, url, status, place, online, rrule, start } = event;
  const hasFile = start !== null && !isPast(event, today);
  return html`<li id="${encodeURIComponent(id)}"><h3>${url === null ? name : html`<a href="${url}">${name}</a>`}${status !== 'confirmed' && html` <span class="status">${status}</span>`}</h3>
<p class="when">${eventTime(event)}</p>
<p class="where">${place ?? (online ? 'Online' : 'Place not announced')}${rrule !== null && ', regularly'}${hasFile && html` · <a href="${links.calendar(id)}" aria-label="Add to calendar: ${name}" download>Add to calendar</a>`}</p>
</li>
`;
}
