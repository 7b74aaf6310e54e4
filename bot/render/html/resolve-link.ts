import type { PostInfo } from '../../../indexer/build-index.ts';
import type { Catalogue } from '../catalogue.ts';
import type { Links } from './links.ts';
import type { ResolveLink } from './render-markdown.ts';

/**
 * Where the links of a post lead: to the web, to a mail program, to a heading of the post, or, written as
 * the path of a Markdown file, to that post. Any other scheme or path leads nowhere.
 */
export function linkResolver(post: PostInfo, { byFile }: Catalogue, links: Links): ResolveLink {
  const from = new URL(encodeURI(`file:///${post.file}`));
  return (href) => {
    if (/^(?:https?:\/\/|mailto:)/i.test(href)) return URL.canParse(href) ? href : null;
    if (href.startsWith('#')) return href;
    if (/^[a-z][a-z\d+.-]*:|^[/\\]/i.test(href) || !URL.canParse(href, from)) return null;
    const { pathname, hash } = new URL(href, from);
    const target = byFile.get(safeDecode(pathname).slice(1));
    return target === undefined ? null : `${links.post(target.id)}${hash}`;
  };
}

function safeDecode(path: string): string {
  try {
    return decodeURIComponent(path);
  } catch {
    return '';
  }
}
