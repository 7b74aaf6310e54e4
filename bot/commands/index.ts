import { stat } from 'node:fs/promises';
import type { Index } from '../../indexer/open-index.ts';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { openContent, type SharedOptions } from './open-content.ts';

interface IndexOptions extends SharedOptions {
  readonly export?: 'lunr';
}

/**
 * `almanac index`: builds the snapshot, whether or not the one at hand is good, and prints figures. With
 * `--export`, `target` is written as well.
 */
export async function runIndex(target: string | undefined, options: IndexOptions): Promise<void> {
  if ((target === undefined) !== (options.export === undefined))
    throw new InputFault('--export and a file go together: almanac index --export lunr lunr-index.json');
  const console = createConsole(process);
  const start = performance.now();
  const { index, snapshot, built } = await openContent(options, console, true);
  const seconds = Math.round(performance.now() - start) / 1000;
  if (built?.unwritten) throw new InputFault(`the index can't be saved: ${built.unwritten}`);
  const { size } = await stat(snapshot);
  const leftOut = new Set(
    built?.faults.filter((fault) => fault.severity === 'error').map((fault) => fault.file),
  ).size;
  const figures = {
    posts: index.postCount,
    events: index.events.length,
    passages: index.passageCount,
    left_out: leftOut,
    seconds,
    bytes: size,
    file: snapshot,
    ...(target !== undefined && { exported: { file: target, bytes: await exportTo(target, index) } }),
  };
  if (options.json) return console.print(JSON.stringify(figures));
  console.print(
    [
      `posts     ${figures.posts}`,
      `events    ${figures.events}`,
      `passages  ${figures.passages}`,
      `left out  ${leftOut}`,
      `time      ${seconds.toFixed(2)} s`,
      `size      ${(size / 1e6).toFixed(2)} MB`,
      `file      ${snapshot}`,
      ...(figures.exported ? [`exported  ${target}, ${(figures.exported.bytes / 1e6).toFixed(2)} MB`] : []),
    ].join('\n'),
  );
}

async function exportTo(file: string, index: Index): Promise<number> {
  // Only who exports needs lunr's builder.
  const { writeLunr } = await import('./write-lunr.ts');
  return writeLunr(file, index);
}
