import type { SearchFilters, SearchResult } from '../../answer/search-posts.ts';
import { citePost, titleLink } from './cite-post.ts';
import { clipLine, escapeMarkdown } from './escape-markdown.ts';
import { type DiscordPayload, LIMITS, notice, payload } from './payload.ts';
import { quoteBlock } from './quote-block.ts';
import { button } from './render-answer.ts';
import { gatherState, roomFor, spreadState } from './spread-state.ts';
import { fill } from './texts.ts';
import { textsOf, type View } from './view.ts';

/** What the buttons below search results know. */
export interface SearchState extends SearchFilters {
  readonly asker: string;
  readonly query: string;
  /** From 0. */
  readonly page: number;
}

export const SEARCH_KIND = 'S';
export const SEARCH_ACTIONS = { previous: 'p', next: 'n', dismiss: 'd' } as const;
const HITS_A_PAGE = 5;
/** Further ones are out of anybody's reach. */
const MOST_PAGES = 20;
const LONGEST_QUERY = 120;
const LONGEST_FILTER = 30;
const BETWEEN = '|';

/** The first hits up to the page's end, of which the page is shown: ask `search` for so many. */
export function hitsUpTo(page: number): number {
  return (page + 1) * HITS_A_PAGE;
}

/** A query with its filters, short enough to be kept in buttons. */
export function cleanSearch(state: SearchState): SearchState {
  const short = (text: string | undefined, longest: number) =>
    text === undefined ? undefined : clipLine(text.replaceAll(BETWEEN, ' '), longest).replace(/…$/, '');
  return {
    ...state,
    query: short(state.query, LONGEST_QUERY) ?? '',
    author: short(state.author, LONGEST_FILTER),
    tag: short(state.tag, LONGEST_FILTER),
  };
}

/** One page of search results, with buttons for its neighbours. `state` must have been cleaned. */
export function renderSearch(
  { total, hits }: SearchResult,
  state: SearchState,
  isPrivate: boolean,
  view: View,
): DiscordPayload {
  const texts = textsOf(view);
  const shown = hits.slice(state.page * HITS_A_PAGE, hitsUpTo(state.page));
  const pages = Math.min(MOST_PAGES, Math.max(1, Math.ceil(total / HITS_A_PAGE)));
  if (shown.length === 0) return notice(fill(texts.noHits, { query: escapeMarkdown(state.query) }));
  const room = Math.floor(LIMITS.description / HITS_A_PAGE) - 2;
  const description = shown
    .map((hit, at) => {
      const number = state.page * HITS_A_PAGE + at + 1;
      const whole = citePost(number, hit.post, hit.heading, view);
      const citation = whole.length <= room / 2 ? whole : `**[${number}]** ${titleLink(hit.post, view)}`;
      return `${citation}\n${quoteBlock(hit, room - citation.length - 1)}`;
    })
    .join('\n\n');
  const footer = total === 1 ? texts.hit : fill(texts.hits, { total, page: state.page + 1, pages });
  const actions = [
    ...(pages > 1 ? (['previous', 'next'] as const) : []),
    ...(isPrivate ? [] : (['dismiss'] as const)),
  ];
  const ids = writeState(
    state,
    actions.map((action) => SEARCH_ACTIONS[action]),
  );
  const isOff = { previous: state.page === 0, next: state.page + 1 >= pages, dismiss: false };
  return payload(
    { title: escapeMarkdown(clipLine(state.query, LIMITS.title / 2)), description, footer: { text: footer } },
    actions.map((action, at) => button(texts[action], ids[at] ?? '', action === 'next', isOff[action])),
  );
}

function writeState(state: SearchState, actions: readonly string[]): string[] {
  const { asker, page, query, author = '', tag = '', since = '', until = '' } = state;
  const text = [page, asker, since, until, author, tag, query].join(BETWEEN);
  return spreadState(SEARCH_KIND, actions, text.slice(0, roomFor(actions.length)));
}

/** Reads the state from the custom ids of a message's buttons; `null` when they are no search of ours. */
export function readSearchState(customIds: readonly string[]): SearchState | null {
  const [page = '', asker = '', since, until, author, tag, query] =
    gatherState(SEARCH_KIND, customIds)?.split(BETWEEN) ?? [];
  if (!/^\d{1,2}$/.test(page) || !/^\d{1,20}$/.test(asker) || !query) return null;
  const given = (text: string | undefined) => (text === '' ? undefined : text);
  const filters = { since: given(since), until: given(until), author: given(author), tag: given(tag) };
  return { page: Number(page), asker, query, ...filters };
}
