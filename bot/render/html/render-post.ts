import type { PostInfo } from '../../../indexer/build-index.ts';
import type { QuoteLocation } from '../locate-quote.ts';
import type { SiteContent } from '../site-content.ts';
import { layout } from './layout.ts';
import { postPage } from './post-page.ts';
import { renderMarkdown } from './render-markdown.ts';
import { linkResolver } from './resolve-link.ts';

/** The page of a post as a whole document, with the words of `quote` marked. @throws Error as `readBody` does. */
export async function renderPost(
  content: SiteContent,
  post: PostInfo,
  quote: QuoteLocation | null,
): Promise<string> {
  const { site, catalogue, today, readBody } = content;
  const rendered = renderMarkdown(await readBody(post), linkResolver(post, catalogue, site.links));
  return layout(site, postPage(post, rendered, quote, catalogue, today, site));
}
