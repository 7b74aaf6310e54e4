import type { PostInfo } from '../../../indexer/build-index.ts';
import type { Excerpt } from '../../answer/types.ts';
import { markTerms } from '../mark-terms.ts';
import { dayElement } from './dates.ts';
import { escapeHtml, type Html, html, trusted } from './html.ts';
import type { Site } from './site.ts';

/** A quote with the asked words marked, and below it where it stands. */
export function excerptFigure(
  { quote, kind, post, heading }: Excerpt,
  number: number | null,
  terms: ReadonlySet<string>,
  today: string,
  site: Site,
): Html {
  const mark = (text: string) => `<mark>${escapeHtml(text)}</mark>`;
  const words = trusted(markTerms(quote, terms, mark, escapeHtml));
  return html`<figure class="excerpt">
<blockquote>${kind === 'code' ? html`<pre tabindex="0"><code>${words}</code></pre>` : html`<p>${words}</p>`}</blockquote>
<figcaption>${number !== null && html`<span class="number">[${number}]</span> `}<a href="${site.links.citation({ quote, post })}">${post.title}</a>${heading.length > 0 && html`<span class="path"> › ${heading.join(' › ')}</span>`}
<span class="by">${names(post)}, ${dayElement(post.published, today)}</span></figcaption>
</figure>
`;
}

/** Who wrote it, after whom, in which blog. */
function names({ author, sources, blog }: PostInfo): string {
  const after = [...new Set(sources.map((source) => source.author ?? source.title))];
  return [author, after.length > 0 ? `after ${after.join(', ')}` : '', blog ?? ''].filter(Boolean).join(', ');
}

/** Posts as a list of titles, each with its by-line; without `today` the day is left out, since it stands above. */
export function postList(posts: readonly PostInfo[], site: Site, today?: string): Html {
  return html`<ul class="posts">
${posts.map(
  (post) => html`<li><a href="${site.links.post(post.id)}">${post.title}</a>
<span class="by">${names(post)}${today !== undefined && html`, ${dayElement(post.published, today)}`}</span>${post.summary && html`<p>${post.summary}</p>`}</li>
`,
)}</ul>`;
}
