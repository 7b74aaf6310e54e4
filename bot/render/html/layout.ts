import { type Html, html, type Value } from './html.ts';
import type { Site } from './site.ts';

export interface Page {
  readonly title: string;
  readonly main: Html;
  /** One of the navigation's entries, when the page belongs to it. */
  readonly section?: 'ask' | 'search' | 'archive' | 'events' | 'authors' | 'tags' | 'gaps';
  /** Path of the page's one address, for search engines; pages without are not to be indexed. */
  readonly canonical?: string;
  readonly description?: string | null;
}

/**
 * What a page may load and do (CSP level 3): its own style, scripts and answers, nothing else; nobody
 * frames it. A page cannot say the last of itself: the server does.
 */
export const CONTENT_POLICY =
  "default-src 'none'; script-src 'self'; style-src 'self'; img-src 'self'; connect-src 'self'; form-action 'self'; base-uri 'none'";

/** The index that a browser downloads from a site of files to answer by itself. */
export const INDEX_FILE = 'index.bin';

/** A whole document around a page's main part. */
export function layout(site: Site, page: Page): string {
  const { links, assets } = site;
  const entries: [Page['section'], string, string][] = [
    ['ask', links.ask(), 'Ask'],
    ['search', links.search(), 'Search'],
    ['archive', links.archive(), 'Posts'],
    ['events', links.events(), 'Events'],
    ['authors', links.authors(), 'Authors'],
    ['tags', links.tags(), 'Tags'],
  ];
  if (site.listsGaps) entries.push(['gaps', links.gaps(), 'Wanted']);
  const title = page.title === site.name ? site.name : `${page.title} · ${site.name}`;
  return html`<!DOCTYPE html>
<html lang="en">
<head>
<meta charset="utf-8">
<meta name="viewport" content="width=device-width, initial-scale=1">
<meta name="color-scheme" content="light dark">
${site.isStatic && html`<meta http-equiv="Content-Security-Policy" content="${CONTENT_POLICY}">`}
<title>${title}</title>
${optional(page.description, (text) => html`<meta name="description" content="${text}">`)}
${optional(page.canonical, (path) => html`<link rel="canonical" href="${links.absolute(path)}">`)}
${page.canonical === undefined && html`<meta name="robots" content="noindex">`}
<link rel="stylesheet" href="${assets['page.css']}">
<link rel="icon" type="image/svg+xml" href="${assets['icon.svg']}">
<link rel="alternate" type="application/atom+xml" title="${site.name}" href="${links.file('feed.xml')}">
<link rel="alternate" type="application/feed+json" title="${site.name}" href="${links.file('feed.json')}">
<link rel="search" type="application/opensearchdescription+xml" title="${site.name}" href="${links.file('opensearch.xml')}">
<script type="module" src="${assets['page.js']}"></script>
</head>
<body data-search="${links.search()}"${site.isStatic && html` data-engine="${assets['engine.js']}" data-index="${links.file(INDEX_FILE)}"`}>
<a class="skip" href="#_main">Skip to the content</a>
<header class="site">
<a class="name" href="${links.home()}">${site.name}</a>
<nav aria-label="Pages">
${entries.map(
  ([
    section,
    href,
    label,
  ]) => html`<a href="${href}"${section === page.section && html` aria-current="page"`}>${label}</a>
`,
)}</nav>
</header>
<main id="_main">
${page.main}
</main>
<footer class="site">
<p>Answers are quoted word for word from the posts, each with its source.</p>
<p><a href="${links.file('feed.xml')}">Atom</a> <a href="${links.file('feed.json')}">JSON Feed</a> <a href="${links.file('opml.xml')}">OPML</a>${!site.isStatic && html` <a href="${links.file('api/openapi.json')}">API</a>`}</p>
</footer>
</body>
</html>
`.markup;
}

function optional(text: string | null | undefined, make: (text: string) => Value): Value {
  return text === null || text === undefined ? null : make(text);
}
