import lunr from 'lunr';
import { countTerms, findTerm, makeDictionary } from '../../../indexer/segment/dictionary.ts';
import { PostingsWriter } from '../../../indexer/segment/postings.ts';
import { createPostingsSearch, type SearchPart } from '../../../indexer/segment/search-postings.ts';
import { findMaxima, statisticsOf } from '../../../indexer/segment/weigh-terms.ts';

/** The fields of the documents of these tests, with their boosts. */
const BOOSTS = { body: 1, title: 0.8, blog: 0.1 } as const;
const FIELDS = Object.keys(BOOSTS) as (keyof typeof BOOSTS)[];
/** The terms of each field. */
export type Doc = Record<keyof typeof BOOSTS, readonly string[]>;
export type Clause = { readonly term: string; readonly boost: number };
export type Hit = { readonly document: number; readonly score: number };

/** Makes the search over postings of these documents. */
export function searchOurs(docs: readonly Doc[], isPruned = true) {
  const terms = [...new Set(docs.flatMap((doc) => FIELDS.flatMap((field) => doc[field])))];
  const dictionary = makeDictionary(terms);
  const writer = new PostingsWriter(FIELDS, countTerms(dictionary));
  for (const doc of docs) {
    writer.add(FIELDS.map((field) => doc[field].map((term) => findTerm(dictionary, term) as number)));
  }
  const tables = writer.finish();
  const boosts = Object.values(BOOSTS);
  const part: SearchPart = {
    tables,
    maxima: findMaxima(tables, boosts),
    first: 0,
    termOf: (term) => term,
    gone: null,
  };
  const collection = {
    ...statisticsOf(tables),
    holdingsOf: (term: number) => tables.postings.holdings[term] ?? 0,
  };
  const search = createPostingsSearch([part], collection, boosts, isPruned);
  return (clauses: readonly Clause[], limit: number): Hit[] =>
    search(
      clauses.flatMap(({ term, boost }) => {
        const number = findTerm(dictionary, term);
        return number === undefined ? [] : [{ term: number, boost }];
      }),
      limit,
    );
}

/** The same by lunr itself: it scores all, and ties are put in the order of documents. */
export function searchLunr(docs: readonly Doc[]) {
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

/** Documents of some of forty terms, term n in about every (n + 1)th, by a fixed sequence of numbers. */
export function spreadTerms(count: number): Doc[] {
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
