import { FIELDS_ABOVE } from './analysis.ts';
import type { IndexData } from './build-index.ts';
import type { ColumnShape, Shape } from './segment/check-shape.ts';

/** The tables of an index, and what the numbers in them lead to. */
export const INDEX_SHAPE = {
  passages: {
    post: { each: 'passage', numberOf: 'post' },
    heading: { each: 'passage', numberOf: 'heading' },
    firstLine: { each: 'passage' },
    lastLine: { each: 'passage' },
    sentences: { each: 'passage', startsOf: 'sentence' },
  },
  texts: textsOf('passage'),
  headings: textsOf('heading'),
  sentences: {
    start: { each: 'sentence' },
    end: { each: 'sentence' },
    firstLine: { each: 'sentence' },
    lastLine: { each: 'sentence' },
    block: { each: 'sentence' },
    kind: { each: 'sentence' },
  },
  posts: textsOf('post'),
  ids: textsOf('post', 'id'),
  acronyms: textsOf('post', 'pair'),
  capitals: {
    starts: { each: 'post', startsOf: 'word with a capital' },
    terms: { each: 'word with a capital', numberOf: 'term' },
    capitals: { each: 'word with a capital' },
    all: { each: 'word with a capital' },
  },
  events: textsOf('event'),
  files: textsOf('file'),
  synonyms: textsOf('synonym'),
  terms: {
    units: { each: 'unit of a term' },
    starts: { each: 'term', startsOf: 'unit of a term' },
    frequencies: { each: 'term' },
    names: { each: 'name', numberOf: 'term' },
  },
  postings: {
    starts: { each: 'term', startsOf: 'posting' },
    documents: { each: 'posting', numberOf: 'passage' },
    impacts: { each: 'posting' },
    maxima: { each: 'term' },
  },
  passageTerms: {
    starts: { each: 'passage', startsOf: 'term of a passage' },
    // The longest column: a term too high is only one that stands nowhere else, so that it is not looked for.
    values: { each: 'term of a passage' },
  },
  postTerms: {
    starts: { each: 'post', times: FIELDS_ABOVE, startsOf: 'term of a post' },
    values: { each: 'term of a post', markOrNumberOf: 'term' },
  },
} satisfies Shape & { [T in keyof IndexData]: Record<keyof IndexData[T], ColumnShape> };

/** One text an item. */
function textsOf(each: string, what = each) {
  return { bytes: { each: `byte of a ${what}` }, starts: { each, startsOf: `byte of a ${what}` } };
}
