import type { EventInfo, PostInfo } from '../../indexer/build-index.ts';
import type { BlockKind } from '../../indexer/types.ts';

/** Words of a post, letter for letter but for Markdown's markup and line breaks, and where they stand. */
export interface Excerpt {
  readonly quote: string;
  readonly kind: BlockKind;
  readonly post: PostInfo;
  readonly heading: readonly string[];
  /** 1-based lines of `post.file`, inclusive. */
  readonly lines: readonly [number, number];
  /** How sure: 0 to 1. */
  readonly score: number;
}

interface AnswerBase {
  readonly question: string;
  /** Terms of the question, to mark in quotes. */
  readonly terms: ReadonlySet<string>;
  /** How many further excerpts `skip` would give. */
  readonly more: number;
  /** Posts near the question, not quoted, offered as such; at most three. */
  readonly related: readonly PostInfo[];
}

/** An answer that says something cites something: there is no answer without an excerpt or an event. */
export type Answer =
  | (AnswerBase & {
      readonly answered: true;
      readonly excerpts: readonly [Excerpt, ...Excerpt[]];
      readonly events: readonly EventInfo[];
    })
  | (AnswerBase & {
      readonly answered: true;
      readonly excerpts: readonly Excerpt[];
      readonly events: readonly [EventInfo, ...EventInfo[]];
    })
  | (AnswerBase & { readonly answered: false; readonly excerpts: readonly []; readonly events: readonly [] });
