import type { PostInfo } from '../indexer/build-index.ts';
import type { Engine } from './answer/engine.ts';
import { todayIn } from './commands/open-content.ts';
import type { Config } from './config.ts';
import type { Secret } from './config/secret.ts';
import type { Store } from './store/open-store.ts';
import type { DiscordSurface } from './surfaces/discord/start-discord.ts';

export interface DiscordService {
  readonly config: Config;
  readonly token: Secret;
  readonly engine: () => Engine;
  readonly store: Store | null;
  /** YYYY-MM-DD instead of the day that it is. */
  readonly today: string | undefined;
  readonly log: (line: string) => void;
}

/** Serves Discord as it is configured. discord.js is loaded here, so that nothing else waits for it. */
export async function serveDiscord(service: DiscordService): Promise<DiscordSurface> {
  const { config, token, engine, store, today, log } = service;
  const { startDiscord } = await import('./surfaces/discord/start-discord.ts');
  return startDiscord({
    token,
    api: config.discord.api,
    guilds: config.discord.guilds,
    shards: config.discord.shards,
    questionChannels: config.discord.question_channels,
    engine,
    viewFor: (language) => ({
      language,
      today: today ?? todayIn(config.community.timezone, new Date()),
      community: config.community,
      linkTo: (post) => linkToPost(post, config.web),
    }),
    store,
    log,
    now: () => new Date(),
  });
}

/** Where people can read a post: at its own address, or on our page when that can be reached from elsewhere. */
function linkToPost({ url, id }: Pick<PostInfo, 'url' | 'id'>, web: Config['web']): string | null {
  if (url !== null || web === false) return url;
  const isOurs = /^(?:localhost|127\..*|\[::1\]|0\.0\.0\.0)$/.test(new URL(web.base_url).hostname);
  return isOurs ? null : `${web.base_url}/posts/${encodeURIComponent(id)}`;
}
