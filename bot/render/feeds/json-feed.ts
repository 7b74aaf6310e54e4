import type { Site } from '../html/site.ts';
import type { FeedHead } from './atom-feed.ts';
import type { FeedEntry } from './list-entries.ts';

/** The same feed as JSON Feed 1.1 (jsonfeed.org/version/1.1). */
export function jsonFeed(head: FeedHead, entries: readonly FeedEntry[], { links }: Site): string {
  return JSON.stringify({
    version: 'https://jsonfeed.org/version/1.1',
    title: head.title,
    home_page_url: links.absolute(head.page),
    feed_url: links.absolute(head.self),
    language: 'en',
    items: entries.map(({ post, url, markup }) => ({
      id: url,
      url,
      ...(post.url === null ? {} : { external_url: post.url }),
      title: post.title,
      content_html: markup,
      ...(post.summary === null ? {} : { summary: post.summary }),
      date_published: post.published,
      ...(post.updated === null ? {} : { date_modified: post.updated }),
      authors: [{ name: post.author }],
      ...(post.tags.length === 0 ? {} : { tags: post.tags }),
    })),
  });
}
