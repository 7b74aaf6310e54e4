import { createRequire } from 'node:module';

/** The package's version; found from `bot/` in the sources and from `dist/bot/` in the build. */
export const VERSION: string = readVersion(['../package.json', '../../package.json']);

function readVersion(places: readonly string[]): string {
  const require = createRequire(import.meta.url);
  for (const place of places) {
    try {
      const { name, version } = require(place) as { name: string; version: string };
      if (name === 'almanac') return version;
    } catch {
      // Not there: try the next place.
    }
  }
  return 'unknown';
}
