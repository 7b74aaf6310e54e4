/** How the text of a variable is read; what can't be read so is left as text, for the schema to refuse. */
export type VariableForm = 'text' | 'number' | 'switch' | 'list';

/** The variables that stand for a key of `almanac.yaml`. */
export const keyVariables: readonly (readonly [
  variable: string,
  path: readonly string[],
  form: VariableForm,
])[] = [
  ['ALMANAC_CONTENT', ['content'], 'text'],
  ['ALMANAC_COMMUNITY_NAME', ['community', 'name'], 'text'],
  ['ALMANAC_COMMUNITY_TIMEZONE', ['community', 'timezone'], 'text'],
  ['ALMANAC_COMMUNITY_ASK_HUMANS', ['community', 'ask_humans'], 'text'],
  ['ALMANAC_WEB_LISTEN', ['web', 'listen'], 'text'],
  ['ALMANAC_WEB_BASE_URL', ['web', 'base_url'], 'text'],
  ['ALMANAC_DISCORD_GUILDS', ['discord', 'guilds'], 'list'],
  ['ALMANAC_DISCORD_QUESTION_CHANNELS', ['discord', 'question_channels'], 'list'],
  ['ALMANAC_DISCORD_SHARDS', ['discord', 'shards'], 'number'],
  ['ALMANAC_SYNC_EVERY', ['sync', 'every'], 'text'],
];

/** For each IRC network, `ALMANAC_IRC_<NETWORK>_<ending>`. */
export const networkVariables: readonly (readonly [ending: string, key: string, form: VariableForm])[] = [
  ['HOST', 'host', 'text'],
  ['PORT', 'port', 'number'],
  ['TLS', 'tls', 'switch'],
  ['NICK', 'nick', 'text'],
  ['ACCOUNT', 'account', 'text'],
  ['CERTIFICATE', 'certificate', 'text'],
  ['CHANNELS', 'channels', 'list'],
];

/** Secrets of each IRC network, which have no key in the file. */
export const networkSecrets = [
  { ending: 'PASSWORD', key: 'password' },
  { ending: 'SERVER_PASSWORD', key: 'server_password' },
] as const;

/** What has no key in the file. */
export const discordApiVariable = 'ALMANAC_DISCORD_API';

/** `oftc`, `PASSWORD` → `ALMANAC_IRC_OFTC_PASSWORD`; characters that names of variables lack become `_`. */
export function networkVariable(network: string, ending: string): string {
  return `ALMANAC_IRC_${network.toUpperCase().replace(/[^A-Z0-9]/g, '_')}_${ending}`;
}

/** `" a, ,b"` → `['a', 'b']`; `yes`, `on`, `1` → true. */
export function readVariable(text: string, form: VariableForm): unknown {
  switch (form) {
    case 'number':
      return /^\d{1,9}$/.test(text) ? Number(text) : text;
    case 'switch':
      if (/^(true|yes|on|1)$/i.test(text)) return true;
      return /^(false|no|off|0)$/i.test(text) ? false : text;
    case 'list':
      return text
        .split(',')
        .map((entry) => entry.trim())
        .filter((entry) => entry !== '');
    default:
      return text;
  }
}
