import type { Excerpt } from '../../answer/types.ts';
import { locateQuote } from '../locate-quote.ts';

/** The addresses of pages, as paths that begin with the site's own; `absolute` makes whole ones of them. */
export type Links = ReturnType<typeof createLinks>;

type Query = Readonly<Record<string, string | number | undefined>>;

/**
 * `baseUrl` is where the site begins: `https://example.org/almanac`. Pages that are files live in folders,
 * so their addresses end in a slash.
 */
export function createLinks(baseUrl: string, isStatic = false) {
  const { origin, pathname } = new URL(baseUrl);
  const base = pathname.replace(/\/+$/, '');
  const page = (path: string, query: Query = {}) =>
    `${base}${path}${isStatic ? '/' : ''}${queryString(query)}`;
  return {
    base,
    origin,
    absolute: (path: string) => `${origin}${path}`,
    home: () => `${base}/`,
    ask: (query: Query = {}) => page('/ask', query),
    search: (query: Query = {}) => page('/search', query),
    feedback: () => `${base}/feedback`,
    post: (id: string) => page(`/posts/${encodeURIComponent(id)}`),
    archive: () => page('/archive'),
    month: (month: string) => page(`/archive/${month}`),
    authors: () => page('/authors'),
    author: (slug: string) => page(`/authors/${encodeURIComponent(slug)}`),
    authorFeed: (slug: string) => `${base}/authors/${encodeURIComponent(slug)}/feed.xml`,
    tags: () => page('/tags'),
    tag: (slug: string) => page(`/tags/${encodeURIComponent(slug)}`),
    events: () => page('/events'),
    gaps: () => page('/gaps'),
    calendar: (id: string) => `${base}/calendar/${encodeURIComponent(id)}.ics`,
    file: (name: string) => `${base}/${name}`,
    /** The post with the quoted words marked: by the page itself, and by browsers that know text fragments. */
    citation(excerpt: Pick<Excerpt, 'quote' | 'post'>): string {
      const { start, end } = locateQuote(excerpt.quote);
      const fragment = [start, ...(end === undefined ? [] : [end])].map(fragmentText).join(',');
      return `${page(`/posts/${encodeURIComponent(excerpt.post.id)}`, { quote: start, to: end })}#_quoted:~:text=${fragment}`;
    },
  };
}

function queryString(query: Query): string {
  const pairs = Object.entries(query).flatMap(([key, value]) =>
    value === undefined || value === '' ? [] : [`${key}=${encodeURIComponent(wellFormed(String(value)))}`],
  );
  return pairs.length === 0 ? '' : `?${pairs.join('&')}`;
}

/** Dashes and commas have a meaning in text directives (WICG, Scroll to Text Fragment, 3.1). */
function fragmentText(text: string): string {
  return encodeURIComponent(wellFormed(text)).replaceAll('-', '%2D');
}

/** Half characters can't be encoded. */
function wellFormed(text: string): string {
  return text.replace(/\p{Cs}/gu, '\ufffd');
}
