import { formatFault } from '../../indexer/check/format-fault.ts';
import { type ImportReport, importSource } from '../../indexer/import/import-source.ts';
import { createConsole } from '../console.ts';
import type { SharedOptions } from './open-content.ts';

export interface ImportOptions extends SharedOptions {
  readonly to: string;
}

/** `almanac import`: writes the posts of each source; exit code 1 when a part of one could not be read. */
export async function runImport(sources: readonly string[], options: ImportOptions): Promise<void> {
  const console = createConsole(process);
  const stop = new AbortController();
  process.once('SIGINT', () => stop.abort(new Error('stopped; run it again to go on')));
  for (const source of sources) {
    const bar = console.progress(`Importing ${source}`);
    const report = await importSource(source, {
      to: options.to,
      signal: stop.signal,
      onProgress: ({ bytesRead, bytesTotal }) => bar.update(bytesRead, bytesTotal),
    }).finally(() => bar.stop());
    for (const fault of report.faults) console.complain(formatFault(fault));
    if (report.faultsTotal > report.faults.length) {
      console.complain(`${source}: and ${report.faultsTotal - report.faults.length} faults more`);
    }
    if (report.faults.some((fault) => fault.severity === 'error')) process.exitCode = 1;
    console.print(options.json ? JSON.stringify(report) : renderReport(report, options.to));
  }
}

function renderReport({ source, posts, counts, kept }: ImportReport, to: string): string {
  const told = Object.entries(counts).filter(([, count]) => count > 0);
  const outcomes = told.map(([outcome, count]) => `${count} ${outcome}`).join(', ');
  return [
    `${source}: ${posts} posts${outcomes === '' ? '' : ` (${outcomes})`} in ${to}`,
    ...kept.map(({ file, reason }) => `  kept ${file}: ${reason}`),
  ].join('\n');
}
