import { AcronymFinder } from './find-acronyms.ts';
import { NameFinder } from './find-names.ts';
import { type Column, GrowingColumn } from './segment/column.ts';
import { countTerms, type Dictionary, findTerm, TermNumbers } from './segment/dictionary.ts';
import { type Lists, ListsWriter } from './segment/lists.ts';
import { type Postings, PostingsWriter } from './segment/postings.ts';
import { type Texts, TextsWriter } from './segment/texts.ts';
import { splitPassages } from './split-passages.ts';
import { type PassageTables, PassagesWriter } from './stored-passages.ts';
import { termsOf, tokenize } from './text-pipeline.ts';
import type { Content, Event, Post, PostId } from './types.ts';

/** A post without its text, which its passages hold. */
export interface PostInfo extends Omit<Post, 'body' | 'bodyLine' | 'supersededBy'> {
  readonly supersededBy: { readonly id: PostId; readonly title: string } | null;
}
/** An event without its text. */
export type EventInfo = Omit<Event, 'body' | 'bodyLine'>;

/** All that is needed to answer, as tables of numbers: what a snapshot holds. */
export type IndexData = PassageTables & {
  /** A PostInfo each, as JSON, in the order of their files' paths. */
  readonly posts: Texts;
  /** The posts' ids, by number. */
  readonly ids: Texts;
  /** An EventInfo each, as JSON. */
  readonly events: Texts;
  /** Groups of words that mean the same to this community, a list of texts each, as JSON. */
  readonly synonyms: Texts;
  /**
   * The vocabulary. `frequencies`: in how many passages each term stands, in text or headings, else in
   * any field. `names`: numbers of the terms that the posts mostly write with a capital, ascending.
   */
  readonly terms: Dictionary & { readonly frequencies: Column; readonly names: Column };
  /** Its documents are passages, by number: their place in the order of posts and of the text. */
  readonly postings: Postings;
  /**
   * The terms of each passage in order, each as its number plus one. Heading first, then sentence by
   * sentence, each closed by a zero.
   */
  readonly passageTerms: Lists;
  /** The terms of each post's titles, tags, series and names, as numbers plus one. */
  readonly postTerms: Lists;
};

/**
 * The fields of a passage, with their boosts: its own text weighs most, its post's title and
 * headings help to find it, the names of people and blogs only when they are asked for.
 */
const FIELDS = {
  body: 1,
  code: 0.9,
  headings: 0.8,
  title: 0.8,
  tags: 0.3,
  author: 0.2,
  blog: 0.1,
} as const;

/** Words too frequent to find anything by; a question never looks them up either. */
const UNINDEXED = new Set(
  'a an and are as at be but by for if in into is it of on or such that the their then there these they this to was were will with'.split(
    ' ',
  ),
);

/**
 * Builds the index of a content folder's posts; `onProgress` is told how many of how many posts are
 * in. The same content gives the same data. O(text).
 */
export function buildIndex(
  content: Pick<Content, 'posts' | 'events'>,
  synonyms: readonly (readonly string[])[],
  onProgress?: (done: number, total: number) => void,
): IndexData {
  const numbers = new TermNumbers();
  const passages = new PassagesWriter();
  const postings = new PostingsWriter(Object.values(FIELDS));
  const passageTerms = new ListsWriter();
  const names = new NameFinder();
  const acronyms = new AcronymFinder();
  const numbersOf = (terms: readonly string[]) =>
    terms.filter((term) => !UNINDEXED.has(term)).map((term) => numbers.of(term));
  const addRun = (run: readonly number[]) => {
    for (const number of run) passageTerms.push(number + 1);
    passageTerms.push(0);
  };

  for (const [place, post] of content.posts.entries()) {
    const cut = splitPassages(post);
    // A term that no passage holds must not get into the vocabulary.
    const above = cut.length === 0 ? [] : fieldsOf(post).map((text) => numbersOf(termsOf(text)));
    for (const passage of cut) {
      const headings = numbersOf(termsOf(passage.heading.join('\n')));
      const [body, code]: [number[], number[]] = [[], []];
      addRun(headings);
      for (const { start, end, kind } of passage.sentences) {
        const sentence = passage.text.slice(start, end);
        const tokens = tokenize(sentence);
        const run = numbersOf(tokens.map(({ term }) => term));
        addRun(run);
        (kind === 'code' ? code : body).push(...run);
        if (kind !== 'code') names.read(sentence, tokens);
      }
      passageTerms.close();
      postings.add([body, code, headings, ...above]);
      acronyms.read(passage);
      passages.push(passage, place);
    }
    onProgress?.(place + 1, content.posts.length);
  }

  const { dictionary, final } = numbers.finish();
  const total = countTerms(dictionary);
  const stored = {
    ...passages.finish(),
    postings: postings.finish(final),
    passageTerms: passageTerms.finish((value) => (value === 0 ? 0 : (final[value - 1] as number) + 1), total),
  };
  return {
    ...stored,
    posts: writeJson(describePosts(content.posts)),
    ids: writeTexts(content.posts.map(({ id }) => id)),
    events: writeJson(content.events.map(({ body: _body, bodyLine: _line, ...info }) => info)),
    synonyms: writeJson([...synonyms, ...acronyms.groups()]),
    terms: {
      ...dictionary,
      frequencies: countPassages(stored, total),
      names: findAll(dictionary, names.names()),
    },
    postTerms: findPostTerms(content.posts, dictionary),
  };
}

