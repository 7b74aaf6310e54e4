import type { Engine } from './answer/engine.ts';
import type { Config } from './config.ts';
import type { Secret } from './config/secret.ts';
import type { NoteGap } from './note-gaps.ts';
import type { DraftDesk } from './publish/draft-desk.ts';
import type { Store } from './store/open-store.ts';
import type { DiscordSurface } from './surfaces/discord/start-discord.ts';
import { viewFor } from './view-for.ts';

export interface DiscordService {
  readonly config: Config;
  readonly token: Secret;
  readonly engine: () => Engine;
  readonly store: Store | null;
  readonly noteGap: NoteGap;
  readonly desk: DraftDesk | null;
  /** YYYY-MM-DD instead of the day that it is. */
  readonly today: string | undefined;
  readonly log: (line: string) => void;
}

/** Serves Discord as it is configured. discord.js is loaded here, so that nothing else waits for it. */
export async function serveDiscord(service: DiscordService): Promise<DiscordSurface> {
  const { config, token, engine, store, noteGap, desk, today, log } = service;
  const { startDiscord } = await import('./surfaces/discord/start-discord.ts');
  return startDiscord({
    token,
    api: config.discord.api,
    language: config.discord.language,
    guilds: config.discord.guilds,
    shards: config.discord.shards,
    zone: config.community.timezone,
    questionChannels: config.discord.question_channels,
    bridgeChannels: config.bridge.map(({ discord }) => discord),
    engine,
    viewFor: (language) => viewFor(language, config, today),
    store,
    noteGap,
    desk,
    moderatorRoles: config.drafts.roles,
    draftChannel: config.drafts.channel,
    writeUrl: config.web === false ? null : config.web.write_url,
    log,
    now: () => new Date(),
  });
}
