import lunr from 'lunr';
import { findAcronyms } from './find-acronyms.ts';
import { splitPassages } from './split-passages.ts';
import { termsOf, tokenize } from './text-pipeline.ts';
import type { Content, Event, Passage, Post, PostId } from './types.ts';

/** A post without its text, which its passages hold. */
export interface PostInfo extends Omit<Post, 'body' | 'bodyLine' | 'supersededBy'> {
  readonly supersededBy: { readonly id: PostId; readonly title: string } | null;
}
/** An event without its text. */
export type EventInfo = Omit<Event, 'body' | 'bodyLine'>;

/** All that is needed to answer; plain data that a snapshot can hold. */
export interface IndexData {
  /** In the order of their files' paths. */
  readonly posts: readonly PostInfo[];
  readonly events: readonly EventInfo[];
  /** In the order of posts and of the text; the number of a passage is its place here. */
  readonly passages: readonly Passage[];
  /** Groups of words that mean the same to this community. */
  readonly synonyms: readonly (readonly string[])[];
  /**
   * The terms of each passage in order, as numbers: places in the sorted vocabulary. Heading first,
   * then sentence by sentence, each closed by -1.
   */
  readonly passageTerms: readonly (readonly number[])[];
  /** Terms that the posts mostly write with a capital inside sentences: `keystone`, `juno`; as numbers, ascending. */
  readonly names: readonly number[];
  /** The terms of each post's titles, tags, series and names, in the order of `posts`. */
  readonly postTerms: readonly (readonly number[])[];
  /** In how many passages each term of the vocabulary stands: in text or headings, else in any field. */
  readonly frequencies: readonly number[];
  /** Lunr's own serialised form; its documents are numbers of passages, its terms the vocabulary. */
  readonly lunr: object;
}

/**
 * The fields of a passage in Lunr, with their boosts: its own text weighs most, its post's title and
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

export type Field = keyof typeof FIELDS;

/** Words too frequent to find anything by; a question never looks them up either. */
const UNINDEXED = new Set(
  'a an and are as at be but by for if in into is it of on or such that the their then there these they this to was were will with'.split(
    ' ',
  ),
);

/**
 * Builds the index of a content folder's posts; `onProgress` is told how many of how many posts are
 * in. The same content gives the same data. O(text), about 10 MB of text in ten seconds on one core.
 */
export function buildIndex(
  content: Pick<Content, 'posts' | 'events'>,
  synonyms: readonly (readonly string[])[],
  onProgress?: (done: number, total: number) => void,
): IndexData {
  const builder = new lunr.Builder();
  builder.tokenizer = ((text: string) =>
    termsOf(text)
      .filter((term) => !UNINDEXED.has(term))
      .map((term) => new lunr.Token(term, {}))) as unknown as typeof lunr.tokenizer;
  builder.ref('number');
  for (const [field, boost] of Object.entries(FIELDS)) builder.field(field, { boost });
  const passages: Passage[] = [];
  for (const [index, post] of content.posts.entries()) {
    for (const passage of splitPassages(post)) {
      builder.add({ number: passages.length, ...fieldsOf(passage, post) });
      passages.push(passage);
    }
    onProgress?.(index + 1, content.posts.length);
  }
  const { invertedIndex: postings } = builder as unknown as { invertedIndex: Postings };
  const vocabulary = new Map(
    Object.keys(postings)
      .sort()
      .map((term, number) => [term, number]),
  );
  const numbersOf = (text: string) =>
    termsOf(text)
      .map((term) => vocabulary.get(term))
      .filter((number) => number !== undefined);
  const titles = new Map<string, string>(content.posts.map(({ id, title }) => [id, title]));
  return {
    passageTerms: passages.map(({ heading, text, sentences }) => [
      ...[...numbersOf(heading.join('\n')), -1],
      ...sentences.flatMap(({ start, end }) => [...numbersOf(text.slice(start, end)), -1]),
    ]),
    names: findNames(passages)
      .map((term) => vocabulary.get(term))
      .filter((number) => number !== undefined)
      .sort((a, b) => a - b),
    frequencies: [...vocabulary.keys()].map((term) => countPassages(postings[term])),
    postTerms: content.posts.map((post) => numbersOf(describePost(post))),
    posts: content.posts.map(({ body: _body, bodyLine: _line, supersededBy, ...info }) => {
      const successor = titles.get(supersededBy ?? '');
      return {
        ...info,
        supersededBy: supersededBy && successor ? { id: supersededBy, title: successor } : null,
      };
    }),
    events: content.events.map(({ body: _body, bodyLine: _line, ...info }) => info),
    passages,
    synonyms: [...synonyms, ...findAcronyms(passages)],
    lunr: builder.build().toJSON(),
  };
}

/** Lunr's postings: term → field → number of the passage → metadata. Not in its public types, but in its format. */
type Postings = Record<string, Record<Field, Record<string, object>>>;

function countPassages(fields: Postings[string] | undefined): number {
  if (!fields) return 0;
  const inFields = (...names: Field[]) => new Set(names.flatMap((name) => Object.keys(fields[name]))).size;
  return inFields('body', 'code', 'headings') || inFields('title', 'tags', 'author', 'blog');
}

/** A word is a name when it has a capital at least this often, where no sentence begins. */
const NAME_SHARE = 0.6;

function findNames(passages: readonly Passage[]): string[] {
  const counts = new Map<string, { capital: number; all: number }>();
  for (const { text, sentences } of passages) {
    for (const { start, end, kind } of sentences) {
      if (kind === 'code') continue;
      const sentence = text.slice(start, end);
      for (const token of tokenize(sentence).slice(1)) {
        if (token.role !== 'word') continue;
        const count = counts.get(token.term) ?? { capital: 0, all: 0 };
        count.all++;
        if (/\p{Lu}/u.test(sentence.slice(token.start, token.end))) count.capital++;
        counts.set(token.term, count);
      }
    }
  }
  return [...counts].filter(([, { capital, all }]) => capital >= NAME_SHARE * all).map(([term]) => term);
}

/** All that stands above a post's text. */
function describePost({ title, author, blog, tags, series, sources, aliases, appliesTo }: Post): string {
  const ofSources = sources.flatMap((source) => [source.title, source.author, source.blog]);
  return [title, ...aliases, author, blog, series?.name, ...tags, ...appliesTo, ...ofSources]
    .filter(Boolean)
    .join('\n');
}

function fieldsOf(passage: Passage, post: Post): Record<Field, string> {
  const textOf = (isCode: boolean) =>
    passage.sentences
      .filter((sentence) => (sentence.kind === 'code') === isCode)
      .map((sentence) => passage.text.slice(sentence.start, sentence.end))
      .join('\n');
  return {
    body: textOf(false),
    code: textOf(true),
    headings: passage.heading.join('\n'),
    title: [post.title, ...post.aliases, ...post.sources.map((source) => source.title)].join('\n'),
    tags: [...post.tags, ...post.appliesTo].join('\n'),
    author: [post.author, ...post.sources.map((source) => source.author ?? '')].join('\n'),
    blog: [post.blog ?? '', ...post.sources.map((source) => source.blog ?? '')].join('\n'),
  };
}
