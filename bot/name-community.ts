import { basename, dirname, resolve } from 'node:path';

/** Names of folders that say nothing of whom they belong to. */
const COMMON = new Set([
  'content',
  'docs',
  'data',
  'src',
  'app',
  'almanac-content',
  'knowledge',
  'posts',
  'site',
]);
const LONGEST = 60;

/**
 * What to call a community that has given no name, after its content folder: `/srv/planet-openstack/content` is
 * `planet openstack`'s. Null where no folder above says anything.
 */
export function nameCommunity(folder: string): string | null {
  let path = resolve(folder);
  while (COMMON.has(basename(path).toLowerCase())) path = dirname(path);
  const name = basename(path)
    .replace(/[\p{Cc}\p{Cf}\p{Zl}\p{Zp}\s_-]+/gu, ' ')
    .trim()
    .slice(0, LONGEST);
  return /[\p{L}\p{N}]/u.test(name) ? name : null;
}
