import { cutRuns } from './cut-runs.ts';
import { AcronymFinder } from './find-acronyms.ts';
import { CapitalCounter } from './find-names.ts';
import { indexRun } from './index-run.ts';
import { RunTable } from './run-table.ts';
import type { Deflate } from './segment/blocks.ts';
import type { ListsWriter } from './segment/lists.ts';
import type { SegmentTables, StoredPost } from './segment-tables.ts';
import { SegmentWriter } from './segment-writer.ts';
import type { BlockKind, Passage, Post } from './types.ts';

export interface AnalysisOptions<P extends StoredPost> {
  /** Hexadecimal SHA-256 of each file, by its path. */
  readonly hashes?: ReadonlyMap<string, string>;
  /** How texts are deflated; `null`: they are kept as they are. */
  readonly deflate?: Deflate | null;
  /** Gives the passages of a post, by its place. */
  readonly cut: (post: P, place: number) => readonly Passage[];
}

/** What a run (see `cutRuns`) means to the segment at hand: an IndexedRun with numbers for terms. */
interface NumberedRun {
  readonly terms: readonly number[];
  readonly isEmpty: boolean;
  /** -1: none. */
  readonly word: number;
  readonly hasCapital: boolean;
}

/** Reads what the posts say. The same posts give the same tables. O(text). */
export function analysePosts<P extends StoredPost>(
  posts: readonly P[],
  { hashes = new Map(), deflate = null, cut }: AnalysisOptions<P>,
): SegmentTables {
  const writer = new SegmentWriter(deflate);
  const { numbers, passageTerms, postTerms } = writer;
  const capitals = new CapitalCounter();
  const acronyms = new AcronymFinder();
  const runs = new RunTable((run): NumberedRun => {
    const { terms, isEmpty, word, hasCapital } = indexRun(run);
    return {
      terms: terms.map((term) => numbers.of(term)),
      isEmpty,
      word: word === null ? -1 : numbers.of(word),
      hasCapital,
    };
  });
  const addTerms = (list: ListsWriter, text: string) => {
    cutRuns(text, (start, end) => {
      for (const term of runs.get(text, start, end).terms) list.push(term + 1);
    });
  };
  const addSentence = (text: string, first: number, behind: number, kind: BlockKind) => {
    let isFirst = true;
    cutRuns(
      text,
      (start, end) => {
        const { terms, isEmpty, word, hasCapital } = runs.get(text, start, end);
        for (const term of terms) passageTerms.push(term + 1);
        if (!isFirst && word >= 0 && kind !== 'code') capitals.count(word, hasCapital);
        isFirst &&= isEmpty;
      },
      first,
      behind,
    );
  };

  for (const [place, post] of posts.entries()) {
    writer.posts.push(JSON.stringify({ ...post, body: undefined, bodyLine: undefined }));
    writer.ids.push(post.id);
    writer.pushFile(post.file, hashes.get(post.file) ?? '');
    const passages = cut(post, place);
    for (const passage of passages) {
      addTerms(passageTerms, passage.heading.join('\n'));
      passageTerms.push(0);
      for (const { start, end, kind } of passage.sentences) {
        addSentence(passage.text, start, end, kind);
        passageTerms.push(0);
      }
      passageTerms.close();
      acronyms.read(passage);
      writer.passages.push(passage, place);
    }
    for (const field of fieldsAbove(post)) {
      // A term that no passage has a share in must not get into the vocabulary.
      if (passages.length > 0) addTerms(postTerms, field);
      postTerms.push(0);
    }
    postTerms.close();
    writer.pushAcronyms(acronyms.take().map((acronym) => JSON.stringify(acronym)));
    writer.pushWords(capitals.take());
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
