import { fork } from 'node:child_process';
import { mkdtemp, readdir, rm, stat } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import type { EngineName } from './engines.ts';
import type { Job, Reply, Results, Step } from './job.ts';

/** Milliseconds after which a step is given up. */
const PATIENCE = 30 * 60_000;

export interface EngineRun {
  readonly build: Results['build'];
  /** All files of the saved index. */
  readonly indexBytes: number;
  readonly ask: Results['ask'];
}

/**
 * Builds and saves an engine's index in one process, and loads and asks it in another; `onStep` is told what
 * begins. The index lies in a temporary folder that is removed.
 * @throws Error when a process fails, takes longer than half an hour, or `signal` ends it.
 */
export async function measureEngine(
  engine: EngineName,
  { folder: collection, isRanked }: { readonly folder: string; readonly isRanked: boolean },
  onStep: (step: Step) => void,
  signal: AbortSignal,
): Promise<EngineRun> {
  const temporary = await mkdtemp(join(tmpdir(), 'almanac-bench-'));
  const job = { engine, collection, index: join(temporary, 'index'), isRanked };
  try {
    onStep('build');
    const build = await runJob({ ...job, step: 'build' }, signal);
    const indexBytes = await sizeOf(temporary);
    onStep('ask');
    return { build, indexBytes, ask: await runJob({ ...job, step: 'ask' }, signal) };
  } finally {
    await rm(temporary, { recursive: true, force: true });
  }
}

function runJob<S extends Step>(job: Job & { readonly step: S }, signal: AbortSignal): Promise<Results[S]> {
  return new Promise((resolve, reject) => {
    const fail = (why: string) => reject(new Error(`${job.engine} (${job.step}): ${why}`));
    const child = fork(join(import.meta.dirname, 'run-job.js'), [JSON.stringify(job)], {
      timeout: PATIENCE,
      killSignal: 'SIGKILL',
      signal,
    });
    child.on('message', (reply: Reply<S>) => {
      if ('result' in reply) resolve(reply.result);
      else fail(reply.fault);
    });
    child.on('error', (error) => fail(error.message));
    // Too late to matter once a reply has come.
    child.on('exit', (code, signal) =>
      fail(`it stopped without a result (${signal ?? `exit code ${code}`})`),
    );
  });
}

async function sizeOf(folder: string): Promise<number> {
  const sizes = (await readdir(folder)).map(async (name) => (await stat(join(folder, name))).size);
  return (await Promise.all(sizes)).reduce((sum, size) => sum + size, 0);
}
