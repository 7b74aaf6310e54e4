import type { FeedImport, ListImport } from '../../indexer/feeds/import-feed.ts';
import type { FeedDiagnosis } from '../../indexer/feeds/check-feeds.ts';
import type { PageReport } from '../../indexer/feeds/import-folder.ts';
import type { FeedReport } from '../../indexer/feeds/sync-feeds.ts';
import { toOneLine } from '../../indexer/to-one-line.ts';

/** What became of a feed: one line, and one below it for each thing that a person should see. */
export function renderFeed({ subscription, outcome, counts, kept, fault, faults }: FeedReport): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const what = told.map(([name, count]) => `${count} ${name}`).join(', ');
  const said = fault === null ? what : `${fault.message} (${fault.hint})`;
  return [
    `${outcome.padEnd(9)} ${subscription.url}${said === '' ? '' : `: ${said}`}`,
    ...faults.map((text) => `          ${text}`),
    ...kept.map(({ file, reason }) => `          kept ${file}: ${reason}`),
  ]
    .map(toOneLine)
    .join('\n');
}

/** The sum of a run: `3 feeds: 2 fetched, 1 failed; 12 posts written, 3 unchanged.` */
export function renderSync(feeds: readonly FeedReport[]): string {
  const outcomes = countAll(feeds.map(({ outcome }) => [outcome, 1]));
  const posts = countAll(feeds.flatMap(({ counts }) => Object.entries(counts)));
  return `${feeds.length} ${feeds.length === 1 ? 'feed' : 'feeds'}${list(': ', outcomes)}${list('; posts: ', posts)}.`;
}

function countAll(pairs: readonly (readonly [string, number])[]): Map<string, number> {
  const sums = new Map<string, number>();
  for (const [name, count] of pairs) {
    if (count > 0) sums.set(name, (sums.get(name) ?? 0) + count);
  }
  return sums;
}

function list(before: string, sums: ReadonlyMap<string, number>): string {
  return sums.size === 0 ? '' : `${before}${[...sums].map(([name, count]) => `${count} ${name}`).join(', ')}`;
}

/** What a feed is, and below it each trouble and its mend. */
export function renderDiagnosis({ subscription, feed, entries, troubles }: FeedDiagnosis): string {
  const what =
    feed === null ? 'not read' : `${feed.format}, ${entries} entries${troubles.length === 0 ? ', well' : ''}`;
  return [`${subscription.url}: ${what}`, ...troubles.map(({ message, mend }) => `  ${message} (${mend})`)]
    .map(toOneLine)
    .join('\n');
}

/** What an import of a feed, or of a list of feeds, came to. */
export function renderFeedImport(report: FeedImport | ListImport, to: string): string {
  if ('added' in report) {
    const { source, added, known } = report;
    const next = added.length === 0 ? '' : '; "almanac sync" fetches them';
    return `${toOneLine(source)}: ${added.length} feeds added to ${to}/feeds.opml, ${known} there already${next}`;
  }
  const { source, counts, kept } = report;
  return [
    `${source}: posts${list(': ', countAll(Object.entries(counts))) || ': none'} in ${to}`,
    ...kept.map(({ file, reason }) => `  kept ${file}: ${reason}`),
  ]
    .map(toOneLine)
    .join('\n');
}

/** What became of one page of a site: `written   _posts/a.md → posts/2017/2017-05-25-a.md`, notes below. */
export function renderPage({ page, outcome, file, notes }: PageReport): string {
  const what = `${outcome.padEnd(9)} ${page}${file === '' ? '' : ` → ${file}`}`;
  return [what, ...notes.map((text) => `          ${text}`)].map(toOneLine).join('\n');
}
