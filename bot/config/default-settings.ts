import type { Settings } from './types.ts';

/** In force without a configuration file. Plain data, so that reading it costs a cold start nothing. */
export const defaultSettings = {
  content: 'content',
  community: { name: 'this community', timezone: 'UTC', ask_humans: null },
  web: {
    listen: '127.0.0.1:4117',
    base_url: 'http://127.0.0.1:4117',
    cors: [],
    rate_limit: 300,
    trust_proxy: false,
    edit_url: null,
    write_url: null,
  },
  discord: { guilds: [], question_channels: [], shards: null, scheduled_events: false, language: 'en' },
  irc: [],
  bridge: [],
  digest: { channels: [], weekday: 'monday', hour: 9, questions: false },
  drafts: { push: null, channel: null, roles: [], accounts: [] },
  sync: { every: null },
  words: [],
} as const satisfies Settings;

/** For a bridge that does not say otherwise. */
export const defaultBridge = { presence: false, deletes: true, colours: true } as const;

/** For an IRC network that does not say otherwise. */
export const defaultIrc = {
  port: 6697,
  tls: true,
  tls_check: true,
  nick: 'almanac',
  account: null,
  certificate: null,
  channels: [],
  ambient: [],
  relays: [],
  prefix: '!',
  lines_per_second: 0.8,
} as const;
