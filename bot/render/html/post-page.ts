import type { PostInfo } from '../../../indexer/build-index.ts';
import { type Catalogue, namesOf } from '../catalogue.ts';
import type { QuoteLocation } from '../locate-quote.ts';
import { dayElement } from './dates.ts';
import { type Html, html, trusted } from './html.ts';
import type { Page } from './layout.ts';
import { markQuote } from './mark-quote.ts';
import type { RenderedPost } from './render-markdown.ts';
import type { Site } from './site.ts';

/** Shorter posts need no table of contents. */
const LEAST_HEADINGS = 3;

/** A post with its contents, its series, its source; the words of `quote` are marked. */
export function postPage(
  post: PostInfo,
  rendered: RenderedPost,
  quote: QuoteLocation | null,
  catalogue: Catalogue,
  today: string,
  site: Site,
): Page {
  const { links } = site;
  const markup = quote === null ? rendered.markup : markQuote(rendered.markup, quote);
  const contents = rendered.headings.filter(({ level }) => level <= 3);
  const edit =
    site.editUrl !== null &&
    html`<a href="${site.editUrl}${post.file.split('/').map(encodeURIComponent).join('/')}">Edit this page</a>`;
  return {
    title: post.title,
    section: 'archive',
    canonical: links.post(post.id),
    description: post.summary,
    main: html`<article class="post">
<header>
<h1>${post.title}</h1>
<p class="by">${authorLinks(post, catalogue, site)}${post.blog && html`, ${post.blog}`}, ${dayElement(post.published, today)}${post.updated && html`, updated ${dayElement(post.updated)}`}</p>
${post.appliesTo.length > 0 && html`<p class="by">Holds for ${post.appliesTo.join(', ')}</p>`}
</header>
${post.supersededBy !== null && html`<p class="notice">A later post says it better: <a href="${links.post(post.supersededBy.id)}">${post.supersededBy.title}</a></p>`}
${
  contents.length >= LEAST_HEADINGS &&
  html`<nav class="contents" aria-label="Contents"><h2>Contents</h2>
<ul>${contents.map(({ id, level, text }) => html`<li class="level-${level}"><a href="#${encodeURIComponent(id)}">${text}</a></li>`)}</ul></nav>`
}
<div class="text">
${trusted(markup)}</div>
<footer>
${sourceList(post)}
${seriesNav(post, catalogue, site)}
${post.tags.length > 0 && html`<p class="tags">Tags: ${post.tags.map((tag) => html`<a href="${links.tag(slugIn(catalogue.tags, tag))}">${tag}</a> `)}</p>`}
<p>${post.license && html`License: ${post.license}. `}${post.url && html`<a href="${post.url}">Original page</a> `}${edit}</p>
</footer>
</article>`,
  };
}

function authorLinks(post: PostInfo, { authors }: Catalogue, { links }: Site): Html {
  const [author, ...others] = [...new Set(namesOf(post))];
  const link = (name: string) => html`<a href="${links.author(slugIn(authors, name))}">${name}</a>`;
  return html`${link(author ?? post.author)}${others.length > 0 && html`, after ${others.map((name, index) => html`${index > 0 && ', '}${link(name)}`)}`}`;
}

function sourceList({ sources }: PostInfo): Html | null {
  if (sources.length === 0) return null;
  return html`<div class="sources"><p>This post digests:</p><ul>
${sources.map(
  ({
    title,
    author,
    blog,
    published,
    url,
  }) => html`<li>${url === null ? html`<cite>${title}</cite>` : html`<a href="${url}"><cite>${title}</cite></a>`}${author && html`, ${author}`}${blog && blog !== author && html`, ${blog}`}${published && html`, ${dayElement(published)}`}</li>
`,
)}</ul></div>`;
}

function seriesNav(post: PostInfo, { series }: Catalogue, { links }: Site): Html | null {
  if (post.series === null) return null;
  const parts = series.get(post.series.name) ?? [];
  const at = parts.findIndex(({ id }) => id === post.id);
  const [before, after] = [parts[at - 1], parts[at + 1]];
  return html`<nav class="series" aria-label="Series"><p>Part ${post.series.part} of the series ${post.series.name}</p>
<ul>${before && html`<li>Before: <a rel="prev" href="${links.post(before.id)}">${before.title}</a></li>`}${after && html`<li>Next: <a rel="next" href="${links.post(after.id)}">${after.title}</a></li>`}</ul></nav>`;
}

function slugIn(shelves: Catalogue['tags'], name: string): string {
  return shelves.find((shelf) => shelf.name === name)?.slug ?? '';
}
