import type { Capitals } from './find-names.ts';
import type { Dictionary } from './segment/dictionary.ts';
import type { Lists } from './segment/lists.ts';
import type { Texts } from './segment/texts.ts';
import type { PassageTables } from './stored-passages.ts';
import type { Post } from './types.ts';

/** A post without its text, which its passages hold. */
export type StoredPost = Omit<Post, 'body' | 'bodyLine'>;

/**
 * What posts say, as tables of numbers, as far as no post has a say in another's part: parts can be taken
 * over into other tables, where only their numbers change.
 */
export type Analysis = PassageTables & {
  /** A StoredPost each, as JSON. */
  readonly posts: Texts;
  /** The posts' ids, by number. */
  readonly ids: Texts;
  /** What acronyms each post spells out, pairs as JSON; empty when none. */
  readonly acronyms: Texts;
  /** All terms of the two lists below. */
  readonly terms: Dictionary;
  /**
   * The terms of each passage in order, each as its number plus one. Heading first, then sentence by
   * sentence, each closed by a zero.
   */
  readonly passageTerms: Lists;
  /**
   * Four lists a post: the terms of titles, of tags and series, of authors, of blogs, as numbers plus one.
   * Empty when the post has no passage.
   */
  readonly postTerms: Lists;
  readonly capitals: Capitals;
};

/** How many lists of `postTerms` a post has. */
export const FIELDS_ABOVE = 4;
