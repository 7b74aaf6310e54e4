import type { PostInfo } from '../indexer/build-index.ts';
import type { Config } from './config.ts';

/** Where people can read a post: at its own address, or on our page when that can be reached from elsewhere. */
export function linkToPost({ url, id }: Pick<PostInfo, 'url' | 'id'>, web: Config['web']): string | null {
  if (url !== null || web === false) return url;
  const isOurs = /^(?:localhost|127\..*|\[::1\]|0\.0\.0\.0)$/.test(new URL(web.base_url).hostname);
  return isOurs ? null : `${web.base_url}/posts/${encodeURIComponent(id)}`;
}
