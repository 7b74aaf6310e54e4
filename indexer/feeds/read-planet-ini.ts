import { readAddress } from './read-opml.ts';

/** Reads the feeds of a `planet.ini` (Planet, Venus): sections that are addresses, with a `name`. */
export function readPlanetIni(text: string): { url: string; name: string | null }[] {
  const feeds = new Map<string, { url: string; name: string | null }>();
  let current: { url: string; name: string | null } | null = null;
  for (const line of text.split(/\r?\n/)) {
    const section = /^\[([^\]]+)\]\s*$/.exec(line)?.[1];
    if (section !== undefined) {
      const url = readAddress(section);
      current = url === null ? null : (feeds.get(url) ?? { url, name: null });
      if (current !== null) feeds.set(current.url, current);
    }
    const name = /^name\s*[=:]\s*(\S.{0,199})/.exec(line)?.[1];
    if (name !== undefined && current !== null) current.name = name.trim();
  }
  return [...feeds.values()];
}
