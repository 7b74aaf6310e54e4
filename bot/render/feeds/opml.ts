import type { Catalogue } from '../catalogue.ts';
import { html } from '../html/html.ts';
import type { Site } from '../html/site.ts';

/** The feeds of all who wrote, to subscribe to at once (OPML 2.0, opml.org/spec2.opml). */
export function opml({ authors }: Catalogue, { name, links }: Site): string {
  const feed = (
    title: string,
    file: string,
    page: string,
  ) => html`<outline type="rss" text="${title}" title="${title}" xmlUrl="${links.absolute(file)}" htmlUrl="${links.absolute(page)}"/>
`;
  return html`<?xml version="1.0" encoding="utf-8"?>
<opml version="2.0">
<head><title>${name}</title></head>
<body>
${feed(name, links.file('feed.xml'), links.home())}${authors.map((author) => feed(author.name, links.authorFeed(author.slug), links.author(author.slug)))}</body>
</opml>
`.markup;
}
