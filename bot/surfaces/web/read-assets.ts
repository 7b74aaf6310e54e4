import { createHash } from 'node:crypto';
import { readFile } from 'node:fs/promises';
import { dirname, join } from 'node:path';
import { createRequire } from 'node:module';
import { InputFault } from '../../input-fault.ts';
import { ASSET_NAMES, type AssetName } from '../../render/html/site.ts';

const TYPES: Readonly<Record<AssetName, string>> = {
  'page.css': 'text/css; charset=utf-8',
  'page.js': 'text/javascript; charset=utf-8',
  'engine.js': 'text/javascript; charset=utf-8',
  'icon.svg': 'image/svg+xml',
};

/** A file for browsers; `path` (from the site's base) holds a hash of it, so it may be kept for ever. */
export interface Asset {
  readonly name: AssetName;
  readonly path: string;
  readonly type: string;
  readonly bytes: Buffer;
}

/** Reads what `npm run build` made of `bot/browser/`. @throws InputFault when it was not built. */
export async function readAssets(): Promise<readonly Asset[]> {
  const folder = join(findRoot(), 'dist', 'browser');
  return Promise.all(
    ASSET_NAMES.map(async (name) => {
      const bytes = await readFile(join(folder, name)).catch(() => {
        throw new InputFault(`${name} of the web page is missing: npm run build makes it`);
      });
      const hash = createHash('sha256').update(bytes).digest('base64url').slice(0, 10);
      return { name, path: `assets/${name.replace('.', `.${hash}.`)}`, type: TYPES[name], bytes };
    }),
  );
}

/** The package's folder, from the sources or from the build. */
function findRoot(): string {
  const require = createRequire(import.meta.url);
  for (const place of ['../../../package.json', '../../../../package.json']) {
    try {
      return dirname(require.resolve(place));
    } catch {
      // Not there: try the next place.
    }
  }
  throw new Error("the package's own folder can't be found");
}
