import { html } from '../html/html.ts';
import type { Site } from '../html/site.ts';
import type { FeedEntry } from './list-entries.ts';

/** What a feed holds: of everybody, or of one author. */
export interface FeedHead {
  readonly title: string;
  /** Paths of the feed itself and of the page that it follows. */
  readonly self: string;
  readonly page: string;
}

/** A feed of posts (Atom, RFC 4287), the newest first, each with its whole text. */
export function atomFeed(head: FeedHead, entries: readonly FeedEntry[], { links }: Site): string {
  const changed = entries.map(({ post }) => post.updated ?? post.published).sort();
  return html`<?xml version="1.0" encoding="utf-8"?>
<feed xmlns="http://www.w3.org/2005/Atom">
<id>${links.absolute(head.self)}</id>
<title>${head.title}</title>
<updated>${changed.at(-1) ?? '1970-01-01T00:00:00Z'}</updated>
<link rel="self" type="application/atom+xml" href="${links.absolute(head.self)}"/>
<link rel="alternate" type="text/html" href="${links.absolute(head.page)}"/>
<generator>Almanac</generator>
${entries.map(
  ({ post, url, markup }) => html`<entry>
<id>${url}</id>
<title>${post.title}</title>
<link rel="alternate" type="text/html" href="${url}"/>
<published>${post.published}</published>
<updated>${post.updated ?? post.published}</updated>
<author><name>${post.author}</name></author>
${post.tags.map((tag) => html`<category term="${tag}"/>`)}
${post.license !== null && html`<rights>${post.license}</rights>`}
${post.summary !== null && html`<summary>${post.summary}</summary>`}
<content type="html">${markup}</content>
</entry>
`,
)}</feed>
`.markup;
}
