import { alignColumns } from '../../bot/render/align-columns.ts';
import type { EngineName } from './engines.ts';
import type { EngineRun } from './measure-engine.ts';
import type { Scores } from './score-run.ts';

export interface Costs {
  readonly engine: EngineName;
  readonly buildMs: number;
  readonly loadMs: number;
  readonly indexBytes: number;
  readonly p50Ms: number;
  readonly p99Ms: number;
  /** Of the process that builds, which holds the documents too. */
  readonly buildPeakBytes: number;
  /** Of the process that loads the index and answers. */
  readonly askPeakBytes: number;
}

export function costsOf(engine: EngineName, { build, indexBytes, ask }: EngineRun): Costs {
  return {
    engine,
    buildMs: build.buildMs,
    loadMs: ask.loadMs,
    indexBytes,
    p50Ms: ask.p50,
    p99Ms: ask.p99,
    buildPeakBytes: build.peakMemory,
    askPeakBytes: ask.peakMemory,
  };
}

/** The rows of one collection as a table for a person. */
export function scoreTable(rows: readonly (Scores & Costs)[]): string {
  return alignColumns([
    ['engine', 'nDCG@10', 'MAP', 'R@100', 'P@1', 'MRR', ...COST_HEADINGS],
    ...rows.map((row) => [
      row.engine,
      ...[row.ndcg10, row.map, row.recall100, row.precision1, row.reciprocalRank].map((score) =>
        score.toFixed(3),
      ),
      ...costCells(row),
    ]),
  ]);
}

/** Costs alone, as a table for a person. */
export function costTable(rows: readonly Costs[]): string {
  return alignColumns([['engine', ...COST_HEADINGS], ...rows.map((row) => [row.engine, ...costCells(row)])]);
}

const COST_HEADINGS = ['build s', 'load ms', 'index MB', 'p50 ms', 'p99 ms', 'build peak MB', 'ask peak MB'];

function costCells(costs: Costs): string[] {
  return [
    (costs.buildMs / 1e3).toFixed(2),
    costs.loadMs.toFixed(0),
    (costs.indexBytes / 1e6).toFixed(2),
    costs.p50Ms.toFixed(2),
    costs.p99Ms.toFixed(2),
    (costs.buildPeakBytes / 1e6).toFixed(0),
    (costs.askPeakBytes / 1e6).toFixed(0),
  ];
}
