import { Parser } from 'htmlparser2';
import { cleanAddress } from './clean-address.ts';

const MOST_LINKS = 10;

/** The addresses of the feeds that a web page names, absolute, in its order, at most 10. */
export function findFeedLinks(html: string, url: string | null): string[] {
  const found = new Set<string>();
  const parser = new Parser({
    onopentagname(tag) {
      if (tag === 'body') parser.pause();
    },
    onopentag(tag, { rel = '', type = '', href = '' }) {
      if (tag !== 'link' || !/\balternate\b/i.test(rel) || !/^application\/(?:rss|atom|feed)\+/i.test(type))
        return;
      const address = cleanAddress(href, url);
      if (address !== null && found.size < MOST_LINKS) found.add(address);
    },
  });
  parser.write(html);
  return [...found];
}
