import { type BlockReader, type Blocks, BlocksWriter, type Deflate } from './segment/blocks.ts';
import type { Bytes } from './segment/bytes.ts';
import { type Column, GrowingColumn, type Table } from './segment/column.ts';
import { StringNumbers } from './segment/string-numbers.ts';
import { countTexts, makeTexts, type Texts, textAt } from './segment/texts.ts';
import { BLOCK_SIZES } from './segment-tables.ts';
import type { BlockKind, Passage, PostId, Sentence } from './types.ts';

/** Passages as columns: what is of fixed size by number of the passage, and of the sentence. */
export type PassageTables = {
  readonly passages: {
    /** Number of the post. */
    readonly post: Column;
    /** Number of the path of headings. */
    readonly heading: Column;
    readonly firstLine: Column;
    readonly lastLine: Column;
    /** Number of the first sentence; the last entry, one behind the passages, is the number of all. */
    readonly sentences: Column;
  };
  /** Their bytes may lie in a file. */
  readonly texts: Blocks<Bytes>;
  /** Paths of headings as JSON, each path once. */
  readonly headings: Texts;
  readonly sentences: Readonly<Record<keyof Sentence, Column>>;
};

const KINDS: readonly BlockKind[] = ['prose', 'item', 'code', 'row', 'quotation'];
/** How `sentences.kind` says that a sentence is code. */
export const CODE = KINDS.indexOf('code');

/** Collects passages. */
export class PassagesWriter {
  #passages = growing('post', 'heading', 'firstLine', 'lastLine', 'sentences');
  /** Texts may be pushed in blocks, too, for passages that are copied. */
  readonly texts: BlocksWriter;
  readonly #headings = new StringNumbers();
  #sentences = growing('start', 'end', 'firstLine', 'lastLine', 'block', 'kind');

  constructor(deflate: Deflate | null) {
    this.texts = new BlocksWriter(deflate, BLOCK_SIZES.texts);
  }

  /** @param post Number of the passage's post. */
  push({ heading, lines, text, sentences }: Passage, post: number): void {
    this.#begin(post, this.#headings.of(JSON.stringify(heading)), lines[0], lines[1]);
    this.texts.push(text);
    for (const { kind, ...numbers } of sentences) {
      for (const [name, value] of Object.entries(numbers)) {
        this.#sentences[name as keyof typeof numbers].push(value);
      }
      this.#sentences.kind.push(KINDS.indexOf(kind));
    }
  }

  /** Takes over passage `number` of other tables, but for its text, as one of post `post`. */
  copy({ passages, headings, sentences }: PassageTables, number: number, post: number): void {
    const at = (column: Column, place = number) => column[place] as number;
    this.#begin(
      post,
      this.#headings.of(textAt(headings, at(passages.heading))),
      at(passages.firstLine),
      at(passages.lastLine),
    );
    const end = at(passages.sentences, number + 1);
    for (let sentence = at(passages.sentences); sentence < end; sentence++) {
      this.#sentences.start.push(at(sentences.start, sentence));
      this.#sentences.end.push(at(sentences.end, sentence));
      this.#sentences.firstLine.push(at(sentences.firstLine, sentence));
      this.#sentences.lastLine.push(at(sentences.lastLine, sentence));
      this.#sentences.block.push(at(sentences.block, sentence));
      this.#sentences.kind.push(at(sentences.kind, sentence));
    }
  }

  #begin(post: number, heading: number, firstLine: number, lastLine: number): void {
    this.#passages.post.push(post);
    this.#passages.heading.push(heading);
    this.#passages.firstLine.push(firstLine);
    this.#passages.lastLine.push(lastLine);
    this.#passages.sentences.push(this.#sentences.start.length);
  }

  finish(): PassageTables {
    this.#passages.sentences.push(this.#sentences.start.length);
    return {
      passages: finish(this.#passages),
      texts: this.texts.finish(),
      headings: makeTexts(this.#headings.list()),
      sentences: finish(this.#sentences),
    };
  }
}

function growing<Name extends string>(...names: Name[]): Record<Name, GrowingColumn> {
  return Object.fromEntries(names.map((name) => [name, new GrowingColumn()])) as Record<Name, GrowingColumn>;
}

function finish<Name extends string>(columns: Record<Name, GrowingColumn>): Record<Name, Column> {
  const entries = Object.entries<GrowingColumn>(columns).map(([name, column]) => [name, column.finish()]);
  return Object.fromEntries(entries) as Table as Record<Name, Column>;
}

/** The number of each post's first passage; its others follow it. One behind the posts: how many passages there are. */
export function findFirstPassages({
  passages,
  ids,
}: Pick<PassageTables, 'passages'> & { readonly ids: Texts }): Uint32Array {
  const firsts = new Uint32Array(countTexts(ids) + 1);
  for (const post of passages.post) firsts[post + 1] = (firsts[post + 1] as number) + 1;
  for (let post = 1; post < firsts.length; post++) {
    firsts[post] = (firsts[post] as number) + (firsts[post - 1] as number);
  }
  return firsts;
}

/** Reads passage `number` of a segment whose texts `texts` reads. O(text + block). */
export function readPassage(
  { passages, headings, sentences }: PassageTables,
  texts: BlockReader,
  number: number,
  post: PostId,
): Passage {
  const at = (column: Column, place = number) => column[place] as number;
  const first = at(passages.sentences);
  return {
    post,
    heading: JSON.parse(textAt(headings, at(passages.heading))) as string[],
    lines: [at(passages.firstLine), at(passages.lastLine)],
    text: texts.text(number),
    sentences: Array.from({ length: at(passages.sentences, number + 1) - first }, (_, place) => ({
      start: at(sentences.start, first + place),
      end: at(sentences.end, first + place),
      firstLine: at(sentences.firstLine, first + place),
      lastLine: at(sentences.lastLine, first + place),
      block: at(sentences.block, first + place),
      kind: KINDS[at(sentences.kind, first + place)] as BlockKind,
    })),
  };
}

/** A passage that is read when more than its post is asked of it. */
export class StoredPassage implements Passage {
  readonly #number: number;
  readonly #source: PassageSource;

  constructor(number: number, source: PassageSource) {
    this.#number = number;
    this.#source = source;
  }

  // Ranking asks a thousand passages for their post alone.
  get post() {
    return this.#source.postOf(this.#number);
  }
  get heading() {
    return this.#source.read(this.#number).heading;
  }
  get lines() {
    return this.#source.read(this.#number).lines;
  }
  get text() {
    return this.#source.read(this.#number).text;
  }
  get sentences() {
    return this.#source.read(this.#number).sentences;
  }
}

/** Where passages are read from, by number. */
export interface PassageSource {
  postOf(number: number): PostId;
  read(number: number): Passage;
}
