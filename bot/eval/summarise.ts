import type { Judgement } from './measure-answers.ts';

/** The mean of a measure with its bootstrap 95 % interval; `null` when no question has it. */
export interface Mean {
  readonly mean: number;
  readonly low: number;
  readonly high: number;
  readonly count: number;
}

export const MEASURES = [
  'hit1',
  'hit3',
  'reciprocalRank',
  'fact1',
  'fact3',
  'declined',
  'wronglyDeclined',
] as const;
export type Measure = (typeof MEASURES)[number];

export interface Summary {
  readonly kind: string;
  readonly questions: number;
  readonly measures: Readonly<Record<Measure, Mean | null>>;
  /** Milliseconds. */
  readonly p50: number;
  readonly p99: number;
}

/** One summary a kind, in order of first appearance, and the last, `overall`, of all. */
export function summarise(judgements: readonly Judgement[]): Summary[] {
  const kinds = new Set(judgements.map((judgement) => judgement.question.kind));
  const ofKind = (kind: string) => judgements.filter((judgement) => judgement.question.kind === kind);
  return [...kinds]
    .map((kind) => summariseKind(kind, ofKind(kind)))
    .concat(summariseKind('overall', judgements));
}

function summariseKind(kind: string, judgements: readonly Judgement[]): Summary {
  const times = judgements.map((judgement) => judgement.tookMs).sort((a, b) => a - b);
  const measures = Object.fromEntries(
    MEASURES.map((measure) => [
      measure,
      bootstrap(judgements.map((j) => j[measure]).filter((v) => v !== null)),
    ]),
  ) as Record<Measure, Mean | null>;
  return {
    kind,
    questions: judgements.length,
    measures,
    p50: percentile(times, 0.5),
    p99: percentile(times, 0.99),
  };
}

/** The nearest-rank percentile of sorted values; 0 of none. */
export function percentile(sorted: readonly number[], share: number): number {
  return sorted[Math.max(0, Math.ceil(share * sorted.length) - 1)] ?? 0;
}

const RESAMPLES = 1_000;

/** Percentile bootstrap (Efron 1979) with a fixed seed, so that the same figures print the same interval. */
export function bootstrap(values: readonly number[]): Mean | null {
  if (values.length === 0) return null;
  const random = mulberry32(values.length);
  const means = Array.from({ length: RESAMPLES }, () => {
    let sum = 0;
    for (let i = 0; i < values.length; i++) sum += values[Math.floor(random() * values.length)] ?? 0;
    return sum / values.length;
  }).sort((a, b) => a - b);
  const mean = values.reduce((sum, value) => sum + value, 0) / values.length;
  return { mean, low: percentile(means, 0.025), high: percentile(means, 0.975), count: values.length };
}

/** Tommy Ettinger's mulberry32, a small public-domain generator of numbers in [0, 1). */
function mulberry32(seed: number): () => number {
  let state = seed;
  return () => {
    state = (state + 0x6d2b79f5) | 0;
    let t = Math.imul(state ^ (state >>> 15), 1 | state);
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t;
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
}
