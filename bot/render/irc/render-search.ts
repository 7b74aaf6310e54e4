import type { PostInfo } from '../../../indexer/build-index.ts';
import type { SearchResult } from '../../answer/search-posts.ts';
import { citePost, clip } from './cite-post.ts';
import { byteLength, cleanProse } from './clean-text.ts';
import { endWith, headOf, type Page, pagesOf } from './pages.ts';
import { splitLine } from './split-line.ts';
import type { IrcView } from './view.ts';

/** Posts found, a line each, numbered for `!post N`. */
export function renderSearch({ total, hits }: SearchResult, view: IrcView): readonly Page[] {
  const head = headOf(view);
  if (hits.length === 0) return [[`${head}No post matches.`]];
  const commands = view.isRelayed ? '' : ` · ${view.prefix}post N, ${view.prefix}more`;
  const hint = `${commands} (${total === 1 ? '1 post' : `${total} posts`})`;
  const inner = { ...view, width: view.width - byteLength(hint) - byteLength(head) - 4 };
  const lines = hits.map(({ post, lines }, index) => `${index + 1} ${citePost(post, lines, inner)}`);
  return pagesOf(lines, head).map((page) => endWith(page, hint));
}

/** What a post is about, in its own words, and where to read it. */
export function renderPost(post: PostInfo, opening: string, view: IrcView): Page {
  const head = headOf(view);
  const words = post.summary ?? opening;
  const [line, more] = splitLine(`${head}“${cleanProse(words)}”`, view.width - byteLength(' …”'));
  const newer = post.supersededBy;
  return [
    ...(line === undefined ? [] : [more === undefined ? line : `${line} …”`]),
    citePost(post, null, view),
    ...(newer === null ? [] : [`Superseded by: ${clip(newer.title, view.width * 0.8)}`]),
  ];
}
