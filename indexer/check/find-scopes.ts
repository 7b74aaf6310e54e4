import { realpath, stat } from 'node:fs/promises';
import { join, relative, resolve, sep } from 'node:path';
import type { Fault } from '../types.ts';

/** A content folder, and the paths inside it (with `/`; empty for all of it) that are asked for. */
export interface Scope {
  readonly folder: string;
  readonly within: string[];
}

/**
 * Finds what people mean by `paths`: each is looked for from the working directory, then inside the
 * content folder `dir`. A path that isn't there, or is in no content folder, is a fault.
 */
export async function findScopes(
  dir: string,
  paths: readonly string[],
): Promise<{ scopes: Scope[]; faults: Fault[] }> {
  const root = await realpath(dir).catch(() => resolve(dir));
  const scopes = new Map<string, Scope>();
  const faults: Fault[] = [];
  const ask = (folder: string, path: string) => {
    const scope = scopes.get(folder) ?? { folder, within: [] };
    scope.within.push(path.split(sep).join('/'));
    scopes.set(folder, scope);
  };
  const tell = (path: string, message: string, hint: string) => {
    const file = relative(resolve(dir), resolve(path)).split(sep).join('/');
    faults.push({ severity: 'error', file, line: 1, column: 1, message, hint });
  };

  for (const path of paths) {
    const target = await findPath(root, path);
    if (target === null) {
      tell(path, 'there is no such file or folder', 'see how it is written');
    } else if (target === root || target.startsWith(root + sep)) {
      const inside = relative(root, target);
      if (isRead(inside) || (await isFolder(target))) ask(resolve(dir), inside);
      else tell(path, 'is no content file', 'name files of posts/ or events/ that end in .md');
    } else if ((await isFolder(join(target, 'posts'))) || (await isFolder(join(target, 'events')))) {
      ask(target, '');
    } else {
      tell(path, `is not in the content folder "${dir}"`, 'name its content folder with --content DIR');
    }
  }
  return { scopes: [...scopes.values()], faults };
}

async function findPath(root: string, path: string): Promise<string | null> {
  for (const candidate of [resolve(path), resolve(root, path)]) {
    const target = await realpath(candidate).catch(() => null);
    if (target !== null) return target;
  }
  return null;
}

function isRead(inside: string): boolean {
  const path = inside.split(sep).join('/');
  return path === 'synonyms.yaml' || /^(?:posts\/.+|events\/[^/]+)\.md$/.test(path);
}

function isFolder(path: string): Promise<boolean> {
  return stat(path).then(
    (stats) => stats.isDirectory(),
    () => false,
  );
}
