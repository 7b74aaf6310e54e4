import type { Blocks } from './segment/blocks.ts';
import type { Bytes } from './segment/bytes.ts';
import type { Column } from './segment/column.ts';
import type { Dictionary } from './segment/dictionary.ts';
import type { Lists } from './segment/lists.ts';
import type { PostingTables } from './segment/postings.ts';
import type { Texts } from './segment/texts.ts';
import type { PassageTables } from './stored-passages.ts';
import type { Post } from './types.ts';

/** A post without its text, which its passages hold. */
export type StoredPost = Omit<Post, 'body' | 'bodyLine'>;

/**
 * The fields of a passage, with their boosts: its own text weighs most, its post's title and headings
 * help to find it, the names of people and blogs only when they are asked for. The last four stand in the
 * order of `postTerms`.
 */
export const FIELDS = {
  body: 1,
  code: 0.9,
  headings: 0.8,
  title: 0.8,
  tags: 0.3,
  author: 0.2,
  blog: 0.1,
} as const;

/** How many fields stand above a post's text. */
const FIELDS_ABOVE = 4;
/** How many fields are of the passage alone; they are the first. */
export const FIELDS_WITHIN = Object.keys(FIELDS).length - FIELDS_ABOVE;

/** Bytes of texts that are deflated together: passages are read one here, one there; of posts a hundred a question; paths only all together. */
export const BLOCK_SIZES = { texts: 32_768, posts: 4_096, files: 32_768 } as const;

/** Bytes of a hash of a file. */
export const HASH_BYTES = 32;

/** What some posts say, as tables of numbers. Nothing in it depends on other posts: they can be joined with theirs. */
export type SegmentTables = PassageTables &
  PostingTables & {
    /** A StoredPost each, as JSON. */
    readonly posts: Blocks<Bytes>;
    /** The posts' ids, by number. */
    readonly ids: Texts;
    /** The paths of the posts' files inside the content folder, with `/`. */
    readonly files: Blocks<Bytes>;
    /** SHA-256 of each file, 32 bytes a post. */
    readonly hashes: { readonly bytes: Column };
    /** Which acronyms each post spells out: a list a post, of their numbers. */
    readonly acronyms: Lists;
    /** An Acronym each, as JSON, in the order in which posts first spell them out. */
    readonly spelt: Texts;
    /** All terms of the lists below. */
    readonly terms: Dictionary;
    /**
     * The terms of each passage in order, each as its number plus one. Heading first, then sentence by
     * sentence, each closed by a zero.
     */
    readonly passageTerms: Lists;
    /**
     * A list a post: the terms of titles, of tags and series, of authors, of blogs, as numbers plus one, each of the four
     * closed by a zero. Without terms when the post has no passage.
     */
    readonly postTerms: Lists;
    readonly totals: TermTotals;
    /** How many terms stand above the text of posts, all together: one number. */
    readonly postSizes: { readonly above: Column };
  };

/** How many terms stand above the text of a post with these passages; none when it has no passage. */
export function measureAbove(lengths: PostingTables['lengths'], first: number, end: number): number {
  if (first === end) return 0;
  return Object.values(lengths)
    .slice(-FIELDS_ABOVE)
    .reduce((sum, column) => sum + (column[first] as number), 0);
}

/** The same of all posts. */
export function measurePosts(
  lengths: PostingTables['lengths'],
  firsts: Uint32Array,
): SegmentTables['postSizes'] {
  let above = 0;
  for (let post = 0; post + 1 < firsts.length; post++) {
    above += measureAbove(lengths, firsts[post] as number, firsts[post + 1] as number);
  }
  return { above: Uint32Array.of(above) };
}

/** What posts say of each term, by its number. */
export type TermTotals = {
  /** How many passages hold it. */
  readonly documents: Column;
  /** How many fields of passages hold it. */
  readonly holdings: Column;
  /** In how many passages it stands, in their text or headings. */
  readonly frequencies: Column;
  /** How often it stands inside a sentence of prose, with a capital and at all (see find-names.ts). */
  readonly capitals: Column;
  readonly inside: Column;
};

export const TOTALS = ['documents', 'holdings', 'frequencies', 'capitals', 'inside'] as const;

/** Posts that can be searched. Segments are searched together, and joined into larger ones. */
export type Segment = SegmentTables & {
  /** By term: the largest weight that a passage has by it while there are no other posts (see findMaxima). */
  readonly maxima: { readonly weights: Column };
};

/** A segment without the posts that have gone or changed since it was made. */
export interface SegmentPart<Tables extends SegmentTables = SegmentTables> {
  readonly tables: Tables;
  /** The numbers of those posts, ascending. */
  readonly removed: Column;
  /** Of the other posts. */
  readonly live: TermTotals;
}

export function wholePart<Tables extends SegmentTables>(tables: Tables): SegmentPart<Tables> {
  return { tables, removed: new Uint8Array(), live: tables.totals };
}

/** Where an index holds a post: number `post` of segment `part`. */
export interface PostPlace {
  readonly part: number;
  readonly post: number;
}
