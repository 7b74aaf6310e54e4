import type { Catalogue } from '../catalogue.ts';
import { html } from '../html/html.ts';
import { LONGEST_QUESTION } from '../html/answer-page.ts';
import type { Site } from '../html/site.ts';

/** Most addresses that a sitemap may hold (sitemaps.org). */
const MOST_ADDRESSES = 50_000;

/** Every page with an address of its own, the newest posts first (sitemaps.org 0.9). */
export function sitemap({ posts, authors, tags, months }: Catalogue, { links }: Site): string {
  const pages = [
    ...[links.home(), links.archive(), links.authors(), links.tags(), links.events()],
    ...months.map(({ slug }) => links.month(slug)),
    ...authors.map(({ slug }) => links.author(slug)),
    ...tags.map(({ slug }) => links.tag(slug)),
  ].map((path) => ({ path, changed: null }));
  const entries = [
    ...posts.map((post) => ({ path: links.post(post.id), changed: post.updated ?? post.published })),
    ...pages,
  ].slice(0, MOST_ADDRESSES);
  return html`<?xml version="1.0" encoding="utf-8"?>
<urlset xmlns="http://www.sitemaps.org/schemas/sitemap/0.9">
${entries.map(
  ({
    path,
    changed,
  }) => html`<url><loc>${links.absolute(path)}</loc>${changed !== null && html`<lastmod>${changed}</lastmod>`}</url>
`,
)}</urlset>
`.markup;
}

/** Answers and results are made anew for each question: crawlers have nothing to gain there (RFC 9309). */
export function robots({ links, isStatic }: Site): string {
  const made = [links.ask(), links.search(), ...(isStatic ? [] : [links.file('api/')])];
  const closed = made.map((path) => `Disallow: ${path}\n`);
  return `User-agent: *\n${closed.join('')}\nSitemap: ${links.absolute(links.file('sitemap.xml'))}\n`;
}

/** Lets browsers ask and search from their address bar (OpenSearch 1.1). */
export function openSearch({ name, links, isStatic }: Site): string {
  const page = (path: string) => `${links.absolute(path)}?q={searchTerms}`;
  // The specification allows 16 characters for a short name.
  const shortName = [...name].slice(0, 16).join('');
  return html`<?xml version="1.0" encoding="utf-8"?>
<OpenSearchDescription xmlns="http://a9.com/-/spec/opensearch/1.1/">
<ShortName>${shortName}</ShortName>
<Description>Ask ${name} (up to ${LONGEST_QUESTION} characters)</Description>
<InputEncoding>UTF-8</InputEncoding>
<Url type="text/html" template="${page(links.ask())}"/>
${!isStatic && html`<Url type="application/json" rel="results" template="${page(links.file('api/search'))}"/>`}
</OpenSearchDescription>
`.markup;
}
