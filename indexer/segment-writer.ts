import { countHolders } from './count-holders.ts';
import { type CountedWord, createCasingReader } from './find-names.ts';
import { createFieldReader } from './passage-fields.ts';
import { GrowingColumn, narrow } from './segment/column.ts';
import { BlocksWriter, type Deflate } from './segment/blocks.ts';
import { makeDictionary } from './segment/dictionary.ts';
import { ListsWriter } from './segment/lists.ts';
import { PostingsWriter } from './segment/postings.ts';
import { StringNumbers } from './segment/string-numbers.ts';
import { makeTexts, TextsWriter } from './segment/texts.ts';
import {
  BLOCK_SIZES,
  FIELDS,
  HASH_BYTES,
  measurePosts,
  type SegmentTables,
  type TermTotals,
} from './segment-tables.ts';
import { findFirstPassages, PassagesWriter } from './stored-passages.ts';

/** The tables of a segment while they grow. */
export class SegmentWriter {
  readonly numbers = new StringNumbers();
  readonly passages: PassagesWriter;
  readonly passageTerms = new ListsWriter();
  readonly postTerms = new ListsWriter();
  readonly posts: BlocksWriter;
  readonly ids = new TextsWriter();
  readonly #acronyms = new ListsWriter();
  readonly #spelt = new StringNumbers();
  readonly #files: BlocksWriter;
  readonly #hashes = new GrowingColumn();
  /** By post. */
  readonly #words: (readonly CountedWord[])[] = [];

  /** @param deflate How texts are deflated; `null`: they are kept as they are. */
  constructor(deflate: Deflate | null) {
    this.passages = new PassagesWriter(deflate);
    this.posts = new BlocksWriter(deflate, BLOCK_SIZES.posts);
    this.#files = new BlocksWriter(deflate, BLOCK_SIZES.files);
  }

  /** @param hash Hexadecimal SHA-256 of the file. */
  pushFile(file: string, hash: string): void {
    this.#files.push(file);
    for (let byte = 0; byte < HASH_BYTES; byte++) {
      this.#hashes.push(Number.parseInt(hash.slice(2 * byte, 2 * byte + 2), 16));
    }
  }

  /** Those that a post spells out, as JSON each. */
  pushAcronyms(acronyms: readonly string[]): void {
    for (const acronym of acronyms) this.#acronyms.push(this.#spelt.of(acronym));
    this.#acronyms.close();
  }

  /** The words that a post's `CapitalCounter` found. */
  pushWords(words: readonly CountedWord[]): void {
    this.#words.push(words);
  }

  /** The tables; the writer is empty afterwards. O(words + terms × log terms). */
  finish(): SegmentTables {
    const terms = makeDictionary(this.numbers.list());
    const lists = {
      ...this.passages.finish(),
      passageTerms: this.passageTerms.finish(),
      postTerms: this.postTerms.finish(),
    };
    const postings = new PostingsWriter(Object.keys(FIELDS), terms.places.length);
    const readFields = createFieldReader(lists);
    for (let passage = 0; passage < lists.passages.post.length; passage++) postings.add(readFields(passage));
    const found = postings.finish();
    const ids = this.ids.finish();
    const firsts = findFirstPassages({ ...lists, ids });
    return {
      ...lists,
      ...found,
      posts: this.posts.finish(),
      ids,
      files: this.#files.finish(),
      hashes: { bytes: this.#hashes.finish() },
      acronyms: this.#acronyms.finish(),
      spelt: makeTexts(this.#spelt.list()),
      terms,
      postSizes: measurePosts(found.lengths, firsts),
      totals: { ...countHolders(found), ...this.#countCasing(lists, firsts, terms.places.length) },
    };
  }

  #countCasing(
    tables: Pick<SegmentTables, 'passages' | 'sentences' | 'passageTerms'>,
    firsts: Uint32Array,
    terms: number,
  ): Pick<TermTotals, 'capitals' | 'inside'> {
    const capitals = new Uint32Array(terms);
    const inside = new Uint32Array(terms);
    const read = createCasingReader(tables, terms);
    for (const [post, words] of this.#words.entries()) {
      read(firsts[post] as number, firsts[post + 1] as number, words, (term, withCapital, all) => {
        capitals[term] = (capitals[term] as number) + withCapital;
        inside[term] = (inside[term] as number) + all;
      });
    }
    return { capitals: narrow(capitals), inside: narrow(inside) };
  }
}
