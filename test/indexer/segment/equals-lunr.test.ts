import fc from 'fast-check';
import lunr from 'lunr';
import { afterAll, describe, expect, test } from 'vitest';
import { buildIndex } from '../../../indexer/build-index.ts';
import { exportLunr } from '../../../indexer/export-lunr.ts';
import { openIndex } from '../../../indexer/open-index.ts';
import { BOOSTS } from '../../../indexer/passage-fields.ts';
import { readContent } from '../../../indexer/read-content.ts';
import { countTerms, findTerm, termAt } from '../../../indexer/segment/dictionary.ts';
import { createPostingsSearch } from '../../../indexer/segment/search-postings.ts';
import { statisticsOf } from '../../../indexer/segment/weigh-terms.ts';
import { type Clause, type Doc, type Hit, searchLunr, searchOurs, spreadTerms } from './lunr-model.ts';

type Search = (clauses: readonly Clause[], limit: number) => readonly Hit[];

/** Relative; what is smaller is the order in which lunr adds its fields up. */
const TOLERANCE = 1e-6;
const QUESTIONS = 100_000;
let asked = 0;

/**
 * Asks `theirs` for all, and both of ours, pruned and not, for all and for some. Throws with the question
 * where documents, scores or order differ. `expect` for each of millions of numbers would take minutes.
 */
function compare(question: readonly Clause[], limit: number, theirs: Search, pruned: Search, whole: Search) {
  asked++;
  const all = whole(question, Number.MAX_SAFE_INTEGER);
  const scores = new Map(theirs(question, Number.MAX_SAFE_INTEGER).map((hit) => [hit.document, hit.score]));
  const fail = (what: string): never => {
    throw new Error(`${what}: ${JSON.stringify({ question, limit })}`);
  };
  if (all.length !== scores.size) fail(`${all.length} documents where lunr finds ${scores.size}`);
  for (const [rank, { document, score }] of all.entries()) {
    const theirScore = scores.get(document);
    if (theirScore === undefined) return fail(`document ${document} is not found by lunr`);
    if (Math.abs(score - theirScore) > TOLERANCE * theirScore)
      fail(`document ${document} scores ${score} where lunr gives ${theirScore}`);
    const better = all[rank - 1];
    if (better && (better.score - score || document - better.document) <= 0)
      fail(`documents ${better.document} and ${document} are out of order`);
  }
  for (const search of [pruned, whole]) {
    const some = search(question, limit);
    const isSame = (hit: Hit, rank: number) =>
      hit.document === all[rank]?.document && hit.score === all[rank]?.score;
    if (some.length !== Math.min(limit, all.length) || !some.every(isSame))
      fail(`the best ${limit} are not the first of all`);
  }
}

const term = fc.oneof(
  { weight: 5, arbitrary: fc.constantFrom('arp', 'nic', 'ovs', 'vm', 'a/b', 'é', '10.0.0.1', '😀', '字') },
  fc.constantFrom('__proto__', 'constructor', '_index', 'toString', 'body', '\uffff', '\ud800'),
);
const terms = fc.array(term, { maxLength: 12 });
const docs = fc.array(fc.record({ body: terms, title: terms, blog: terms }), { maxLength: 40 });
const boost = fc.oneof(fc.double({ min: 0.01, max: 20, noNaN: true }), fc.constantFrom(0, 1, 1, 2));

/** So many questions of one to six of these terms, each with how many documents it asks for. */
function questionsOf(term: fc.Arbitrary<string>, count: number) {
  const clauses = fc.array(fc.record({ term, boost }), { minLength: 1, maxLength: 6 });
  return fc.array(fc.tuple(clauses, fc.nat(12)), { minLength: count, maxLength: count, size: 'max' });
}

// Eight seconds alone, thrice as much on a busy machine.
describe('search gives what lunr gives, pruned or not, in the order of scores, then of documents', {
  timeout: 60_000,
}, () => {
  test('for random documents', () => {
    const wanted = questionsOf(fc.oneof({ weight: 9, arbitrary: term }, fc.constant('nowhere')), 250);
    const isEqual = (docs: readonly Doc[], questions: readonly [Clause[], number][]) => {
      const [theirs, pruned, whole] = [searchLunr(docs), searchOurs(docs), searchOurs(docs, false)];
      for (const [question, limit] of questions) compare(question, limit, theirs, pruned, whole);
    };
    fc.assert(fc.property(docs, wanted, isEqual), { numRuns: 384 });
  });

  test('for the passages of content/', async () => {
    const data = buildIndex(await readContent('content'), []);
    const index = openIndex(data);
    const loaded = lunr.Index.load(JSON.parse(JSON.stringify(exportLunr(index))));
    const places = index.posts.flatMap(({ id }) => index.passagesOf(id).map((_, place) => `${id}#${place}`));
    const numbers = new Map(places.map((ref, number) => [ref, number]));
    const theirs: Search = (clauses) =>
      loaded
        .query((query) => {
          for (const { term, boost } of clauses) query.term(term, { boost, usePipeline: false });
        })
        .map(({ ref, score }) => ({ document: numbers.get(ref) ?? -1, score }));
    const pruned: Search = (clauses, limit) =>
      index.search(clauses, limit).map(({ passage, score }) => ({ document: passage, score }));
    const { tables } = data.parts[0];
    const { postings, maxima, terms } = tables;
    const part = { tables, maxima: maxima.weights, first: 0, termOf: (term: number) => term, gone: null };
    const collection = {
      ...statisticsOf(tables),
      holdingsOf: (term: number) => postings.holdings[term] as number,
    };
    const all = createPostingsSearch([part], collection, BOOSTS, false);
    const whole: Search = (clauses, limit) =>
      all(
        clauses.map(({ term, boost }) => ({ term: findTerm(terms, term) as number, boost })),
        limit,
      );
    const term = fc.nat(countTerms(terms) - 1).map((place) => termAt(terms, place));
    for (const [question, limit] of fc.sample(questionsOf(term, 6_000), 1)[0] ?? [])
      compare(question, limit, theirs, pruned, whole);
  });

  test('for more documents than are scored at once, so that whole stretches are left out', () => {
    const docs = spreadTerms(9_000);
    const [theirs, pruned, whole] = [searchLunr(docs), searchOurs(docs), searchOurs(docs, false)];
    const wanted = questionsOf(
      fc.nat(39).map((n) => `t${n}`),
      100,
    );
    for (const [question, limit] of fc.sample(wanted, 1)[0] ?? [])
      compare(question, limit, theirs, pruned, whole);
  });

  afterAll(() => {
    expect(asked).toBeGreaterThanOrEqual(QUESTIONS);
  });
});
