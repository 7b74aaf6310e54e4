import { Hono } from 'hono';
import { bodyLimit } from 'hono/body-limit';
import { cors } from 'hono/cors';
import { checkRequest, limitRate, secureHeaders } from './guard-requests.ts';
import { siteOpener } from './open-site.ts';
import type { Asset } from './read-assets.ts';
import { refuse } from './refuse.ts';
import { serveApi } from './serve-api.ts';
import { sendNotice, servePages } from './serve-pages.ts';
import { takeVerdict } from './take-verdict.ts';
import type { WebOptions } from './web-options.ts';

/** Bytes of a verdict's form. */
const LARGEST_FORM = 16_384;

/**
 * The site as a function from request to response. `hosts` are names besides that of the base URL by which
 * it may be reached, each with its port.
 */
export function createApp(
  options: WebOptions,
  assets: readonly Asset[],
  hosts: readonly string[] = [],
): Hono {
  const open = siteOpener(options, assets);
  const { feedback } = options;
  const { host, origin, pathname } = new URL(options.baseUrl);
  const base = pathname.replace(/\/+$/, '');
  const allowed = new Set([host, ...hosts]);
  const origins = new Set([origin, ...hosts.map((name) => `http://${name}`)]);
  const limit = limitRate(options.rateLimit, options.trustsProxy);

  const app = new Hono();
  app.use(secureHeaders(options.baseUrl));
  app.use(checkRequest(allowed));
  // What is the same for everybody costs nothing; what is made anew each time is counted.
  app.use((c, next) =>
    c.req.url.includes('?') ||
    c.req.method === 'POST' ||
    c.req.path === `${base}/gaps` ||
    c.req.path.startsWith(`${base}/api/`)
      ? limit(c, next)
      : next(),
  );
  if (options.cors.length > 0) {
    const origin = options.cors.includes('*') ? '*' : [...options.cors];
    app.use(`${base}/api/*`, cors({ origin, allowMethods: ['GET'], maxAge: 86_400 }));
  }
  app.route(`${base}/api`, serveApi(open, options.noteGap));
  if (feedback !== null) {
    const limitForm = bodyLimit({
      maxSize: LARGEST_FORM,
      onError: (c) => refuse(c, 413, 'The form is too large.'),
    });
    app.post(`${base}/feedback`, limitForm, (c) => takeVerdict(c, open(), feedback, origins, options.now()));
  }
  app.route(base === '' ? '/' : base, servePages(open, assets, options));
  app.notFound((c) => refuse(c, 404, 'There is nothing at this address.'));
  app.onError((error, c) => {
    options.log(`web: ${c.req.method} ${c.req.path}: ${error.message}`);
    if (c.req.path.startsWith(`${base}/api/`)) return refuse(c, 500, 'Something went wrong here.');
    return sendNotice(c, open(), 500, 'Something went wrong', 'The fault is on our side, and it was noted.');
  });
  return app;
}
