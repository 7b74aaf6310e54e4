import { stat } from 'node:fs/promises';
import { formatFault } from '../../indexer/check/format-fault.ts';
import {
  type FeedImport,
  importFeed,
  isFeedSource,
  type ListImport,
} from '../../indexer/feeds/import-feed.ts';
import { importFolder } from '../../indexer/feeds/import-folder.ts';
import { type CalendarReport, importCalendar } from '../../indexer/import/import-calendar.ts';
import { type ImportReport, importSource } from '../../indexer/import/import-source.ts';
import { toInstant } from '../../indexer/to-instant.ts';
import { type Console, createConsole } from '../console.ts';
import { renderFeedImport, renderPage } from '../render/feeds.ts';
import type { SharedOptions } from './open-content.ts';
import { limitsFor } from './sync.ts';

export interface ImportOptions extends SharedOptions {
  readonly to: string;
  readonly allowPrivate?: boolean;
  readonly site?: string;
  readonly author?: string;
}

/** `almanac import`: writes the posts of each planet page or feed, the events of each calendar, the feeds of each list; exit code 1 when a part of one could not be read. */
export async function runImport(sources: readonly string[], options: ImportOptions): Promise<void> {
  const console = createConsole(process);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped; run it again to go on')));
  for (const source of sources) {
    if (/\.ics$/i.test(source)) {
      tell(await importCalendar(source, options.to), options, console);
      continue;
    }
    if (await isFolder(source)) {
      await importPages(source, options, console);
      continue;
    }
    if (await isFeedSource(source)) {
      tellFeed(
        await importFeed(source, { to: options.to, limits: limitsFor(options), now: toInstant(new Date()) }),
        options,
        console,
      );
      continue;
    }
    const bar = console.progress(`Importing ${source}`);
    const report = await importSource(source, {
      to: options.to,
      signal: stop.signal,
      onProgress: ({ bytesRead, bytesTotal }) => bar.update(bytesRead, bytesTotal),
    }).finally(() => bar.stop());
    tell(report, options, console);
  }
}

function tell(report: ImportReport | CalendarReport, { json, to }: ImportOptions, console: Console): void {
  const { source, faults, faultsTotal } = report;
  for (const fault of faults) console.complain(formatFault(fault));
  if (faultsTotal > faults.length) {
    console.complain(`${source}: and ${faultsTotal - faults.length} faults more`);
  }
  if (faults.some((fault) => fault.severity === 'error')) process.exitCode = 1;
  console.print(json ? JSON.stringify(report) : renderReport(report, to));
}

async function isFolder(source: string): Promise<boolean> {
  return (await stat(source).catch(() => null))?.isDirectory() ?? false;
}

async function importPages(folder: string, options: ImportOptions, console: Console): Promise<void> {
  const { to, site = null, author = null, json } = options;
  for await (const page of importFolder(folder, { to, site, author, now: toInstant(new Date()) })) {
    if (page.outcome === 'refused') process.exitCode = 1;
    console.print(json ? JSON.stringify(page) : renderPage(page));
  }
}

function tellFeed(report: FeedImport | ListImport, { json, to }: ImportOptions, console: Console): void {
  for (const fault of report.faults) console.complain(`${report.source}: ${fault}`);
  console.print(json ? JSON.stringify(report) : renderFeedImport(report, to));
}

function renderReport(report: ImportReport | CalendarReport, to: string): string {
  const { source, counts, kept } = report;
  const what = 'events' in report ? `${report.events} events` : `${report.posts} posts`;
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const outcomes = told.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return [
    `${source}: ${what}${outcomes === '' ? '' : ` (${outcomes})`} in ${to}`,
    ...kept.map(({ file, reason }) => `  kept ${file}: ${reason}`),
  ].join('\n');
}
