import { AcronymFinder } from './find-acronyms.ts';
import { CapitalCounter } from './find-names.ts';
import type { Deflate } from './segment/blocks.ts';
import type { ListsWriter } from './segment/lists.ts';
import type { SegmentTables, StoredPost } from './segment-tables.ts';
import { SegmentWriter } from './segment-writer.ts';
import { termsOf, tokenize } from './text-pipeline.ts';
import type { Passage, Post } from './types.ts';

/** Words too frequent to find anything by; a question never looks them up either. */
const UNINDEXED = new Set(
  'a an and are as at be but by for if in into is it of on or such that the their then there these they this to was were will with'.split(
    ' ',
  ),
);

export interface AnalysisOptions<P extends StoredPost> {
  /** Hexadecimal SHA-256 of each file, by its path. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** How texts are deflated; `null`: they are kept as they are. */
  readonly deflate?: Deflate | null;
  /** Gives the passages of a post, by its place. */
  readonly cut: (post: P, place: number) => readonly Passage[];
}

/** Reads what the posts say. The same posts give the same tables. O(text). */
export function analysePosts<P extends StoredPost>(
  posts: readonly P[],
  { hashes = new Map(), deflate = null, cut }: AnalysisOptions<P>,
): SegmentTables {
  const writer = new SegmentWriter(deflate);
  const { numbers, passageTerms, postTerms } = writer;
  const counter = new CapitalCounter();
  const acronyms = new AcronymFinder();
  const addRun = (list: ListsWriter, terms: readonly string[]) => {
    for (const term of terms) if (!UNINDEXED.has(term)) list.push(numbers.of(term) + 1);
  };

  for (const [place, post] of posts.entries()) {
    writer.posts.push(JSON.stringify({ ...post, body: undefined, bodyLine: undefined }));
    writer.ids.push(post.id);
    writer.pushFile(post.file, hashes.get(post.file) ?? '');
    const passages = cut(post, place);
    for (const passage of passages) {
      addRun(passageTerms, termsOf(passage.heading.join('\n')));
      passageTerms.push(0);
      for (const { start, end, kind } of passage.sentences) {
        const sentence = passage.text.slice(start, end);
        const tokens = tokenize(sentence);
        addRun(
          passageTerms,
          tokens.map(({ term }) => term),
        );
        passageTerms.push(0);
        if (kind !== 'code') counter.read(sentence, tokens);
      }
      passageTerms.close();
      acronyms.read(passage);
      writer.passages.push(passage, place);
    }
    for (const field of fieldsAbove(post)) {
      // A term that no passage has a share in must not get into the vocabulary.
      if (passages.length > 0) addRun(postTerms, termsOf(field));
      postTerms.push(0);
    }
    postTerms.close();
    writer.pushAcronyms(acronyms.take().map((acronym) => JSON.stringify(acronym)));
    const words = counter.take().filter(({ term }) => !UNINDEXED.has(term));
    writer.pushWords(words.map(({ term, ...counts }) => ({ term: numbers.of(term), ...counts })));
  }
  return writer.finish();
}

/** What stands above a post's text, by which each of its passages is found too: titles, tags, authors, blogs. */
export function fieldsAbove({
  title,
  aliases,
  tags,
  appliesTo,
  series,
  author,
  blog,
  sources,
}: Omit<Post, 'body' | 'bodyLine' | 'supersededBy'>): string[] {
  return [
    [title, ...aliases, ...sources.map((source) => source.title)],
    [...tags, ...appliesTo, series?.name ?? ''],
    [author, ...sources.map((source) => source.author ?? '')],
    [blog ?? '', ...sources.map((source) => source.blog ?? '')],
  ].map((texts) => texts.join('\n'));
}
