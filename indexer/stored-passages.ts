import { type Column, GrowingColumn, type Table } from './segment/column.ts';
import { countTexts, type Texts, TextsWriter, textAt } from './segment/texts.ts';
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
  readonly texts: Texts;
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
  #texts = new TextsWriter();
  #headings = new TextsWriter();
  #headingNumbers = new Map<string, number>();
  #sentences = growing('start', 'end', 'firstLine', 'lastLine', 'block', 'kind');

  /** @param post Number of the passage's post. */
  push({ heading, lines, text, sentences }: Passage, post: number): void {
    this.#begin(post, this.#numberHeading(JSON.stringify(heading)), lines[0], lines[1]);
    this.#texts.push(text);
    for (const { kind, ...numbers } of sentences) {
      for (const [name, value] of Object.entries(numbers)) {
        this.#sentences[name as keyof typeof numbers].push(value);
      }
      this.#sentences.kind.push(KINDS.indexOf(kind));
    }
  }

  /** Takes over passage `number` of other tables, as one of post `post`. */
  copy({ passages, texts, headings, sentences }: PassageTables, number: number, post: number): void {
    const at = (column: Column, place = number) => column[place] as number;
    this.#begin(
      post,
      this.#numberHeading(textAt(headings, at(passages.heading))),
      at(passages.firstLine),
      at(passages.lastLine),
    );
    this.#texts.pushBytes(texts.bytes.subarray(texts.starts[number], texts.starts[number + 1]));
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

  #numberHeading(path: string): number {
    let number = this.#headingNumbers.get(path);
    if (number === undefined) {
      number = this.#headings.push(path);
      this.#headingNumbers.set(path, number);
    }
    return number;
  }

  finish(): PassageTables {
    this.#passages.sentences.push(this.#sentences.start.length);
    return {
      passages: finish(this.#passages),
      texts: this.#texts.finish(),
      headings: this.#headings.finish(),
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

/** Passages are read when they are asked for; so many are kept, some 3 KB each; when there are more, all begin anew. */
const MOST_KEPT = 10_000;

/** All passages, each read from the columns when it is first looked at. O(passages), without their texts. */
export function openPassages(tables: PassageTables, idOf: (post: number) => PostId): readonly Passage[] {
  const kept = new Map<number, Passage>();
  const source: PassageSource = {
    postOf: (number) => idOf(tables.passages.post[number] as number),
    read(number) {
      let passage = kept.get(number);
      if (passage === undefined) {
        if (kept.size >= MOST_KEPT) kept.clear();
        passage = readPassage(tables, number, source.postOf(number));
        kept.set(number, passage);
      }
      return passage;
    },
  };
  return Array.from({ length: countTexts(tables.texts) }, (_, number) => new StoredPassage(number, source));
}

interface PassageSource {
  postOf(number: number): PostId;
  read(number: number): Passage;
}

class StoredPassage implements Passage {
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

function readPassage(
  { passages, texts, headings, sentences }: PassageTables,
  number: number,
  post: PostId,
): Passage {
  const at = (column: Column, place = number) => column[place] as number;
  const first = at(passages.sentences);
  return {
    post,
    heading: JSON.parse(textAt(headings, at(passages.heading))) as string[],
    lines: [at(passages.firstLine), at(passages.lastLine)],
    text: textAt(texts, number),
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
