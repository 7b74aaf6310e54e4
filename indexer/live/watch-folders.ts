import { type FSWatcher, statSync, watch } from 'node:fs';
import { basename, join } from 'node:path';

/**
 * Calls `onHint` when something changes right in one of the folders, with its path below `root`, or with null when
 * the system does not tell what it was. It is asked for hints only, a folder each and none a file (10,000 files in
 * 20 folders: 20 watches): what has changed is for the caller to find out, and so is what no hint came of, as on
 * network drives.
 */
export function watchFolders(onHint: (path: string | null) => void): FolderWatch {
  /** `node` tells a folder from another that takes its place under the same name. */
  const watches = new Map<string, { readonly watcher: FSWatcher; readonly node: string }>();
  const drop = (folder: string) => {
    watches.get(folder)?.watcher.close();
    watches.delete(folder);
  };
  return {
    set(root, folders) {
      const wanted = new Set(['', ...folders]);
      for (const folder of watches.keys()) if (!wanted.has(folder)) drop(folder);
      let refusal: string | null = null;
      let isMore = false;
      for (const folder of wanted) {
        try {
          const path = join(root, folder);
          // A number may be given again: then the time is another.
          const { dev, ino, birthtimeMs } = statSync(path);
          const node = `${dev}:${ino}:${birthtimeMs}`;
          if (watches.get(folder)?.node === node) continue;
          drop(folder);
          const watcher = watch(path, (_, name) => {
            // By its own name, what happened to the folder itself is told.
            if (name === null || name === basename(path)) onHint(null);
            else onHint(folder === '' ? name : `${folder}/${name}`);
          });
          // A folder that goes away is told like this on some systems.
          watcher.on('error', () => drop(folder));
          watches.set(folder, { watcher, node });
          isMore = true;
        } catch (error) {
          refusal = (error as NodeJS.ErrnoException).code ?? (error as Error).message;
        }
      }
      return { isMore, refusal };
    },
    close() {
      for (const folder of [...watches.keys()]) drop(folder);
    },
  };
}

export interface FolderWatch {
  /**
   * Watches these folders of `root`, and `root` itself, instead of those before. `isMore`: some were not watched
   * until now, so what happened in them was missed. `refusal`: why the system does not watch one, as ENOSPC.
   */
  set(
    root: string,
    folders: readonly string[],
  ): { readonly isMore: boolean; readonly refusal: string | null };
  close(): void;
}
