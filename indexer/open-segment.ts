import type { IndexPart } from './build-index.ts';
import { type Bits, makeBits, mark } from './segment/bits.ts';
import { type BlockReader, createBlockReader, type Inflate } from './segment/blocks.ts';
import type { Column } from './segment/column.ts';
import type { Segment, TermTotals } from './segment-tables.ts';
import { findFirstPassages } from './stored-passages.ts';

/** A segment ready to be read. */
export interface OpenSegment {
  readonly tables: Segment;
  /** What its posts that are there say of each term. */
  readonly live: TermTotals;
  /** The number of each post's first passage; its others follow it. One behind the posts: how many passages there are. */
  readonly firsts: Uint32Array;
  /** The posts that are not there any more, ascending. */
  readonly gonePosts: Column;
  /** Their passages; `null` when all posts are there. */
  readonly gone: Bits | null;
  readonly texts: BlockReader;
  readonly posts: BlockReader;
}

/** O(passages). */
export function openSegment({ tables, removed, live }: IndexPart, inflate: Inflate): OpenSegment {
  const firsts = findFirstPassages(tables);
  const gone = removed.length === 0 ? null : makeBits(tables.passages.post.length);
  for (const post of removed) {
    for (let passage = firsts[post] as number; passage < (firsts[post + 1] as number); passage++) {
      mark(gone as Bits, passage);
    }
  }
  return {
    tables,
    live,
    firsts,
    gonePosts: removed,
    gone,
    texts: createBlockReader(tables.texts, inflate),
    posts: createBlockReader(tables.posts, inflate),
  };
}
