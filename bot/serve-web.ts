import type { PostInfo } from '../indexer/build-index.ts';
import type { Engine } from './answer/engine.ts';
import { todayIn } from './commands/open-content.ts';
import type { Config } from './config.ts';
import { gapLister } from './list-gaps.ts';
import type { NoteGap } from './note-gaps.ts';
import type { Store } from './store/open-store.ts';
import { startWeb, type WebSurface } from './surfaces/web/start-web.ts';

export interface WebService {
  readonly config: Config;
  readonly web: Exclude<Config['web'], false>;
  readonly engine: () => Engine;
  /** The Markdown of a post of the engine. */
  readonly readBody: (post: PostInfo) => Promise<string>;
  readonly store: Store | null;
  readonly noteGap: NoteGap;
  /** YYYY-MM-DD instead of the day that it is. */
  readonly today: string | undefined;
  readonly log: (line: string) => void;
}

/** Serves the web page as it is configured. @throws InputFault when it can't listen there. */
export function serveWeb(service: WebService): Promise<WebSurface> {
  const { config, web, engine, readBody, store, noteGap, today, log } = service;
  const gaps = store?.gaps ?? null;
  return startWeb(web.listen, {
    baseUrl: isSet(config.origins.get('web.base_url')) ? web.base_url : null,
    cors: web.cors,
    rateLimit: web.rate_limit,
    trustsProxy: web.trust_proxy,
    editUrl: web.edit_url,
    writeUrl: web.write_url,
    community: config.community,
    engine,
    readBody,
    feedback: store?.feedback ?? null,
    listGaps: gaps === null ? null : gapLister(gaps),
    noteGap,
    today: () => today ?? todayIn(config.community.timezone, new Date()),
    now: () => new Date(),
    log,
  });
}

/** Unless somebody set it, links begin with where the page really is: the port may be any free one. */
function isSet(origin: string | undefined): boolean {
  return origin !== undefined && !origin.startsWith('web.listen');
}
