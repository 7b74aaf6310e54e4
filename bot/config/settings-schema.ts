import { isIPv6 } from 'node:net';
import { z } from 'zod';
import { channel as chatChannel, timeZone, webAddress } from '../../indexer/front-matter-fields.ts';
import { readInterval } from '../sync/read-interval.ts';
import { defaultBridge, defaultIrc, defaultSettings } from './default-settings.ts';
import { DISCORD_LANGUAGES, type Settings, WEEKDAYS } from './types.ts';
import { networkVariable } from './variables.ts';

/*
 * How the messages are written is told at `readYaml`; descriptions go into the JSON Schema for editors.
 */

function line(longest: number) {
  return z
    .string()
    .trim()
    .min(1)
    .max(longest)
    .regex(/^\P{Cc}*$/u, 'holds a line break or a control character\nwrite one line');
}

const noListen = 'is no address to listen on\nwrite "127.0.0.1:4117", or "[::1]:4117"';
const listen = z.string(noListen).refine(isHostAndPort, noListen);

function isHostAndPort(text: string): boolean {
  const parts = /^(?:\[(?<ipv6>[^\]]*)\]|(?<host>[A-Za-z0-9][A-Za-z0-9.-]*)):(?<port>\d{1,5})$/.exec(
    text,
  )?.groups;
  if (parts === undefined || Number(parts.port) > 65_535) return false;
  return parts.ipv6 === undefined || isIPv6(parts.ipv6);
}

