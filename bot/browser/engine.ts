import type { IndexData } from '../../indexer/build-index.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { createEngine } from '../answer/engine.ts';
import { turnSection } from '../render/html/answer-page.ts';
import { createLinks } from '../render/html/links.ts';
import { resultList } from '../render/html/search-page.ts';
import type { Site } from '../render/html/site.ts';
import { readQuestion, readSearchForm, toFilters } from '../render/read-query.ts';
import type { BrowserEngine } from './fetch-part.ts';

const MOST_HITS = 20;

/** What a site of files tells the browser: the index, and what pages say of the community. */
export interface BrowserIndex {
  readonly site: Omit<Site, 'links'> & { readonly baseUrl: string };
  readonly data: IndexData;
}

/** Downloads the index, and answers from it as the server would. */
export const openEngine: BrowserEngine['openEngine'] = async (index) => {
  const response = await fetch(index);
  if (!response.ok) throw new Error(`the index can't be had: ${response.status}`);
  const { site: about, data } = (await response.json()) as BrowserIndex;
  const { ask, search } = createEngine(openIndex(data));
  const site: Site = { ...about, links: createLinks(about.baseUrl, true) };
  const searchPath = site.links.search();
  return ({ pathname, searchParams }, today) => {
    if (pathname === searchPath) {
      const form = readSearchForm(searchParams);
      if (form.query === '') return '';
      return resultList(search(form.query, MOST_HITS, toFilters(form)), today, site).markup;
    }
    const { question, earlier, skip } = readQuestion(searchParams);
    const answer = ask(question, today, { ...(earlier === undefined ? {} : { earlier }), skip });
    return turnSection(answer, { earlier, skip }, today, site).markup;
  };
};
