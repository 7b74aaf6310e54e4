import type { EventInfo } from '../../../indexer/build-index.ts';
import { listEvents } from '../../answer/list-events.ts';
import type { SearchResult } from '../../answer/search-posts.ts';
import type { Catalogue, Shelf } from '../catalogue.ts';
import { askForm } from './answer-page.ts';
import { postList } from './cite.ts';
import { dayElement, formatMonth } from './dates.ts';
import { eventItem } from './events-page.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import { resultList, searchBox } from './search-page.ts';
import type { Site } from './site.ts';

const NEWEST = 12;
const NEXT_EVENTS = 4;
/** Of a longer shelf the newest are shown: pages stay small. */
const MOST_ON_A_SHELF = 150;

/** The box, examples, the newest posts by day as a planet shows them, the next events. */
export function homePage(
  catalogue: Catalogue,
  events: readonly EventInfo[],
  examples: readonly string[],
  today: string,
  site: Site,
): Page {
  const { links } = site;
  const newest = catalogue.posts.slice(0, NEWEST);
  const days = [...new Set(newest.map((post) => post.published.slice(0, 10)))];
  const coming = listEvents(events, {}, today).slice(0, NEXT_EVENTS);
  return {
    title: site.name,
    canonical: links.home(),
    description: `Posts and events of ${site.name}, and answers quoted from them.`,
    main: html`<section class="welcome">
<h1>What would you like to know?</h1>
${askForm('', site)}
${
  examples.length > 0 &&
  html`<p class="label">For example</p>
<ul class="examples">${examples.map((question) => html`<li><a href="${links.ask({ q: question })}">${question}</a></li>`)}</ul>`
}
</section>
<div class="columns">
<section><h2>Newest posts</h2>
${days.map(
  (day) => html`<h3 class="label">${dayElement(day)}</h3>
${postList(
  newest.filter((post) => post.published.startsWith(day)),
  site,
)}`,
)}
<p class="more"><a href="${links.archive()}">All ${catalogue.posts.length} posts</a></p>
</section>
<section class="aside"><h2>Next events</h2>
${coming.length === 0 ? html`<p>None that we know of.</p>` : html`<ul class="events">${coming.map((event) => eventItem(event, today, site))}</ul>`}
<p class="more"><a href="${links.events()}">All events</a></p>
</section>
</div>`,
  };
}

export function archivePage({ months, posts }: Catalogue, site: Site): Page {
  return {
    title: 'Posts',
    section: 'archive',
    canonical: site.links.archive(),
    main: html`<h1>Posts</h1>
<p>${posts.length} posts by month.</p>
${shelfList(months, (month) => site.links.month(month.slug), formatMonth)}`,
  };
}

export function authorsPage({ authors }: Catalogue, site: Site): Page {
  return {
    title: 'Authors',
    section: 'authors',
    canonical: site.links.authors(),
    main: html`<h1>Authors</h1>
<p>Who wrote the posts, and whose work they digest.</p>
${shelfList(authors, ({ slug }) => site.links.author(slug))}`,
  };
}

export function tagsPage({ tags }: Catalogue, site: Site): Page {
  return {
    title: 'Tags',
    section: 'tags',
    canonical: site.links.tags(),
    main: html`<h1>Tags</h1>
${shelfList(tags, ({ slug }) => site.links.tag(slug))}`,
  };
}

/** The posts of one month, author or tag. */
export function shelfPage(
  kind: 'archive' | 'authors' | 'tags',
  shelf: Shelf,
  today: string,
  site: Site,
): Page {
  const { links } = site;
  const title =
    kind === 'archive' ? formatMonth(shelf.name) : kind === 'tags' ? `Tag: ${shelf.name}` : shelf.name;
  const canonical =
    kind === 'archive'
      ? links.month(shelf.slug)
      : kind === 'tags'
        ? links.tag(shelf.slug)
        : links.author(shelf.slug);
  const hidden = shelf.posts.length - MOST_ON_A_SHELF;
  return {
    title,
    section: kind,
    canonical,
    main: html`<h1>${title}</h1>
${postList(shelf.posts.slice(0, MOST_ON_A_SHELF), site, today)}
${hidden > 0 && html`<p>${hidden} older posts are found by <a href="${links.search()}">searching</a>.</p>`}`,
  };
}

/** Says what is wrong and, with `found`, what may be meant. */
export function noticePage(
  title: string,
  text: string,
  found: SearchResult | null,
  today: string,
  site: Site,
): Page {
  return {
    title,
    main: html`<h1>${title}</h1>
<p>${text}</p>
${found !== null && searchBox(found.query, site)}
${
  found !== null &&
  found.total > 0 &&
  html`<h2>Is it one of these?</h2>
${resultList(found, today, site)}`
}`,
  };
}

const MOST_SHELVES = 800;

function shelfList(
  shelves: readonly Shelf[],
  href: (shelf: Shelf) => string,
  label = (name: string) => name,
): Html {
  return html`<ul class="shelves">
${shelves.slice(0, MOST_SHELVES).map(
  (
    shelf,
  ) => html`<li><a href="${href(shelf)}">${label(shelf.name)}</a> <span class="count">${shelf.posts.length}</span></li>
`,
)}</ul>`;
}
