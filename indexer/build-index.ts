import { analysePosts } from './analyse-posts.ts';
import { type Analysis, FIELDS_ABOVE, type StoredPost } from './analysis.ts';
import type { Acronym } from './find-acronyms.ts';
import { findNames } from './find-names.ts';
import { type Column, GrowingColumn } from './segment/column.ts';
import { countTerms, type Dictionary } from './segment/dictionary.ts';
import type { Lists } from './segment/lists.ts';
import { type Postings, PostingsWriter } from './segment/postings.ts';
import { countTexts, type Texts, TextsWriter, textAt } from './segment/texts.ts';
import { CODE } from './stored-passages.ts';
import type { Content, Event, PostId } from './types.ts';

/** A post without its text, and with the title of the one that supersedes it. */
export interface PostInfo extends Omit<StoredPost, 'supersededBy'> {
  readonly supersededBy: { readonly id: PostId; readonly title: string } | null;
}
/** An event without its text. */
export type EventInfo = Omit<Event, 'body' | 'bodyLine'>;

/** What a file held when it was read. */
export interface FileHash {
  /** Path inside the content folder, with `/`. */
  readonly file: string;
  readonly hash: string;
}

/** All that is needed to answer, as tables of numbers: what a snapshot holds. */
export type IndexData = Analysis & {
  /** An EventInfo each, as JSON. */
  readonly events: Texts;
  /** The files of the posts and events, a FileHash each, as JSON. */
  readonly files: Texts;
  /** Groups of words that mean the same to this community, a list of texts each, as JSON. */
  readonly synonyms: Texts;
  /**
   * The vocabulary. `frequencies`: in how many passages each term stands, in text or headings, else in
   * any field. `names`: numbers of the terms that the posts mostly write with a capital, ascending.
   */
  readonly terms: Dictionary & { readonly frequencies: Column; readonly names: Column };
  /** Its documents are passages, by number: their place in the order of posts and of the text. */
  readonly postings: Postings;
};

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

/**
 * Builds the index of posts and events. The same content gives the same data. O(text).
 */
export function buildIndex(
  { posts, events }: Pick<Content, 'posts' | 'events'>,
  synonyms: readonly (readonly string[])[],
): IndexData {
  return indexAnalysis(analysePosts(posts), events.map(withoutText), synonyms, []);
}

export function withoutText({ body: _body, bodyLine: _line, ...info }: Event): EventInfo {
  return info;
}

/** Weighs what was analysed, so that it can be searched; told at each post how many are done. O(words). */
export function indexAnalysis(
  analysis: Analysis,
  events: readonly EventInfo[],
  synonyms: readonly (readonly string[])[],
  files: readonly FileHash[],
  onPost?: (done: number) => void,
): IndexData {
  const postings = weighTerms(analysis, onPost);
  return {
    ...analysis,
    events: writeJson(events),
    files: writeJson(files),
    synonyms: writeJson([...synonyms, ...readAcronyms(analysis.acronyms)]),
    terms: {
      units: analysis.terms.units,
      starts: analysis.terms.starts,
      frequencies: countPassages(analysis, postings),
      names: findNames(analysis),
    },
    postings,
  };
}

function weighTerms(
  { passages, sentences, passageTerms, postTerms, terms }: Analysis,
  onPost?: (done: number) => void,
): Postings {
  const postings = new PostingsWriter(Object.values(FIELDS), countTerms(terms));
  let above: number[][] = [];
  let last = -1;
  for (let passage = 0; passage < passages.post.length; passage++) {
    const post = passages.post[passage] as number;
    if (post !== last) {
      above = Array.from({ length: FIELDS_ABOVE }, (_, field) =>
        termsOf(postTerms, post * FIELDS_ABOVE + field),
      );
      last = post;
      onPost?.(post);
    }
    const [headings, body, code]: [number[], number[], number[]] = [[], [], []];
    let field = headings;
    let sentence = passages.sentences[passage] as number;
    const end = passageTerms.starts[passage + 1] as number;
    for (let place = passageTerms.starts[passage] as number; place < end; place++) {
      const value = passageTerms.values[place] as number;
      if (value > 0) field.push(value - 1);
      else field = sentences.kind[sentence++] === CODE ? code : body;
    }
    postings.add([body, code, headings, ...above]);
  }
  return postings.finish();
}

function termsOf({ starts, values }: Lists, number: number): number[] {
  return Array.from(values.subarray(starts[number], starts[number + 1]), (value) => value - 1);
}

/** In groups by the acronym, as they first come. */
function readAcronyms(acronyms: Texts): Acronym[] {
  const groups = new Map<string, Map<string, Acronym>>();
  for (let post = 0; post < countTexts(acronyms); post++) {
    if (acronyms.starts[post] === acronyms.starts[post + 1]) continue;
    for (const acronym of JSON.parse(textAt(acronyms, post)) as Acronym[]) {
      const group = groups.get(acronym[0]) ?? new Map<string, Acronym>();
      if (!group.has(acronym[1])) group.set(acronym[1], acronym);
      groups.set(acronym[0], group);
    }
  }
  return [...groups.values()].flatMap((group) => [...group.values()]);
}

function countPassages({ passageTerms, terms }: Analysis, postings: Postings): Column {
  const counts = new Uint32Array(countTerms(terms));
  /** One more than the last passage in which the term was seen. */
  const seen = new Uint32Array(counts.length);
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
  for (const [term, count] of counts.entries()) {
    const holders = (postings.starts[term + 1] as number) - (postings.starts[term] as number);
    frequencies.push(count || holders);
  }
  return frequencies.finish();
}

function writeJson(values: readonly unknown[]): Texts {
  const writer = new TextsWriter();
  for (const value of values) writer.push(JSON.stringify(value));
  return writer.finish();
}
