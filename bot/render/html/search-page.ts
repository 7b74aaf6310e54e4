import type { SearchResult } from '../../answer/search-posts.ts';
import type { Catalogue } from '../catalogue.ts';
import { needsScript } from './answer-page.ts';
import { excerptFigure } from './cite.ts';
import { type Html, html } from './html.ts';
import type { Page } from './layout.ts';
import type { Site } from './site.ts';

export interface SearchForm {
  readonly query: string;
  readonly author: string;
  readonly tag: string;
  readonly year: string;
}

const MOST_SUGGESTED = 100;

/** The search form with the results below it; `result` is null while nothing was asked. */
export function searchPage(
  form: SearchForm,
  result: SearchResult | null,
  catalogue: Catalogue,
  today: string,
  site: Site,
): Page {
  const years = [...new Set(catalogue.months.map(({ slug }) => slug.slice(0, 4)))];
  const suggested = (names: readonly string[]) =>
    names.slice(0, MOST_SUGGESTED).map((name) => html`<option value="${name}"></option>`);
  return {
    title: form.query === '' ? 'Search' : `Search: ${form.query.slice(0, 120)}`,
    section: 'search',
    main: html`<h1 class="quiet">Search ${site.name}</h1>
<form class="search" role="search" action="${site.links.search()}" data-live>
<label class="wide" for="_q">Words</label>
<input id="_q" name="q" type="search" value="${form.query}" maxlength="1000" autocomplete="off" enterkeyhint="search" aria-describedby="_keys"${form.query === '' && html` autofocus`}>
<button type="submit">Search</button>
<div class="filters">
<label>Author <input type="text" name="author" value="${form.author}" maxlength="200" list="_authors"></label>
<label>Tag <input type="text" name="tag" value="${form.tag}" maxlength="60" list="_tags"></label>
<label>Year <select name="year"><option value="">any</option>${years.map((year) => html`<option${year === form.year && html` selected`}>${year}</option>`)}</select></label>
</div>
<datalist id="_authors">${suggested(catalogue.authors.map(({ name }) => name))}</datalist>
<datalist id="_tags">${suggested(catalogue.tags.map(({ name }) => name))}</datalist>
<p class="keys" id="_keys"><kbd>/</kbd> to search, <kbd>↓</kbd> <kbd>↑</kbd> to choose, <kbd>Enter</kbd> to open, <kbd>Esc</kbd> to go back; “exact words” in quotes.</p>
</form>
${needsScript(site)}
<div id="_results" aria-live="polite">
${result !== null && resultList(result, today, site)}
</div>`,
  };
}

/** One box that searches, for pages that are about something else. */
export function searchBox(query: string, { links }: Site): Html {
  return html`<form class="ask" role="search" action="${links.search()}">
<label for="_q">Search for</label>
<input id="_q" name="q" type="search" value="${query}" maxlength="1000" required autocomplete="off" enterkeyhint="search">
<button type="submit">Search</button>
</form>`;
}

/** The hits, best first, and how many there are. */
export function resultList({ total, hits, terms, query }: SearchResult, today: string, site: Site): Html {
  if (total === 0) return html`<p class="label">No post matches “${query.slice(0, 120)}”.</p>`;
  const count = `${total} post${total === 1 ? '' : 's'}${total > hits.length ? `, the best ${hits.length} below` : ''}`;
  return html`<p class="label">${count}</p>
<ol class="hits">
${hits.map(
  (hit) => html`<li>${excerptFigure(hit, null, terms, today, site)}</li>
`,
)}</ol>`;
}
