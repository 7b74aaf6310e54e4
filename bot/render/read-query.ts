import type { SearchFilters } from '../answer/search-posts.ts';
import { LONGEST_QUESTION } from './html/answer-page.ts';
import type { SearchForm } from './html/search-page.ts';
import type { QuoteLocation } from './locate-quote.ts';

const MOST_SKIPPED = 1_000;
const LONGEST_FILTER = 200;

/** A question as a page's address holds it: what is too long is cut, what makes no sense is left out. */
export function readQuestion(query: URLSearchParams) {
  const skip = Number(query.get('skip') ?? 0);
  return {
    question: text(query, 'q', LONGEST_QUESTION),
    earlier: text(query, 'earlier', LONGEST_QUESTION) || undefined,
    skip: Number.isInteger(skip) && skip >= 0 && skip <= MOST_SKIPPED ? skip : 0,
  };
}

export function readSearchForm(query: URLSearchParams): SearchForm {
  const year = text(query, 'year', 4);
  return {
    query: text(query, 'q', LONGEST_QUESTION),
    author: text(query, 'author', LONGEST_FILTER),
    tag: text(query, 'tag', LONGEST_FILTER),
    year: /^\d{4}$/.test(year) ? year : '',
  };
}

export function toFilters({ author, tag, year }: SearchForm): SearchFilters {
  return {
    author: author || undefined,
    tag: tag || undefined,
    since: year === '' ? undefined : `${year}-01-01`,
    until: year === '' ? undefined : `${year}-12-31`,
  };
}

/** The quote that a citation's link leads to. */
export function readQuote(query: URLSearchParams): QuoteLocation | null {
  const start = text(query, 'quote', LONGEST_FILTER);
  return start === '' ? null : { start, end: text(query, 'to', LONGEST_FILTER) || undefined };
}

function text(query: URLSearchParams, name: string, longest: number): string {
  return (query.get(name) ?? '').slice(0, longest).trim();
}
