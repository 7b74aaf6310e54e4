import type { Database } from 'libsql';

/** What the managers of a Discord server chose. */
export interface GuildSettings {
  /** One of the bot's languages; `null`: the server's own. */
  readonly language: string | null;
  /** Mentions are answered by replies or in threads. */
  readonly style: 'replies' | 'threads';
  /** Ids of channels whose questions are answered unasked. */
  readonly channels: readonly string[];
}

export const defaultGuildSettings: GuildSettings = { language: null, style: 'replies', channels: [] };

export interface GuildSettingsTable {
  /** The defaults for a server that chose nothing. */
  get(guild: string): GuildSettings;
  /** @throws Error when it can't be written. */
  set(guild: string, settings: GuildSettings): void;
  /** Has any server a question channel? */
  hasChannels(): boolean;
}

export function guildSettingsTable(database: Database): GuildSettingsTable {
  const select = database.prepare('SELECT language, style, channels FROM guild_settings WHERE guild = ?');
  const upsert = database.prepare(
    `INSERT INTO guild_settings (guild, language, style, channels) VALUES (?, ?, ?, ?)
     ON CONFLICT (guild) DO UPDATE SET language = excluded.language, style = excluded.style, channels = excluded.channels`,
  );
  const any = database.prepare("SELECT 1 FROM guild_settings WHERE channels <> '' LIMIT 1");
  return {
    get(guild) {
      const row = select.get([guild]) as
        | { language: string | null; style: GuildSettings['style']; channels: string }
        | undefined;
      if (!row) return defaultGuildSettings;
      return { language: row.language, style: row.style, channels: row.channels.split(' ').filter(Boolean) };
    },
    set(guild, { language, style, channels }) {
      upsert.run([guild, language, style, channels.join(' ')]);
    },
    hasChannels: () => any.get([]) !== undefined,
  };
}