const baseUrl = webAddress
  .refine(
    (text) => !/[?#]/.test(text),
    'holds "?" or "#"\nwrite only where the page begins: https://example.org/almanac',
  )
  .overwrite((text) => text.replace(/\/+$/, ''));

const origin = webAddress.refine(
  (text) => URL.canParse(text) && new URL(text).origin === text,
  'is no origin\nwrite scheme and host only: https://example.org',
);

const snowflake = z
  .string()
  .regex(
    /^\d{17,20}$/,
    'is no Discord id\nin Discord, switch on developer mode, then right-click → Copy ID: 17 to 20 digits',
  );

const channel = z
  .string()
  .regex(
    /^[#&+!][^\s,\p{Cc}]{1,63}$/u,
    'is no IRC channel\nwrite its name with the # and in quotes: "#openstack"',
  );

const SHORTEST_INTERVAL = 15 * 60_000;
const LONGEST_INTERVAL = 7 * 24 * 3_600_000;
const noInterval = 'is no time between 15m and 7d\nwrite minutes, hours or days: 30m, 1h, 1d';
const interval = z.string(noInterval).refine((text) => {
  const wait = readInterval(text) ?? 0;
  return wait >= SHORTEST_INTERVAL && wait <= LONGEST_INTERVAL;
}, noInterval);

const network = z.strictObject({
  network: z
    .string()
    .regex(
      /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}$/,
      'is no short name\nwrite letters (A to Z), digits, dots, hyphens: oftc',
    )
    .describe('A short name of your choice for the network; bridge and ALMANAC_IRC_<NETWORK>_* refer to it.'),
  host: z
    .string()
    .regex(
      /^[A-Za-z0-9:][A-Za-z0-9.:-]{0,252}$/,
      'is no host name\nwrite it without port and scheme: irc.oftc.net',
    )
    .describe("The server's host name or address."),
  port: z.int().min(1).max(65_535).default(defaultIrc.port).describe("The server's port."),
  tls: z
    .boolean()
    .default(defaultIrc.tls)
    .describe('Whether to connect by TLS, with the certificate checked.'),
  tls_check: z
    .boolean()
    .default(defaultIrc.tls_check)
    .describe("Whether the server's certificate must be valid; false lets anybody listen in."),
  nick: z
    .string()
    .regex(
      /^[A-Za-z[\]\\`_^{|}][A-Za-z0-9[\]\\`_^{|}-]{0,29}$/,
      'is no IRC nick\nwrite up to 30 letters and digits, a letter first',
    )
    .default(defaultIrc.nick)
    .describe("The bot's nick."),
  account: z
    .string()
    .regex(/^[^\s\p{Cc}]{1,64}$/u, 'is no account name\nwrite it as you registered it, without blanks')
    .nullable()
    .default(defaultIrc.account)
    .describe('The services account to log in to; null: the one with the name of the nick.'),
  certificate: line(1000)
    .nullable()
    .default(defaultIrc.certificate)
    .describe('A PEM file that holds a key and its certificate, to log in by SASL EXTERNAL.'),
  channels: z
    .array(channel)
    .max(200)
    .default([...defaultIrc.channels])
    .describe('The channels to join.'),
  ambient: z
    .array(channel)
    .max(200)
    .default([...defaultIrc.ambient])
    .describe('Channels in which questions to nobody are answered when the bot is sure.'),
  relays: z
    .array(
      z
        .string()
        .regex(
          /^[^\s\p{Cc}]{1,200}$/u,
          'is no account and no mask\nwrite the account of the relay, or "relay!*@bridge.example.org"',
        ),
    )
    .max(20)
    .default([...defaultIrc.relays])
    .describe("Accounts, or masks nick!user@host, of other bridges' bots, through which people may ask."),
  prefix: z
    .string()
    .regex(/^[!-/:-@[-`{-~]{1,3}$/, 'is no prefix of commands\nwrite one to three signs: "!"')
    .default(defaultIrc.prefix)
    .describe('What commands begin with: !ask.'),
  lines_per_second: z
    .number()
    .min(0.1)
    .max(100)
    .default(defaultIrc.lines_per_second)
    .describe('Lines a second that the network allows on average.'),
});

const pair = z.strictObject({
  irc: z
    .string()
    .regex(/^[^/\s]+\/[#&+!][^\s,\p{Cc}]{1,63}$/u, 'names no channel of a network\nwrite "oftc/#openstack"')
    .describe('The IRC end, as network/#channel.'),
  discord: snowflake.describe('The Discord end: the id of a channel, in quotes.'),
  presence: z.boolean().default(defaultBridge.presence).describe('Whether joins and parts are shown.'),
  deletes: z
    .boolean()
    .default(defaultBridge.deletes)
    .describe('Whether it is told when a message was deleted.'),
  colours: z
    .union(
      [z.boolean(), z.literal('keep')],
      'is none of true, false and "keep"\nwrite keep to mark on Discord what has a colour on IRC',
    )
    .default(defaultBridge.colours)
    .describe("Whether names on IRC have a colour each; keep: and IRC's own colours become dots on Discord."),
});

const page = z.strictObject({
  listen: listen.default(defaultSettings.web.listen).describe('Host and port to listen on.'),
  base_url: baseUrl
    .default(defaultSettings.web.base_url)
    .describe('The address under which people reach the page; links begin with it.'),
  cors: z
    .array(z.union([z.literal('*'), origin]))
    .max(50)
    .default([...defaultSettings.web.cors])
    .describe('Origins whose pages may read the page\'s API; "*": any.'),
  rate_limit: z
    .int()
    .min(0)
    .max(1_000_000)
    .default(defaultSettings.web.rate_limit)
    .describe('Questions, searches and API requests a minute from one address; 0: any number.'),
  trust_proxy: z
    .boolean()
    .default(defaultSettings.web.trust_proxy)
    .describe('Whether a proxy of yours stands before it, whose X-Forwarded-For says who asks.'),
  edit_url: webAddress
    .nullable()
    .default(defaultSettings.web.edit_url)
    .describe("Where files of the content folder are edited; a file's path is added."),
  write_url: webAddress
    .nullable()
    .default(defaultSettings.web.write_url)
    .describe('Where one writes a new post.'),
});

/** `almanac.yaml`. Keys that are not here are refused. */
export const settingsSchema: z.ZodType<Settings> = z
  .strictObject({
    content: line(1000)
      .default(defaultSettings.content)
      .describe('The content folder, relative to this file.'),
    community: z
      .strictObject({
        name: line(100).default(defaultSettings.community.name).describe("The community's name."),
        timezone: timeZone
          .default(defaultSettings.community.timezone)
          .describe('The IANA name of the time zone that the community counts its days in.'),
        ask_humans: line(200)
          .nullable()
          .default(defaultSettings.community.ask_humans)
          .describe('Where people answer: a declined answer points to it.'),
      })
      .prefault({})
      .describe('Whom the bot answers.'),
    web: z
      .union([z.literal(false), page])
      .prefault({})
      .describe('The web page; false switches it off.'),
    discord: z
      .strictObject({
        guilds: z
          .array(snowflake)
          .max(200)
          .default([...defaultSettings.discord.guilds])
          .describe('Ids, in quotes, of the guilds to register commands in; none: register them globally.'),
        question_channels: z
          .array(snowflake)
          .max(200)
          .default([...defaultSettings.discord.question_channels])
          .describe(
            'Ids, in quotes, of channels whose questions are answered unasked (needs Message Content).',
          ),
        shards: z
          .int()
          .min(1)
          .max(1000)
          .nullable()
          .default(defaultSettings.discord.shards)
          .describe('Shards to run, each a process; null: as many as Discord recommends.'),
        scheduled_events: z
          .boolean()
          .default(defaultSettings.discord.scheduled_events)
          .describe('Whether coming events are also scheduled events of each server that allows it.'),
        language: z
          .enum(DISCORD_LANGUAGES)
          .default(defaultSettings.discord.language)
          .describe('The language of announcements, the digest and whatever else nobody asked for.'),
      })
      .prefault({})
      .describe('Discord is on when DISCORD_TOKEN (or DISCORD_TOKEN_FILE) is set in the environment.'),
    irc: z
      .array(network)
      .max(50)
      .default([...defaultSettings.irc])
      .describe(
        'The IRC networks to connect to; passwords come from ALMANAC_IRC_<NETWORK>_PASSWORD (the account) and _SERVER_PASSWORD.',
      ),
    bridge: z
      .array(pair)
      .max(200)
      .default([...defaultSettings.bridge])
      .describe('Channels to relay between.'),
    digest: z
      .strictObject({
        channels: z
          .array(chatChannel)
          .max(50)
          .default([...defaultSettings.digest.channels])
          .describe('The channels to tell: "oftc/#openstack", or the id of a Discord channel in quotes.'),
        weekday: z
          .enum(WEEKDAYS)
          .default(defaultSettings.digest.weekday)
          .describe('The day of the week on which it is told.'),
        hour: z
          .int()
          .min(0)
          .max(23)
          .default(defaultSettings.digest.hour)
          .describe("The hour at which it is told, by the clock of the community's time zone."),
        questions: z
          .boolean()
          .default(defaultSettings.digest.questions)
          .describe('Whether questions are told that the posts leave open, without names.'),
      })
      .prefault({})
      .describe('The new posts of the week and the coming events, told to channels that ask for it.'),
    drafts: z
      .strictObject({
        push: z
          .string()
          .regex(
            /^[A-Za-z0-9][A-Za-z0-9._/-]{0,99}$/,
            'is no name of a git remote\nwrite one of "git remote"',
          )
          .nullable()
          .default(defaultSettings.drafts.push)
          .describe('The git remote that gets a branch for each published draft; null: nothing is pushed.'),
        channel: snowflake
          .nullable()
          .default(defaultSettings.drafts.channel)
          .describe('Id, in quotes, of the Discord channel in which moderators decide.'),
        roles: z
          .array(snowflake)
          .max(50)
          .default([...defaultSettings.drafts.roles])
          .describe('Ids, in quotes, of the Discord roles that may publish, edit and reject.'),
        accounts: z
          .array(
            z
              .string()
              .regex(
                /^[A-Za-z0-9][A-Za-z0-9._-]{0,31}\/[^\s/\p{Cc}]{1,64}$/u,
                'names no services account\nwrite network/account: "oftc/ada"',
              ),
          )
          .max(100)
          .default([...defaultSettings.drafts.accounts])
          .describe('Services accounts on IRC that may publish and reject, as network/account.'),
      })
      .prefault({})
      .describe('What people contribute from chats, and who decides about it.'),
    sync: z
      .strictObject({
        every: interval
          .nullable()
          .default(defaultSettings.sync.every)
          .describe('How often `almanac start` fetches the feeds of feeds.opml, as 1h; null: never.'),
      })
      .prefault({})
      .describe('Fetching feeds in the background.'),
    words: z
      .union([z.array(line(80)).max(2_000), line(1000)])
      .default([...defaultSettings.words])
      .describe(
        'Names of products as they are to be written, for `almanac check`; or a file with one a line.',
      ),
  })
  .superRefine(refuseDoubleNetworks)
  .superRefine(refuseUnknownNetworks)
  .superRefine(refuseCircles)
  .meta({ title: 'Almanac', description: 'Configuration of Almanac (almanac.yaml).' });

/** For `ALMANAC_DISCORD_API`, which has no key in the file. */
export const discordApiSchema: z.ZodType<string> = baseUrl;

/** A JSON Schema (draft 7, which editors know best) of what may be written in `almanac.yaml`. */
export function configJsonSchema(): object {
  return z.toJSONSchema(settingsSchema, { target: 'draft-7', io: 'input' });
}

/** Networks must differ also in the names of their variables. */
function refuseDoubleNetworks({ irc }: Settings, context: z.RefinementCtx<Settings>): void {
  for (const [index, { network }] of irc.entries()) {
    const variable = networkVariable(network, 'HOST');
    if (irc.findIndex((other) => networkVariable(other.network, 'HOST') === variable) < index) {
      const message = 'is the name of a network above\ngive each network a name of its own';
      context.addIssue({ code: 'custom', path: ['irc', index, 'network'], message });
    }
  }
}

function refuseUnknownNetworks({ irc, bridge, digest }: Settings, context: z.RefinementCtx<Settings>): void {
  const names = irc.map(({ network }) => network);
  const ends = [
    ...bridge.map(({ irc: end }, index) => ({ end, path: ['bridge', index, 'irc'] })),
    ...digest.channels.map((end, index) => ({ end, path: ['digest', 'channels', index] })),
  ];
  for (const { end, path } of ends) {
    if (!end.includes('/') || names.includes(end.slice(0, end.indexOf('/')))) continue;
    const hint =
      names.length === 0 ? 'add the network under "irc"' : `networks under "irc": ${names.join(', ')}`;
    const message = `names a network that is not configured\n${hint}`;
    context.addIssue({ code: 'custom', path, message });
  }
}

/** A message would come back by a pair that joins two channels which others join already. */
function refuseCircles({ bridge }: Settings, context: z.RefinementCtx<Settings>): void {
  const parents = new Map<string, string>();
  const rootOf = (end: string): string => {
    const parent = parents.get(end);
    return parent === undefined ? end : rootOf(parent);
  };
  for (const [index, { irc, discord }] of bridge.entries()) {
    const [one, other] = [rootOf(irc.toLowerCase()), rootOf(discord)];
    if (one === other) {
      const message = 'joins two channels that are joined already\nleave this pair out';
      context.addIssue({ code: 'custom', path: ['bridge', index, 'irc'], message });
    } else parents.set(one, other);
  }
}
