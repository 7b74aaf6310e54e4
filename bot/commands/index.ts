import { stat } from 'node:fs/promises';
import { createConsole } from '../console.ts';
import { InputFault } from '../input-fault.ts';
import { openContent, type SharedOptions } from './open-content.ts';

/** `almanac index`: builds the snapshot, whether or not the one at hand is good, and prints figures. */
export async function runIndex(options: SharedOptions): Promise<void> {
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
    posts: index.posts.length,
    events: index.events.length,
    passages: index.passages.length,
    left_out: leftOut,
    seconds,
    bytes: size,
    file: snapshot,
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
    ].join('\n'),
  );
}