/** What of a post each of its passages is found by: title, tags, author and blog, in the order of `FIELDS`. */
function fieldsOf({ title, aliases, tags, appliesTo, author, blog, sources }: Post): string[] {
  return [
    [title, ...aliases, ...sources.map((source) => source.title)],
    [...tags, ...appliesTo],
    [author, ...sources.map((source) => source.author ?? '')],
    [blog ?? '', ...sources.map((source) => source.blog ?? '')],
  ].map((texts) => texts.join('\n'));
}

function describePosts(posts: readonly Post[]): PostInfo[] {
  const titles = new Map<string, string>(posts.map(({ id, title }) => [id, title]));
  return posts.map(({ body: _body, bodyLine: _line, supersededBy, ...info }) => {
    const successor = titles.get(supersededBy ?? '');
    return {
      ...info,
      supersededBy: supersededBy && successor ? { id: supersededBy, title: successor } : null,
    };
  });
}

function countPassages(
  { passageTerms, postings }: Pick<IndexData, 'passageTerms' | 'postings'>,
  terms: number,
) {
  const counts = new Uint32Array(terms);
  /** One more than the last passage in which the term was seen. */
  const seen = new Uint32Array(terms);
  const { starts, values } = passageTerms;
  for (let passage = 0; passage + 1 < starts.length; passage++) {
    for (let place = starts[passage] as number; place < (starts[passage + 1] as number); place++) {
      const term = (values[place] as number) - 1;
      if (term < 0 || seen[term] === passage + 1) continue;
      seen[term] = passage + 1;
      counts[term] = (counts[term] as number) + 1;
    }
  }
  const frequencies = new GrowingColumn();
  for (let term = 0; term < terms; term++) {
    const holders = (postings.starts[term + 1] as number) - (postings.starts[term] as number);
    frequencies.push((counts[term] as number) || holders);
  }
  return frequencies.finish();
}

/** The numbers of those that are in the vocabulary, ascending. */
function findAll(dictionary: Dictionary, terms: readonly string[]): Column {
  const found = new GrowingColumn();
  const numbers = terms.map((term) => findTerm(dictionary, term)).filter((number) => number !== undefined);
  for (const number of numbers.sort((a, b) => a - b)) found.push(number);
  return found.finish();
}

function findPostTerms(posts: readonly Post[], dictionary: Dictionary): Lists {
  const lists = new ListsWriter();
  for (const post of posts) {
    for (const term of termsOf(describePost(post))) {
      const number = findTerm(dictionary, term);
      if (number !== undefined) lists.push(number + 1);
    }
    lists.close();
  }
  return lists.finish();
}

/** All that stands above a post's text. */
function describePost({ title, author, blog, tags, series, sources, aliases, appliesTo }: Post): string {
  const ofSources = sources.flatMap((source) => [source.title, source.author, source.blog]);
  return [title, ...aliases, author, blog, series?.name, ...tags, ...appliesTo, ...ofSources]
    .filter(Boolean)
    .join('\n');
}

function writeJson(values: readonly unknown[]): Texts {
  return writeTexts(values.map((value) => JSON.stringify(value)));
}

function writeTexts(texts: readonly string[]): Texts {
  const writer = new TextsWriter();
  for (const text of texts) writer.push(text);
  return writer.finish();
}
