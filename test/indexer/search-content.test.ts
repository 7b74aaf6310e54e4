import fc from 'fast-check';
import lunr from 'lunr';
import { beforeAll, expect, test } from 'vitest';
import { buildIndex } from '../../indexer/build-index.ts';
import { type Clause, type Index, openIndex } from '../../indexer/open-index.ts';
import { readContent } from '../../indexer/read-content.ts';
import { termsOf } from '../../indexer/text-pipeline.ts';
import type { Content, Passage, Post } from '../../indexer/types.ts';

const BOOSTS = { body: 1, code: 0.9, headings: 0.8, title: 0.8, tags: 0.3, author: 0.2, blog: 0.1 };

let index: Index;
let reference: lunr.Index;
let vocabulary: string[];

beforeAll(async () => {
  const content = await readContent('content');
  index = openIndex(buildIndex(content, []));
  ({ reference, vocabulary } = buildLunr(content));
});

/** The same passages in lunr itself. */
function buildLunr({ posts }: Content) {
  const builder = new lunr.Builder();
  const terms = new Set<string>();
  builder.tokenizer = ((text: string) => {
    const known = termsOf(text).filter((term) => index.termNumber(term) !== undefined);
    for (const term of known) terms.add(term);
    return known.map((term) => new lunr.Token(term, {}));
  }) as unknown as typeof lunr.tokenizer;
  builder.ref('number');
  for (const [field, boost] of Object.entries(BOOSTS)) builder.field(field, { boost });
  for (const [number, passage] of index.passages.entries()) {
    const post = posts.find(({ id }) => id === passage.post) as Post;
    builder.add({ number, ...fieldsOf(passage, post) });
  }
  return { reference: builder.build(), vocabulary: [...terms].sort() };
}

function fieldsOf({ text, sentences, heading }: Passage, post: Post): Record<keyof typeof BOOSTS, string> {
  const of = (isCode: boolean) =>
    sentences
      .filter(({ kind }) => (kind === 'code') === isCode)
      .map(({ start, end }) => text.slice(start, end))
      .join('\n');
  const { title, aliases, sources, tags, appliesTo, series, author, blog } = post;
  return {
    body: of(false),
    code: of(true),
    headings: heading.join('\n'),
    title: [title, ...aliases, ...sources.map((source) => source.title)].join('\n'),
    tags: [...tags, ...appliesTo, series?.name ?? ''].join('\n'),
    author: [author, ...sources.map((source) => source.author)].join('\n'),
    blog: [blog, ...sources.map((source) => source.blog)].join('\n'),
  };
}

function askLunr(clauses: readonly Clause[]): Map<number, number> {
  const results = reference.query((query) => {
    for (const { term, boost } of clauses) query.term(term, { boost, usePipeline: false });
  });
  return new Map(results.map(({ ref, score }) => [Number(ref), score]));
}

test('the vocabulary of the content is that of lunr', () => {
  expect(index.vocabularySize).toBe(vocabulary.length);
  const numbers = vocabulary.map((term) => index.termNumber(term) ?? -1);
  expect(numbers.sort((a, b) => a - b)).toEqual(vocabulary.map((_, number) => number));
});

test('any words find in the content what lunr finds, in its order and with its scores', () => {
  const clause = fc.record({
    term: fc.nat().map((n) => vocabulary[n % vocabulary.length] as string),
    boost: fc.double({ min: 0.01, max: 20, noNaN: true }),
  });
  fc.assert(
    fc.property(
      fc.array(clause, { minLength: 1, maxLength: 12 }),
      fc.constantFrom(1, 10, 1_000),
      (clauses, limit) => {
        const scores = askLunr(clauses);
        const hits = index.search(clauses, limit);
        const ranked = [...scores.values()].sort((a, b) => b - a);
        expect(hits).toHaveLength(Math.min(limit, ranked.length));
        for (const [rank, { passage, score }] of hits.entries()) {
          // A passage's own score, and the one that lunr has at this rank: the last bits may turn a tie.
          expectNear(score, scores.get(passage));
          expectNear(score, ranked[rank]);
        }
      },
    ),
    { numRuns: 2_000 },
  );
});

/** Relative; a word that nearly every passage holds may be worth nothing at all. */
function expectNear(ours: number, theirs = Number.NaN): void {
  expect(Math.abs(ours - theirs)).toBeLessThanOrEqual(1e-9 * theirs);
}
