/** Tells whether bots of two sides announce the same. */
export interface RepeatFinder {
  /** Notes the links in a text, and tells whether all of them, at least one, were first said on another side. */
  isRepeat(side: string, text: string): boolean;
}

/** Milliseconds: bots look at a feed that seldom. */
const WHILE = 60 * 60_000;
const MOST_REMEMBERED = 1_000;
const LINK = /https?:\/\/[^\s<>]+/g;

export function createRepeatFinder(now: () => number): RepeatFinder {
  const links = new Map<string, { readonly side: string; readonly at: number }>();
  return {
    isRepeat(side, text) {
      const said = (text.match(LINK) ?? []).map(readLink);
      const isKnown = (link: string) => {
        const known = links.get(link);
        return known !== undefined && known.side !== side && now() - known.at < WHILE;
      };
      const isRepeat = said.length > 0 && said.every(isKnown);
      for (const link of said) if (!isKnown(link)) links.set(link, { side, at: now() });
      for (const oldest of links.keys()) {
        if (links.size <= MOST_REMEMBERED) break;
        links.delete(oldest);
      }
      return isRepeat;
    },
  };
}

/** Without what feeds add to count their readers, and the full stop behind it. */
function readLink(link: string): string {
  return link
    .replace(/[).,;:!?\]]+$/, '')
    .replace(/#.*$/, '')
    .replace(/([?&])utm_[^&]*/g, '$1')
    .replace(/[?&]+$/, '');
}
