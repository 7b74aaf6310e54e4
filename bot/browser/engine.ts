import { gatherTables } from '../../indexer/index-tables.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { unpackTables } from '../../indexer/segment/pack-tables.ts';
import { createEngine } from '../answer/engine.ts';
import { turnSection } from '../render/html/answer-page.ts';
import { createLinks } from '../render/html/links.ts';
import { resultList } from '../render/html/search-page.ts';
import type { Site } from '../render/html/site.ts';
import { readQuestion, readSearchForm, toFilters } from '../render/read-query.ts';
import type { BrowserEngine } from './fetch-part.ts';

const MOST_HITS = 20;

/**
 * What pages say of the community: the first line of the index of a site of files, as JSON. Tables follow, and then so
 * many bytes of texts.
 */
export type BrowserSite = Omit<Site, 'links'> & { readonly baseUrl: string; readonly textBytes: number };

/** Downloads the index, and answers from it as the server would. */
export const openEngine: BrowserEngine['openEngine'] = async (index) => {
  const response = await fetch(index);
  if (!response.ok) throw new Error(`the index can't be had: ${response.status}`);
  const bytes = new Uint8Array(await response.arrayBuffer());
  const newline = bytes.indexOf(0x0a);
  const about = JSON.parse(new TextDecoder().decode(bytes.subarray(0, newline))) as BrowserSite;
  const end = bytes.length - about.textBytes;
  const data = gatherTables(unpackTables(bytes.subarray(newline + 1, end)), (first, behind) =>
    bytes.subarray(end + first, end + behind),
  );
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
