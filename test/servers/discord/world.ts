import { nextSnowflake } from './snowflakes.ts';

/** A person, a bot or a webhook, as the API shows it. */
export interface User {
  readonly id: string;
  readonly username: string;
  readonly discriminator: string;
  readonly avatar: null;
  readonly bot?: boolean;
}

export interface Message {
  readonly id: string;
  readonly channel_id: string;
  readonly guild_id?: string;
  readonly author: User;
  content: string;
  embeds: Embed[];
  components: { type: number; components: Button[] }[];
  readonly [more: string]: unknown;
}

export interface Embed {
  readonly title?: string;
  readonly description?: string;
  readonly footer?: { readonly text: string };
}

export interface Button {
  readonly type: number;
  readonly style: number;
  readonly label: string;
  readonly custom_id?: string;
  readonly url?: string;
  readonly disabled?: boolean;
}

export const APPLICATION = '100000000000000001';
export const GUILD = '200000000000000001';
/** The channel that everything is said in unless a test says otherwise, and another. */
export const CHANNEL = '300000000000000001';
export const OTHER_CHANNEL = '300000000000000002';
/** A role. */
export const MODERATORS = '600000000000000001';
export const DM_CHANNEL = '300000000000000003';
/** What the invitation asks for. */
export const BOT_PERMISSIONS = 309237730304n;
export const EMBED_LINKS = 1n << 14n;
export const MANAGE_GUILD = String(1n << 5n);
export const MANAGE_MESSAGES = String(1n << 13n);

export const BOT: User = makeUser(APPLICATION, 'almanac', { bot: true });
export const ADA = makeUser('400000000000000001', 'ada');
export const BEN = makeUser('400000000000000002', 'ben');

export function makeUser(id: string, username: string, more: Partial<User> = {}): User {
  return { id, username, discriminator: '0', avatar: null, ...more };
}

/** A person whom nobody has met. */
export function somebody(): User {
  return makeUser(nextSnowflake(), 'somebody');
}

export function guildData(permissions: bigint = BOT_PERMISSIONS): object {
  const id = GUILD;
  const channel = (channelId: string, name: string) => ({
    id: channelId,
    type: 0,
    guild_id: id,
    name,
    position: 0,
    permission_overwrites: [],
  });
  return {
    id,
    name: 'A guild',
    owner_id: ADA.id,
    unavailable: false,
    member_count: 3,
    large: false,
    joined_at: '2026-01-01T00:00:00Z',
    preferred_locale: 'en-US',
    features: [],
    emojis: [],
    stickers: [],
    roles: [
      { id, name: '@everyone', permissions: String(permissions), position: 0, color: 0 },
      { id: MODERATORS, name: 'moderators', permissions: '0', position: 1, color: 0 },
    ],
    channels: [channel(CHANNEL, 'general'), channel(OTHER_CHANNEL, 'help')],
    threads: [],
    members: [makeMember(BOT)],
    voice_states: [],
    presences: [],
    stage_instances: [],
    guild_scheduled_events: [],
    soundboard_sounds: [],
  };
}

export function makeMember(user: User, permissions = '0', roles: readonly string[] = []): object {
  return {
    user,
    roles,
    joined_at: '2026-01-01T00:00:00Z',
    deaf: false,
    mute: false,
    flags: 0,
    permissions,
  };
}

const MESSAGE_CONTENT = 1 << 15;

/** As a bot sees a message: without that intent, texts in servers are empty unless they are its own or mention it. */
export function hide(message: Message, intents: number): Message {
  const mentions = message.mentions as User[];
  const isOurs = message.author.id === BOT.id || mentions.some(({ id }) => id === BOT.id);
  if (isOurs || message.guild_id === undefined || (intents & MESSAGE_CONTENT) !== 0) return message;
  return { ...message, content: '', embeds: [], components: [] };
}

export function makeMessage(
  author: User,
  channelId: string,
  body: Record<string, unknown>,
  guildId: string | undefined,
): Message {
  return {
    id: nextSnowflake(),
    type: 0,
    channel_id: channelId,
    author,
    content: '',
    embeds: [],
    components: [],
    attachments: [],
    mentions: [],
    mention_roles: [],
    mention_everyone: false,
    pinned: false,
    tts: false,
    timestamp: new Date().toISOString(),
    edited_timestamp: null,
    flags: 0,
    ...body,
    ...(guildId === undefined ? {} : { guild_id: guildId }),
  } as unknown as Message;
}
