import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import { nameCalendar } from './calendar/name-calendar.ts';
import { renderCalendar } from './calendar/render-calendar.ts';
import { atomFeed, type FeedHead } from './feeds/atom-feed.ts';
import { openSearch, robots, sitemap } from './feeds/for-robots.ts';
import { jsonFeed } from './feeds/json-feed.ts';
import { listEntries } from './feeds/list-entries.ts';
import { opml } from './feeds/opml.ts';
import { answerPage } from './html/answer-page.ts';
import { archivePage, authorsPage, homePage, shelfPage, tagsPage } from './html/browse-pages.ts';
import { eventsPage } from './html/events-page.ts';
import { layout, type Page } from './html/layout.ts';
import { renderPost } from './html/render-post.ts';
import { searchPage } from './html/search-page.ts';
import type { SiteContent } from './site-content.ts';

/** Something to be had at an address of its own, made when it is asked for. */
export interface SiteFile {
  /** Media type. */
  readonly type: string;
  readonly render: () => string | Promise<string>;
}

const HTML = 'text/html; charset=utf-8';
const XML = 'application/xml; charset=utf-8';
const CALENDAR = 'text/calendar; charset=utf-8';
const ATOM = 'application/atom+xml; charset=utf-8';

/** All pages and files that are the same whoever asks, by path. O(posts); nothing is rendered yet. */
export function listSiteFiles(content: SiteContent): Map<string, SiteFile> {
  const { engine, catalogue, examples, today, site } = content;
  const { links } = site;
  const { events } = engine.index;
  const page = (make: () => Page): SiteFile => ({ type: HTML, render: () => layout(site, make()) });
  const emptyForm = { query: '', author: '', tag: '', year: '' };
  const head: FeedHead = { title: site.name, self: links.file('feed.xml'), page: links.home() };
  const entries = (posts: readonly PostInfo[]) => listEntries(content, posts);
  // Times of making are the day's, so that the same content gives the same files.
  const edition = { ...nameCalendar(site.name), now: `${today}T00:00:00Z`, previous: null };
  const calendar = (events: readonly EventInfo[]) => renderCalendar(events, edition);
  return new Map<string, SiteFile>([
    [links.home(), page(() => homePage(catalogue, events, examples, today, site))],
    [links.ask(), page(() => answerPage(null, { earlier: undefined, skip: 0 }, today, site))],
    [links.search(), page(() => searchPage(emptyForm, null, catalogue, today, site))],
    [links.events(), page(() => eventsPage(events, today, site))],
    [links.archive(), page(() => archivePage(catalogue, site))],
    [links.authors(), page(() => authorsPage(catalogue, site))],
    [links.tags(), page(() => tagsPage(catalogue, site))],
    ...catalogue.months.map((shelf): [string, SiteFile] => [
      links.month(shelf.slug),
      page(() => shelfPage('archive', shelf, today, site)),
    ]),
    ...catalogue.tags.map((shelf): [string, SiteFile] => [
      links.tag(shelf.slug),
      page(() => shelfPage('tags', shelf, today, site)),
    ]),
    ...catalogue.authors.flatMap((shelf): [string, SiteFile][] => {
      const { name, slug, posts } = shelf;
      const own = {
        title: `${name} · ${site.name}`,
        self: links.authorFeed(slug),
        page: links.author(slug),
      };
      return [
        [links.author(slug), page(() => shelfPage('authors', shelf, today, site))],
        [own.self, { type: ATOM, render: async () => atomFeed(own, await entries(posts), site) }],
      ];
    }),
    [links.file('calendar.ics'), { type: CALENDAR, render: () => calendar(events) }],
    ...events
      .filter(({ start }) => start !== null)
      .map((event): [string, SiteFile] => [
        links.calendar(event.id),
        { type: CALENDAR, render: () => calendar([event]) },
      ]),
    ...catalogue.posts.map((post): [string, SiteFile] => [
      links.post(post.id),
      { type: HTML, render: () => renderPost(content, post, null) },
    ]),
    [head.self, { type: ATOM, render: async () => atomFeed(head, await entries(catalogue.posts), site) }],
    [
      links.file('feed.json'),
      {
        type: 'application/feed+json; charset=utf-8',
        render: async () =>
          jsonFeed({ ...head, self: links.file('feed.json') }, await entries(catalogue.posts), site),
      },
    ],
    [links.file('opml.xml'), { type: 'text/x-opml; charset=utf-8', render: () => opml(catalogue, site) }],
    [links.file('sitemap.xml'), { type: XML, render: () => sitemap(catalogue, site) }],
    [links.file('robots.txt'), { type: 'text/plain; charset=utf-8', render: () => robots(site) }],
    [
      links.file('opensearch.xml'),
      { type: 'application/opensearchdescription+xml; charset=utf-8', render: () => openSearch(site) },
    ],
  ]);
}
