import fc from 'fast-check';
import lunr from 'lunr';
import { describe, expect, test } from 'vitest';
import { countTerms, findTerm, makeDictionary } from '../../../indexer/segment/dictionary.ts';
import { PostingsWriter } from '../../../indexer/segment/postings.ts';
import { createPostingsSearch } from '../../../indexer/segment/search-postings.ts';

const BOOSTS = { body: 1, title: 0.8, blog: 0.1 } as const;
const FIELDS = Object.keys(BOOSTS) as (keyof typeof BOOSTS)[];
type Doc = Record<keyof typeof BOOSTS, readonly string[]>;
type Clause = { readonly term: string; readonly boost: number };
type Hit = { readonly document: number; readonly score: number };

function searchOurs(docs: readonly Doc[], isPruned = true) {
  const terms = new Set(docs.flatMap((doc) => FIELDS.flatMap((field) => doc[field])));
  const dictionary = makeDictionary([...terms].sort());
  const writer = new PostingsWriter(Object.values(BOOSTS));
  for (const doc of docs) {
    writer.add(FIELDS.map((field) => doc[field].map((term) => findTerm(dictionary, term) as number)));
  }
  const search = createPostingsSearch(writer.finish(countTerms(dictionary)), isPruned);
  return (clauses: readonly Clause[], limit: number): Hit[] =>
    search(
      clauses.flatMap(({ term, boost }) => {
        const number = findTerm(dictionary, term);
        return number === undefined ? [] : [{ term: number, boost }];
      }),
      limit,
    );
}

function searchLunr(docs: readonly Doc[]) {
  const index = buildLunr(docs);
  return (clauses: readonly Clause[], limit: number): Hit[] =>
    index
      .query((query) => {
        for (const { term, boost } of clauses) query.term(term, { boost, usePipeline: false });
      })
      .map(({ ref, score }) => ({ document: Number(ref), score }))
      .sort((a, b) => b.score - a.score || a.document - b.document)
      .slice(0, limit);
}

function buildLunr(docs: readonly Doc[]): lunr.Index {
  const builder = new lunr.Builder();
  builder.tokenizer = ((terms: readonly string[]) =>
    terms.map((term) => new lunr.Token(term, {}))) as unknown as typeof lunr.tokenizer;
  builder.ref('number');
  for (const field of FIELDS) builder.field(field, { boost: BOOSTS[field] });
  for (const [number, doc] of docs.entries()) builder.add({ number, ...doc });
  return builder.build();
}

/** The same documents in the same order with the same scores, but for the last bits, which may also turn a tie. */
function expectSame(
  ours: readonly Hit[],
  theirs: readonly Hit[],
  scoreOf: ReadonlyMap<number, number>,
): void {
  expect(ours.length).toBe(theirs.length);
  for (const [rank, { document, score }] of ours.entries()) {
    const theirScore = (theirs[rank] as Hit).score;
    expect(Math.abs(score - theirScore)).toBeLessThanOrEqual(1e-9 * Math.max(1, theirScore));
    expect(Math.abs(score - (scoreOf.get(document) ?? Number.NaN))).toBeLessThanOrEqual(
      1e-9 * Math.max(1, score),
    );
  }
}

const term = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('arp', 'nic', 'ovs', 'vm', 'a/b', 'é', '10.0.0.1', '😀', '字') },
  fc.constantFrom('__proto__', 'constructor', '_index', 'toString', 'body', '\uffff', '\ud800'),
);
const terms = fc.array(term, { maxLength: 12 });
const docs = fc.array(fc.record({ body: terms, title: terms, blog: terms }), { maxLength: 40 });
const clauses = fc.array(
  fc.record({
    term: fc.oneof(term, fc.constant('nowhere')),
    boost: fc.double({ min: 0.01, max: 20, noNaN: true }),
  }),
  // Lunr gives all documents when it is asked for nothing.
  { minLength: 1, maxLength: 6 },
);

describe('search over postings', () => {
  test('gives what lunr gives, in order, with its scores', () => {
    const texts: Doc[] = [
      { body: ['arp', 'nic', 'arp'], title: ['linux'], blog: [] },
      { body: ['nic'], title: ['arp'], blog: ['planet'] },
      { body: ['vm', 'vm'], title: [], blog: ['planet'] },
    ];
    const hits = searchOurs(texts)(
      [
        { term: 'arp', boost: 2 },
        { term: 'planet', boost: 1 },
      ],
      10,
    );
    expect(hits.map(({ document }) => document)).toEqual([0, 1, 2]);
    expect(hits[0]?.score).toBeCloseTo(
      searchLunr(texts)(
        [
          { term: 'arp', boost: 2 },
          { term: 'planet', boost: 1 },
        ],
        1,
      )[0]?.score ?? 0,
      12,
    );
  });

  test('gives what lunr gives for any documents and questions', () => {
    fc.assert(
      fc.property(
        docs,
        fc.array(clauses, { minLength: 1, maxLength: 10 }),
        fc.nat(12),
        (docs, questions, limit) => {
          const ours = searchOurs(docs);
          const theirs = searchLunr(docs);
          for (const question of questions) {
            const all = theirs(question, docs.length);
            const scores = new Map(all.map(({ document, score }) => [document, score]));
            expectSame(ours(question, limit), all.slice(0, limit), scores);
            expectSame(ours(question, docs.length), all, scores);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('leaves out only what cannot get in: the very same results over many windows of documents', () => {
    const many = spreadTerms(20_000);
    const pruned = searchOurs(many);
    const whole = searchOurs(many, false);
    const wanted = fc.array(
      fc.record({
        term: fc.nat(39).map((n) => `t${n}`),
        boost: fc.double({ min: 0.01, max: 20, noNaN: true }),
      }),
      { minLength: 1, maxLength: 8 },
    );
    fc.assert(
      fc.property(wanted, fc.constantFrom(1, 2, 10, 100, 1_000, 20_000), (question, limit) => {
        expect(pruned(question, limit)).toEqual(whole(question, limit));
      }),
      { numRuns: 300 },
    );
  });

  test('finds nothing among no documents, for no terms, or with no places to fill', () => {
    expect(searchOurs([])([{ term: 'arp', boost: 1 }], 10)).toEqual([]);
    const one = searchOurs([{ body: ['arp'], title: [], blog: [] }]);
    expect(one([], 10)).toEqual([]);
    expect(one([{ term: 'arp', boost: 1 }], 0)).toEqual([]);
  });
});

/** Documents of some of forty terms, term n in about every (n + 1)th, by a fixed sequence of numbers. */
function spreadTerms(count: number): Doc[] {
  let state = 1;
  const next = () => {
    state = (Math.imul(state, 1_664_525) + 1_013_904_223) >>> 0;
    return state / 2 ** 32;
  };
  return Array.from({ length: count }, () => {
    const body: string[] = [];
    for (let n = 0; n < 40; n++)
      if (next() < 1 / (n + 1)) for (let i = next(); i < 1; i += 0.4) body.push(`t${n}`);
    return { body, title: next() < 0.1 ? [`t${Math.floor(next() * 40)}`] : [], blog: [] };
  });
}
