import type { Analysis } from './analysis.ts';
import { AnalysisWriter } from './analysis-writer.ts';
import { cutRuns } from './cut-runs.ts';
import { AcronymFinder } from './find-acronyms.ts';
import { CapitalCounter } from './find-names.ts';
import { indexRun } from './index-run.ts';
import type { ListsWriter } from './segment/lists.ts';
import { splitPassages } from './split-passages.ts';
import type { BlockKind, Post } from './types.ts';

/** Reads what the posts say. The same posts give the same tables. O(text). */
export function analysePosts(posts: readonly Post[]): Analysis {
  const writer = new AnalysisWriter();
  const { numbers, passageTerms, postTerms } = writer;
  const capitals = new CapitalCounter();
  const acronyms = new AcronymFinder();
  const addTerms = (list: ListsWriter, text: string) => {
    cutRuns(text, (start, end) => {
      for (const term of indexRun(text.slice(start, end)).terms) list.push(numbers.of(term) + 1);
    });
  };
  const addSentence = (text: string, kind: BlockKind) => {
    let isFirst = true;
    cutRuns(text, (start, end) => {
      const { terms, isEmpty, word, hasCapital } = indexRun(text.slice(start, end));
      for (const term of terms) passageTerms.push(numbers.of(term) + 1);
      if (!isFirst && word !== null && kind !== 'code') capitals.count(word, hasCapital);
      isFirst &&= isEmpty;
    });
  };

  for (const [place, post] of posts.entries()) {
    const { body: _body, bodyLine: _line, ...rest } = post;
    writer.posts.push(JSON.stringify(rest));
    writer.ids.push(post.id);
    const passages = splitPassages(post);
    for (const passage of passages) {
      addTerms(passageTerms, passage.heading.join('\n'));
      passageTerms.push(0);
      for (const { start, end, kind } of passage.sentences) {
        addSentence(passage.text.slice(start, end), kind);
        passageTerms.push(0);
      }
      passageTerms.close();
      acronyms.read(passage);
      writer.passages.push(passage, place);
    }
    for (const field of fieldsAbove(post)) {
      // A term that no passage has a share in must not get into the vocabulary.
      if (passages.length > 0) addTerms(postTerms, field);
      postTerms.close();
    }
    const found = acronyms.take();
    writer.acronyms.push(found.length === 0 ? '' : JSON.stringify(found));
    writer.beginCapitals();
    capitals.take((word, withCapital, all) => writer.pushCapitals(numbers.of(word), withCapital, all));
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
