import { availableParallelism } from 'node:os';
import { join } from 'node:path';
import { formatFault } from '../../indexer/check/format-fault.ts';
import { type LoadedIndex, loadIndex } from '../../indexer/load-index.ts';
import { type Config, formatConfigFault, loadConfig } from '../config.ts';
import type { Console } from '../console.ts';
import { nameCommunity } from '../name-community.ts';
import { nameSnapshot } from './name-files.ts';

/** Options that every command takes. */
export interface SharedOptions {
  readonly content?: string;
  readonly index?: string;
  readonly config?: string;
  readonly verbose?: boolean;
  readonly json?: boolean;
  readonly today?: string;
}

export interface OpenContent extends LoadedIndex {
  readonly config: Config;
  /** The content folder, as it was given. */
  readonly folder: string;
  readonly snapshot: string;
}

/** Faults beyond them would drown what else is said. */
const MOST_TOLD = 50;

/** Reads the configuration and opens the index of the content folder, building it when it has to. */
export async function openContent(
  options: SharedOptions,
  console: Console,
  rebuild = false,
): Promise<OpenContent> {
  const config = await readConfig(options, console);
  const folder = options.content ?? config.content;
  const snapshot = options.index ?? (await nameSnapshot(folder));
  const bars = { reading: console.progress('Reading posts '), indexing: console.progress('Indexing posts') };
  const loaded = await loadIndex({
    content: folder,
    snapshot,
    rebuild,
    threads: availableParallelism(),
    onProgress: (phase, done, total) => bars[phase].update(done, total),
  }).finally(() => {
    bars.reading.stop();
    bars.indexing.stop();
  });
  if (loaded.discarded !== null) console.note(`The index ${snapshot} was built anew: ${loaded.discarded}.`);
  const faults = loaded.built?.faults ?? [];
  for (const fault of faults.slice(0, MOST_TOLD)) {
    const left = fault.severity === 'error' ? ' [left out]' : '';
    console.complain(`${formatFault(fault, folder)}${left}`);
  }
  if (faults.length > MOST_TOLD) {
    console.complain(`… and ${faults.length - MOST_TOLD} more: "almanac check" tells them all`);
  }
  if (loaded.built?.unwritten) {
    console.note(
      `The index could not be saved, so the next start builds it again: ${loaded.built.unwritten}`,
    );
  }
  if (loaded.index.postCount === 0) {
    console.note(`There is no post in ${join(folder, 'posts')} yet, so every question will be declined.`);
  }
  return { ...loaded, config, folder, snapshot };
}

/** Loads the configuration; a community without a name is called after its folder. What is doubtful in it goes to standard error. */
export async function readConfig(options: SharedOptions, console: Console): Promise<Config> {
  const config = await loadConfig({ file: options.config ?? null, cwd: process.cwd(), env: process.env });
  for (const warning of config.warnings) console.note(formatConfigFault(warning));
  const name = config.origins.has('community.name') ? null : nameCommunity(options.content ?? config.content);
  if (name === null) return config;
  return {
    ...config,
    community: { ...config.community, name },
    origins: new Map([...config.origins, ['community.name', "the content folder's name"]]),
  };
}

/** Today in the community's zone, YYYY-MM-DD. */
export function todayIn(timezone: string, now: Date): string {
  // Loading the zones costs 30 ms, a good part of a cold start.
  if (timezone === 'UTC') return now.toISOString().slice(0, 10);
  // Sweden writes days as ISO 8601 does.
  return now.toLocaleDateString('sv-SE', { timeZone: timezone });
}
