import type { EngineName } from './engines.ts';

/** One step of one engine, done by a process of its own. */
export interface Job {
  readonly step: Step;
  readonly engine: EngineName;
  /** Folder of the collection. */
  readonly collection: string;
  /** File of the index. */
  readonly index: string;
  /** Whether rankings are wanted, and not times and sizes alone. */
  readonly isRanked: boolean;
}

export type Step = keyof Results;

/** What a process tells of its step; times in milliseconds, memory in bytes. */
export interface Results {
  readonly build: {
    /** From documents in memory to the saved index. */
    readonly buildMs: number;
    readonly peakMemory: number;
  };
  readonly ask: {
    /** From the saved index to where the first query can be asked; the library's code is loaded before. */
    readonly loadMs: number;
    /** Of one query, ranked 100 deep, once all have been asked or for 20 s. */
    readonly p50: number;
    readonly p99: number;
    /** Before anything is ranked deeper than 100. */
    readonly peakMemory: number;
    /** If wanted: pairs of a query's id and ids of documents, best first, up to 1,000. */
    readonly rankings: readonly (readonly [string, readonly string[]])[];
  };
}

export type Reply<S extends Step> = { readonly result: Results[S] } | { readonly fault: string };
