import { type Context, Hono } from 'hono';
import type { PostId } from '../../../indexer/types.ts';
import { listEvents } from '../../answer/list-events.ts';
import type { NoteGap } from '../../note-gaps.ts';
import { answerToJson, eventToJson, postToJson, searchToJson } from '../../render/json.ts';
import { describeApi } from './describe-api.ts';
import type { OpenSite } from './open-site.ts';
import { type ApiQuery, readApiQuery } from './read-api-query.ts';
import { refuse } from './refuse.ts';
import { queryOf } from './serve-pages.ts';

/** Answers, hits, events and posts as JSON, in the forms of the command line; `openapi.json` describes them. */
export function serveApi(open: () => OpenSite, noteGap: NoteGap): Hono {
  const app = new Hono();
  app.get('/openapi.json', (c) => c.json(describeApi(open().content.site)));
  app.get('/ask', (c) =>
    withQuery(c, ['q', 'earlier', 'skip', 'today'], ({ q, earlier, skip, today }) => {
      const { engine, today: now } = open().content;
      const start = performance.now();
      const context = { ...(earlier === undefined ? {} : { earlier }), skip };
      const answer = engine.ask(q, today ?? now, context);
      const tookMs = performance.now() - start;
      noteGap(answer, earlier ?? null, 'web');
      return c.json(answerToJson(answer, tookMs));
    }),
  );
  app.get('/search', (c) =>
    withQuery(c, ['q', 'limit', 'author', 'tag', 'since', 'until'], ({ q, limit, ...filters }) =>
      c.json(searchToJson(open().content.engine.search(q, limit, filters))),
    ),
  );
  app.get('/events', (c) =>
    withQuery(c, ['when', 'today'], ({ when, today }) => {
      const { engine, today: now } = open().content;
      const filters = { past: when === 'past', all: when === 'all' };
      const events = listEvents(engine.index.events, filters, today ?? now);
      return c.json({ events: events.map(eventToJson) });
    }),
  );
  app.get('/posts/:id', async (c) => {
    const { content } = open();
    const id = c.req.param('id') as PostId;
    const post = content.catalogue.posts.find((post) => post.id === id);
    if (post === undefined) return refuse(c, 404, 'There is no post of that id.');
    const { updated, tags, series, license, sources, summary, file } = post;
    const page = content.site.links.absolute(content.site.links.post(id));
    const markdown = await content.readBody(post);
    const more = { updated, tags, series, license, sources, summary, file, page, markdown };
    return c.json({ ...postToJson(post), ...more });
  });
  app.all('*', (c) => refuse(c, 404, 'There is nothing at this address: see openapi.json.'));
  return app;
}

function withQuery<K extends keyof ApiQuery>(
  c: Context,
  names: readonly K[],
  answer: (query: Pick<ApiQuery, K>) => Response,
): Response {
  const query = readApiQuery(queryOf(c), names);
  return typeof query === 'string' ? refuse(c, 400, query) : answer(query);
}
