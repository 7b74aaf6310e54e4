import { type Context, Hono } from 'hono';
import { etag } from 'hono/etag';
import type { PostId } from '../../../indexer/types.ts';
import { answerPage, turnSection } from '../../render/html/answer-page.ts';
import { noticePage } from '../../render/html/browse-pages.ts';
import { gapsPage } from '../../render/html/gaps-page.ts';
import type { Html } from '../../render/html/html.ts';
import { layout, type Page } from '../../render/html/layout.ts';
import { renderPost } from '../../render/html/render-post.ts';
import { resultList, searchPage } from '../../render/html/search-page.ts';
import type { OpenSite } from './open-site.ts';
import type { Asset } from './read-assets.ts';
import { readQuestion, readQuote, readSearchForm, toFilters } from '../../render/read-query.ts';
import type { WebOptions } from './web-options.ts';

/** Hits on the search page. */
const MOST_HITS = 20;
/** Hits on a page about something that is not there. */
const MOST_OFFERED = 5;

/** Pages for people. With `part=1` an answer or a list of results comes without the page around it. */
export function servePages(
  open: () => OpenSite,
  assets: readonly Asset[],
  { listGaps, noteGap }: Pick<WebOptions, 'listGaps' | 'noteGap'>,
): Hono {
  const app = new Hono();
  for (const { path, type, bytes } of assets) {
    app.get(`/${path}`, (c) =>
      c.body(new Uint8Array(bytes), 200, {
        'Content-Type': type,
        'Cache-Control': 'public, max-age=31536000, immutable',
      }),
    );
  }
  app.get('/ask', (c, next) => {
    const { question, earlier, skip } = readQuestion(queryOf(c));
    if (question === '') return next();
    return remember(c, open(), (site, leaveOut) => {
      const { engine, today, site: about } = site.content;
      const answer = engine.ask(question, today, { ...(earlier === undefined ? {} : { earlier }), skip });
      const turn = { earlier, skip };
      // Each time that it is asked for is one more to count.
      if (!answer.answered) leaveOut();
      if (skip === 0) noteGap(answer, earlier ?? null, 'web');
      return isPart(c) ? turnSection(answer, turn, today, about) : answerPage(answer, turn, today, about);
    });
  });
  app.get('/search', (c, next) => {
    const form = readSearchForm(queryOf(c));
    if (form.query === '') return isPart(c) ? sendHtml(c, '') : next();
    return remember(c, open(), (site) => {
      const { engine, catalogue, today, site: about } = site.content;
      const result = engine.search(form.query, MOST_HITS, toFilters(form));
      return isPart(c) ? resultList(result, today, about) : searchPage(form, result, catalogue, today, about);
    });
  });
  if (listGaps !== null) {
    app.get('/gaps', (c) =>
      sendHtml(c, layout(open().content.site, gapsPage(listGaps(), open().content.site))),
    );
  }
  app.get('/posts/:id', async (c, next) => {
    const quote = readQuote(queryOf(c));
    const { content } = open();
    const id = c.req.param('id') as PostId;
    const post = quote === null ? undefined : content.catalogue.posts.find((post) => post.id === id);
    return post === undefined ? next() : sendHtml(c, await renderPost(content, post, quote));
  });
  app.get('*', etag(), async (c) => {
    const site = open();
    const path = canonicalPath(c);
    const file = site.files.get(path);
    if (file === undefined) return sendMissing(c, site);
    const known = site.rendered.get(path);
    const text = known ?? (await file.render());
    if (known === undefined) site.rendered.set(path, text);
    return c.body(text, 200, { 'Content-Type': file.type, 'Cache-Control': 'no-cache' });
  });
  return app;
}

/** A page around a message, for what was neither read nor found. */
export function sendNotice(
  c: Context,
  { content }: OpenSite,
  status: 200 | 404 | 500,
  title: string,
  text: string,
) {
  return sendHtml(
    c,
    layout(content.site, noticePage(title, text, null, content.today, content.site)),
    status,
  );
}

/** What was made before is given again, unless it called `leaveOut` when it was made. */
function remember(
  c: Context,
  site: OpenSite,
  make: (site: OpenSite, leaveOut: () => void) => Page | Html,
): Response {
  const address = c.req.url;
  let text = site.rendered.get(address);
  if (text === undefined) {
    let isKept = true;
    const made = make(site, () => {
      isKept = false;
    });
    text = 'markup' in made ? made.markup : layout(site.content.site, made);
    if (isKept) site.rendered.set(address, text);
  }
  return sendHtml(c, text);
}

function sendHtml(c: Context, text: string, status: 200 | 404 | 500 = 200): Response {
  return c.html(text, status, { 'Cache-Control': 'no-cache' });
}

/** The page that is not there: it searches for the words of its address. */
function sendMissing(c: Context, { content, files }: OpenSite): Response {
  const { site, engine, today } = content;
  const path = canonicalPath(c);
  if (path.endsWith('/') && files.has(path.slice(0, -1))) return c.redirect(path.slice(0, -1), 301);
  const words = safeDecode(path.slice(site.links.base.length))
    .replace(/[^\p{L}\p{N}]+/gu, ' ')
    .slice(0, 200)
    .trim();
  const found = engine.search(words, MOST_OFFERED);
  const page = noticePage('Not here', 'There is no page at this address.', found, today, site);
  return sendHtml(c, layout(site, page), 404);
}

/** The path as `createLinks` writes it: each part encoded in the one way. */
function canonicalPath(c: Context): string {
  const { pathname } = new URL(c.req.url);
  return pathname
    .split('/')
    .map((part) => encodeURIComponent(safeDecode(part)))
    .join('/');
}

/** What can't be decoded stays as it is, and so leads nowhere. */
function safeDecode(text: string): string {
  try {
    return decodeURIComponent(text);
  } catch {
    return text;
  }
}

export function queryOf(c: Context): URLSearchParams {
  return new URL(c.req.url).searchParams;
}

function isPart(c: Context): boolean {
  return queryOf(c).get('part') === '1';
}
