import type { PostInfo } from '../../../indexer/build-index.ts';
import { renderMarkdown } from '../html/render-markdown.ts';
import { linkResolver } from '../html/resolve-link.ts';
import type { SiteContent } from '../site-content.ts';

/** A post as feeds give it: `markup` is the whole text, its links are whole addresses. */
export interface FeedEntry {
  readonly post: PostInfo;
  readonly url: string;
  readonly markup: string;
}

const NEWEST = 20;

/** The newest of `posts`, which stand newest first. @throws Error as `readBody` does. */
export async function listEntries(
  { catalogue, site: { links }, readBody }: SiteContent,
  posts: readonly PostInfo[],
): Promise<FeedEntry[]> {
  return Promise.all(
    posts.slice(0, NEWEST).map(async (post) => {
      const url = links.absolute(links.post(post.id));
      const resolve = linkResolver(post, catalogue, links);
      const toWhole = (href: string) => {
        const target = resolve(href);
        return target === null ? null : new URL(target, url).href;
      };
      return { post, url, markup: renderMarkdown(await readBody(post), toWhole, true).markup };
    }),
  );
}
