import { spawnSync } from 'node:child_process';
import { readFileSync } from 'node:fs';
import type { Engine, Measures } from './engine.ts';

/** In order of appearance; each is loaded only in a process that measures it. */
export const ENGINES: Readonly<Record<string, () => Promise<{ readonly engine: Engine }>>> = {
  almanac: () => import('./almanac.ts'),
  lunr: () => import('./lunr.ts'),
  MiniSearch: () => import('./minisearch.ts'),
  'SQLite FTS5': () => import('./fts5.ts'),
};

/** Milliseconds, and MB of JavaScript's heap: what takes more is not measured. */
const LONGEST = 1_800_000;
const HEAP = 6_000;

export type StepName = keyof Engine;
export interface StepMeasures extends Measures {
  /** The most memory that the process held, in bytes. */
  readonly peak: number;
}

/**
 * Runs a step in a process of its own, so that memory is that step's alone. `null` when it takes too long or
 * too much memory; why goes to standard error.
 */
export function startStep(engine: string, step: StepName, file: string, size: number): StepMeasures | null {
  const script = process.argv[1] as string;
  const { stdout, stderr, status, signal } = spawnSync(
    process.execPath,
    [`--max-old-space-size=${HEAP}`, script, '--job', JSON.stringify([engine, step, file, size])],
    { encoding: 'utf8', maxBuffer: 1e8, timeout: LONGEST, killSignal: 'SIGKILL' },
  );
  if (status === 0) return JSON.parse(stdout) as StepMeasures;
  const reason = signal ?? stderr.trim().split('\n').at(-1);
  console.error(`${engine} could not ${step} ${size} documents: ${reason}`);
  return null;
}

/** The other side of `startStep`: prints what was measured. */
export async function runStep(job: string): Promise<void> {
  const [name, step, file, size] = JSON.parse(job) as [string, StepName, string, number];
  const { engine } = (await ENGINES[name]?.()) ?? {};
  const measures = await engine?.[step]?.(file, size);
  // The kernel's own figure, in kB: Node's maxRSS begins with what the parent held.
  const peak = Number(/^VmHWM:\s*(\d+)/m.exec(readFileSync('/proc/self/status', 'utf8'))?.[1]) * 1_024;
  console.log(JSON.stringify({ ...measures, peak }));
}
