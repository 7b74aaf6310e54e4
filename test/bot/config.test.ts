import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { inspect } from 'node:util';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { parse } from 'yaml';
import { runConfig } from '../../bot/commands/config.ts';
import { defaultBridge, defaultIrc, defaultSettings } from '../../bot/config/default-settings.ts';
import { configJsonSchema, settingsSchema } from '../../bot/config/settings-schema.ts';
import { ConfigError, formatConfigFault, loadConfig } from '../../bot/config.ts';
import { LANGUAGES } from '../../bot/render/discord/texts.ts';

let cwd: string;
beforeEach(async () => {
  cwd = await mkdtemp(join(tmpdir(), 'almanac-config-'));
});
afterEach(async () => {
  await rm(cwd, { recursive: true });
});

async function write(name: string, text: string | Uint8Array): Promise<void> {
  await mkdir(dirname(join(cwd, name)), { recursive: true });
  await writeFile(join(cwd, name), text);
}

const load = (env: Record<string, string> = {}, file: string | null = null) => loadConfig({ file, cwd, env });

/** The faults as they are printed, line by line; empty when there are none. */
async function complaints(yaml: string | null, env: Record<string, string> = {}): Promise<string[]> {
  if (yaml !== null) await write('almanac.yaml', yaml);
  try {
    await load(env);
    return [];
  } catch (error) {
    expect(error).toBeInstanceOf(ConfigError);
    return (error as ConfigError).message.split('\n');
  }
}

const oftc = 'irc: [{ network: oftc, host: irc.oftc.net }]\n';

/** What the web page has without being told. */
const restOfWeb = { cors: [], rate_limit: 300, trust_proxy: false, edit_url: null, write_url: null };

describe('defaults', () => {
  test('without a file and variables, they serve', async () => {
    expect(await load({ PATH: '/usr/bin' })).toEqual({
      content: 'content',
      community: { name: 'this community', timezone: 'UTC', ask_humans: null },
      web: { listen: '127.0.0.1:4117', base_url: 'http://127.0.0.1:4117', ...restOfWeb },
      discord: {
        guilds: [],
        question_channels: [],
        shards: null,
        scheduled_events: false,
        language: 'en',
        token: null,
        api: null,
      },
      irc: [],
      bridge: [],
      digest: { channels: [], weekday: 'monday', hour: 9, questions: false },
      drafts: { push: null, channel: null, roles: [], accounts: [] },
      sync: { every: null },
      words: [],
      configFile: null,
      origins: new Map(),
      warnings: [],
    });
  });

  test('the schema gives the same ones as the plain data', () => {
    expect(settingsSchema.parse({})).toEqual(defaultSettings);
  });

  test('an empty file changes nothing', async () => {
    await write('almanac.yaml', '# nothing yet\n');
    expect(await load()).toEqual({
      ...(await loadConfig({ file: null, cwd: tmpdir(), env: {} })),
      configFile: 'almanac.yaml',
    });
  });

  test('an IRC network needs no more than its name and host', async () => {
    await write('almanac.yaml', oftc);
    expect((await load()).irc).toEqual([
      {
        network: 'oftc',
        host: 'irc.oftc.net',
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
        password: null,
        server_password: null,
      },
    ]);
  });
});

describe('files', () => {
  test('the example file is valid and holds every key', async () => {
    const config = await loadConfig({ file: 'almanac.example.yaml', cwd: process.cwd(), env: {} });
    expect(config.community).toEqual({
      name: 'Planet OpenStack',
      timezone: 'UTC',
      ask_humans: '#openstack on OFTC',
    });
    expect(config.irc.map(({ host, channels }) => [host, channels])).toEqual([
      ['irc.oftc.net', ['#openstack']],
      ['irc.libera.chat', ['#openstack']],
    ]);
    expect(config.bridge).toEqual([
      { ...defaultBridge, irc: 'oftc/#openstack', discord: '123456789012345678' },
    ]);
    // The second network shows how little one needs.
    const unset = runConfig({ config: { ...config, irc: config.irc.slice(0, 1) }, json: false })
      .split('\n')
      .filter((line) => line.endsWith('# default'));
    expect(unset).toEqual([
      '  token: null # default',
      '  api: null # default',
      '    password: null # default',
      '    server_password: null # default',
    ]);
  });

  test('what the README shows for IRC and the bridge is valid: Libera.Chat and OFTC, by TLS', async () => {
    const readme = await readFile('README.md', 'utf8');
    const blocks = [...readme.matchAll(/^```yaml\n((?:irc|bridge):\n[\s\S]*?)^```/gm)].map(
      ([, yaml]) => yaml,
    );
    await write('readme.yaml', blocks.join(''));
    const config = await load({}, 'readme.yaml');
    expect(config.irc.map(({ host, port, tls, tls_check }) => [host, port, tls, tls_check])).toEqual([
      ['irc.libera.chat', 6697, true, true],
      ['irc.oftc.net', 6697, true, true],
    ]);
    expect(config.bridge.map(({ irc }) => irc)).toEqual(['oftc/#my-channel']);
  });

  test('one that is asked for must be there', async () => {
    await expect(load({}, 'other.yaml')).rejects.toThrow(
      'other.yaml: there is no such file (check the path after --config)',
    );
  });

  test('a folder is no file', async () => {
    await expect(load({}, '.')).rejects.toThrow('.: is no file (name a configuration file)');
  });

  test('one of more than 256 KB is refused', async () => {
    expect(await complaints(`#${'x'.repeat(262_144)}`)).toEqual([
      'almanac.yaml: the file is larger than 256 KB (name a configuration file)',
    ]);
  });

  test('one that is not UTF-8 is refused', async () => {
    await write('almanac.yaml', new Uint8Array([0x61, 0x3a, 0x20, 0xff]));
    await expect(load()).rejects.toThrow('almanac.yaml:1:4: the file is not UTF-8 (save it as UTF-8)');
  });

  test('a relative content folder counts from the file, a variable from the working directory', async () => {
    await write('site/almanac.yaml', 'content: posts');
    expect((await load({}, 'site/almanac.yaml')).content).toBe(join('site', 'posts'));
    expect((await load({ ALMANAC_CONTENT: 'posts' }, 'site/almanac.yaml')).content).toBe('posts');
    await write('almanac.yaml', 'content: posts');
    expect((await load()).content).toBe('posts');
  });
});

describe('faults', () => {
  test.each([
    ['contnet: x', 'almanac.yaml:1:1: "contnet" is no known key (did you mean "content"?)'],
    ['content:\n', 'almanac.yaml:1:9: "content" has no value (write one, or leave the key out)'],
    [
      'community: { timezone: Europe/Berlni }',
      'almanac.yaml:1:24: "community.timezone" is no time zone: "Europe/Berlni" (write its IANA name, as Australia/Sydney)',
    ],
    [
      'community: { name: "a\\nb" }',
      'almanac.yaml:1:20: "community.name" holds a line break or a control character: "a\\nb" (write one line)',
    ],
    [
      'web: { cors: ["https://a.org/page"] }',
      'almanac.yaml:1:15: "web.cors[0]" is no origin: "https://a.org/page" (write scheme and host only: https://example.org)',
    ],
    ['web: true', 'almanac.yaml:1:6: "web" must be false or a group of keys, not true'],
    [
      'web: { listen: 4117 }',
      'almanac.yaml:1:16: "web.listen" is no address to listen on: 4117 (write "127.0.0.1:4117", or "[::1]:4117")',
    ],
    [
      'web: { listen: "127.0.0.1:70000" }',
      'almanac.yaml:1:16: "web.listen" is no address to listen on: "127.0.0.1:70000" (write "127.0.0.1:4117", or "[::1]:4117")',
    ],
    [
      'web: { listen: "[:::]:80" }',
      'almanac.yaml:1:16: "web.listen" is no address to listen on: "[:::]:80" (write "127.0.0.1:4117", or "[::1]:4117")',
    ],
    [
      'web: { base_url: "javascript:alert(1)" }',
      'almanac.yaml:1:18: "web.base_url" is no web address: "javascript:alert(1)" (write one that begins with https:// or http://)',
    ],
    [
      'web: { base_url: "https://a.org/?q=" }',
      'almanac.yaml:1:18: "web.base_url" holds "?" or "#": "https://a.org/?q=" (write only where the page begins: https://example.org/almanac)',
    ],
    [
      'discord: { guilds: [123456789012345678] }',
      'almanac.yaml:1:21: "discord.guilds[0]" must be text, not a number: 123456789012345678 (put it in quotes: "123456789012345678")',
    ],
    ['irc: [{ network: oftc }]', 'almanac.yaml:1:7: "irc[0].host" is missing'],
    [
      'irc: [{ network: a/b, host: h }]',
      'almanac.yaml:1:18: "irc[0].network" is no short name: "a/b" (write letters (A to Z), digits, dots, hyphens: oftc)',
    ],
    ['irc: [{ network: a, host: h, port: 0 }]', 'almanac.yaml:1:36: "irc[0].port" must be at least 1: 0'],
    [
      'irc: [{ network: a, host: "irc://h" }]',
      'almanac.yaml:1:27: "irc[0].host" is no host name: "irc://h" (write it without port and scheme: irc.oftc.net)',
    ],
    [
      'irc: [{ network: a, host: h, nick: "1 b" }]',
      'almanac.yaml:1:36: "irc[0].nick" is no IRC nick: "1 b" (write up to 30 letters and digits, a letter first)',
    ],
    [
      'irc: [{ network: a, host: h, channels: ["#a,#b"] }]',
      'almanac.yaml:1:41: "irc[0].channels[0]" is no IRC channel: "#a,#b" (write its name with the # and in quotes: "#openstack")',
    ],
    [
      'irc: [{ network: a.b, host: h }, { network: A-B, host: h }]',
      'almanac.yaml:1:45: "irc[1].network" is the name of a network above: "A-B" (give each network a name of its own)',
    ],
    [
      `${oftc}bridge: [{ irc: "otfc/#a", discord: "123456789012345678" }]`,
      'almanac.yaml:2:17: "bridge[0].irc" names a network that is not configured: "otfc/#a" (networks under "irc": oftc)',
    ],
    [
      `${oftc}bridge: [{ irc: "oftc/#a", discord: "123456789012345678" }, { irc: "oftc/#A", discord: "123456789012345678" }]`,
      'almanac.yaml:2:68: "bridge[1].irc" joins two channels that are joined already: "oftc/#A" (leave this pair out)',
    ],
    [
      'bridge: [{ irc: "oftc/#a", discord: "123456789012345678" }]',
      'almanac.yaml:1:17: "bridge[0].irc" names a network that is not configured: "oftc/#a" (add the network under "irc")',
    ],
    [
      'digest: { channels: ["oftc/#a", "123456789012345678"] }',
      'almanac.yaml:1:22: "digest.channels[0]" names a network that is not configured: "oftc/#a" (add the network under "irc")',
    ],
    [
      'sync: { every: 5m }',
      'almanac.yaml:1:16: "sync.every" is no time between 15m and 7d: "5m" (write minutes, hours or days: 30m, 1h, 1d)',
    ],
    ['- content', 'almanac.yaml:1:1: the file must be a group of keys, not a list'],
    [
      'content: a: b',
      'almanac.yaml:1:10: a second "key:" inside a value (put a value that holds ": " in quotes; keys of one group begin in one column)',
    ],
    [
      'content: a\ncontent: b',
      'almanac.yaml:2:1: "content" is written twice, first in line 1 (keep one of them)',
    ],
    ['__proto__: { content: x }', 'almanac.yaml:1:1: "__proto__" is no known key'],
  ])('%j', async (yaml, expected) => {
    expect(await complaints(yaml)).toEqual([expected]);
  });

  test('all are told at once, those of the file by their lines, then those of variables', async () => {
    const yaml = 'wbe: false\ncommunity: { timezone: Nowhere }\nirc: [{ network: a, host: h, tls: yes }]';
    const variables = {
      ALMANAC_WEB_LISTEN: 'here',
      ALMANAC_DISCORD_API: 'ftp://x',
      DISCORD_TOKEN: 'two words',
    };
    expect(await complaints(yaml, variables)).toEqual([
      'almanac.yaml:1:1: "wbe" is no known key (did you mean "web"?)',
      'almanac.yaml:2:24: "community.timezone" is no time zone: "Nowhere" (write its IANA name, as Australia/Sydney)',
      'almanac.yaml:3:35: "irc[0].tls" must be true or false, not text: "yes" (write true)',
      'ALMANAC_WEB_LISTEN: "web.listen" is no address to listen on: "here" (write "127.0.0.1:4117", or "[::1]:4117")',
      'ALMANAC_DISCORD_API: is no web address: "ftp://x" (write one that begins with https:// or http://)',
      'DISCORD_TOKEN: holds a blank or line break in its middle (give the secret alone)',
    ]);
  });
});

test.each([
  ['http://a.org/', 'http://a.org'],
  ['https://a.org/almanac//', 'https://a.org/almanac'],
])('the base address %s is kept as %s', async (given, kept) => {
  expect((await load({ ALMANAC_WEB_BASE_URL: given })).web).toMatchObject({ base_url: kept });
});

test('every language that the bot speaks on Discord can be chosen, and no other', async () => {
  for (const language of Object.keys(LANGUAGES)) {
    await write('almanac.yaml', `discord: { language: ${language} }`);
    expect((await load()).discord.language).toBe(language);
  }
  expect(await complaints('discord: { language: tlh }')).toEqual([expect.stringContaining('pt-BR')]);
});

describe('variables', () => {
  test('override the file', async () => {
    await write(
      'almanac.yaml',
      `content: a\nweb: false\ndiscord: { guilds: ["123456789012345678"] }\n${oftc}`,
    );
    const config = await load({
      ALMANAC_CONTENT: 'b',
      ALMANAC_COMMUNITY_NAME: 'Planet Ruby',
      ALMANAC_COMMUNITY_TIMEZONE: 'Asia/Tokyo',
      ALMANAC_COMMUNITY_ASK_HUMANS: '#ruby',
      ALMANAC_WEB_LISTEN: '[::1]:8080',
      ALMANAC_WEB_BASE_URL: 'https://ruby.example.org',
      ALMANAC_DISCORD_GUILDS: '223456789012345678, 323456789012345678,',
      ALMANAC_DISCORD_QUESTION_CHANNELS: '423456789012345678',
      ALMANAC_DISCORD_SHARDS: '2',
      ALMANAC_DISCORD_API: 'http://127.0.0.1:9999/api',
      ALMANAC_IRC_OFTC_HOST: 'localhost',
      ALMANAC_IRC_OFTC_PORT: '6667',
      ALMANAC_IRC_OFTC_NICK: 'rubybot',
      ALMANAC_IRC_OFTC_TLS: 'false',
      ALMANAC_IRC_OFTC_ACCOUNT: 'ruby',
      ALMANAC_IRC_OFTC_CERTIFICATE: 'ruby.pem',
      ALMANAC_IRC_OFTC_CHANNELS: '#ruby,#rails',
    });
    const { content, community, web, discord, irc } = config;
    expect({ content, community, web, discord, irc }).toEqual({
      content: 'b',
      community: { name: 'Planet Ruby', timezone: 'Asia/Tokyo', ask_humans: '#ruby' },
      web: { listen: '[::1]:8080', base_url: 'https://ruby.example.org', ...restOfWeb },
      discord: {
        guilds: ['223456789012345678', '323456789012345678'],
        question_channels: ['423456789012345678'],
        shards: 2,
        scheduled_events: false,
        language: 'en',
        token: null,
        api: 'http://127.0.0.1:9999/api',
      },
      irc: [
        {
          ...defaultIrc,
          network: 'oftc',
          host: 'localhost',
          port: 6667,
          tls: false,
          nick: 'rubybot',
          account: 'ruby',
          certificate: 'ruby.pem',
          channels: ['#ruby', '#rails'],
          password: null,
          server_password: null,
        },
      ],
    });
  });

  test('mend what the file has wrong', async () => {
    expect(await complaints('web: { listen: 4117 }', { ALMANAC_WEB_LISTEN: '127.0.0.1:4117' })).toEqual([]);
  });

  test('false switches the web page off', async () => {
    expect((await load({ ALMANAC_WEB_LISTEN: 'false' })).web).toBe(false);
  });

  test.each([
    ['127.0.0.1:8080', 'http://127.0.0.1:8080'],
    ['0.0.0.0:8080', 'http://127.0.0.1:8080'],
    ['[::]:8080', 'http://[::1]:8080'],
  ])('links follow the page to %s', async (listen, base_url) => {
    expect((await load({ ALMANAC_WEB_LISTEN: listen })).web).toEqual({ listen, base_url, ...restOfWeb });
  });

  test('that are empty count as not set', async () => {
    expect((await load({ ALMANAC_CONTENT: ' ', ALMANAC_DISCORD_API: '', DISCORD_TOKEN: '' })).content).toBe(
      'content',
    );
  });

  test('are named by their faults', async () => {
    await write('almanac.yaml', oftc);
    expect(await complaints(null, { ALMANAC_IRC_OFTC_PORT: 'six', ALMANAC_DISCORD_GUILDS: 'x' })).toEqual([
      'ALMANAC_DISCORD_GUILDS: "discord.guilds[0]" is no Discord id: "x" (in Discord, switch on developer mode, then right-click → Copy ID: 17 to 20 digits)',
      'ALMANAC_IRC_OFTC_PORT: "irc[0].port" must be a number, not text: "six"',
    ]);
  });

  test('that mean nothing are told, with what was probably meant, and stop nothing', async () => {
    await write('almanac.yaml', `web: false\n${oftc}`);
    const { warnings } = await load({
      ALMANAC_CONTNET: 'x',
      ALMANAC_IRC_LIBERACHAT_HOST: 'x',
      ALMANAC_IRC_OFTC_PASWORD: 'x',
      ALMANAC_WEB_BASE_URL: 'http://a.org',
    });
    expect(warnings.map(formatConfigFault)).toEqual([
      'ALMANAC_WEB_BASE_URL: has no effect: the web page is switched off',
      'ALMANAC_CONTNET: is no variable that Almanac knows (did you mean ALMANAC_CONTENT?)',
      'ALMANAC_IRC_LIBERACHAT_HOST: is no variable that Almanac knows (add its network under "irc" in almanac.yaml)',
      'ALMANAC_IRC_OFTC_PASWORD: is no variable that Almanac knows (did you mean ALMANAC_IRC_OFTC_PASSWORD?)',
    ]);
  });
});

describe('secrets', () => {
  test.each([
    [
      'irc: [{ network: oftc, host: h, password: hunter2 }]',
      'almanac.yaml:1:33: "irc[0].password" may not stand in a file: secrets come from the environment alone (set ALMANAC_IRC_OFTC_PASSWORD)',
    ],
    [
      'irc: [{ network: my-net, host: h, sasl_password: hunter2 }]',
      'almanac.yaml:1:35: "irc[0].sasl_password" may not stand in a file: secrets come from the environment alone (set ALMANAC_IRC_MY_NET_PASSWORD)',
    ],
    [
      'discord: { token: hunter2 }',
      'almanac.yaml:1:12: "discord.token" may not stand in a file: secrets come from the environment alone (set DISCORD_TOKEN, or DISCORD_TOKEN_FILE)',
    ],
  ])('are refused in the file: %s', async (yaml, expected) => {
    expect(await complaints(yaml)).toEqual([expected]);
  });

  test('come from the environment, and from a file that it names', async () => {
    await write('almanac.yaml', oftc);
    await write('token.txt', 'abc.def\n');
    const config = await load({ DISCORD_TOKEN_FILE: 'token.txt', ALMANAC_IRC_OFTC_PASSWORD: 'hunter2' });
    expect(config.discord.token?.reveal()).toBe('abc.def');
    expect(config.irc[0]?.password?.reveal()).toBe('hunter2');
    expect(
      (await load({ DISCORD_TOKEN_FILE: 'token.txt', DISCORD_TOKEN: 'direct' })).discord.token?.reveal(),
    ).toBe('direct');
  });

  test('a token file that is missing, empty or no token is told without its content', async () => {
    await write('empty.txt', '\n');
    await write('words.txt', 'hunter2 hunter2');
    await write('large.txt', 'x'.repeat(5000));
    const told = async (file: string) => complaints(null, { DISCORD_TOKEN_FILE: file });
    expect(await told('none.txt')).toEqual([
      "DISCORD_TOKEN_FILE: names a file that can't be read: none.txt (ENOENT) (check its path and permissions)",
    ]);
    expect(await told('empty.txt')).toEqual([
      'DISCORD_TOKEN_FILE: names an empty file: empty.txt (put the token into it)',
    ]);
    expect(await told('words.txt')).toEqual([
      'DISCORD_TOKEN_FILE: holds a blank or line break in its middle (give the secret alone)',
    ]);
    expect(await told('large.txt')).toEqual([
      'DISCORD_TOKEN_FILE: is too large for a token: large.txt (name the file of the token)',
    ]);
  });

  test('print as *** however they are printed', async () => {
    await write('almanac.yaml', oftc);
    const config = await load({ DISCORD_TOKEN: 'hunter2', ALMANAC_IRC_OFTC_PASSWORD: 'hunter2' });
    const printed = [
      String(config.discord.token),
      `${config.irc[0]?.password}`,
      JSON.stringify(config),
      inspect(config, { depth: null, showHidden: true }),
      runConfig({ config, json: true }),
      runConfig({ config, json: false }),
    ];
    for (const text of printed) {
      expect(text).not.toContain('hunter2');
      expect(text).toContain('***');
    }
  });
});

describe('`almanac config`', () => {
  test('prints what is in force, and from where', async () => {
    await write('almanac.yaml', `community:\n  name: "Planet: Ruby"\n${oftc}`);
    const config = await load({
      ALMANAC_WEB_LISTEN: '0.0.0.0:80',
      DISCORD_TOKEN: 'hunter2',
      ALMANAC_IRC_OFTC_CHANNELS: '#a,#b',
    });
    expect(runConfig({ config, json: false })).toBe(
      `# from almanac.yaml

content: content # default
community:
  name: "Planet: Ruby" # almanac.yaml:2
  timezone: UTC # default
  ask_humans: null # default
web:
  listen: 0.0.0.0:80 # environment ALMANAC_WEB_LISTEN
  base_url: http://127.0.0.1:80 # web.listen, environment ALMANAC_WEB_LISTEN
  cors: [] # default
  rate_limit: 300 # default
  trust_proxy: false # default
  edit_url: null # default
  write_url: null # default
discord:
  guilds: [] # default
  question_channels: [] # default
  shards: null # default
  scheduled_events: false # default
  language: en # default
  token: "***" # environment DISCORD_TOKEN
  api: null # default
irc:
  - network: oftc # almanac.yaml:3
    host: irc.oftc.net # almanac.yaml:3
    port: 6697 # default
    tls: true # default
    tls_check: true # default
    nick: almanac # default
    account: null # default
    certificate: null # default
    channels: [ "#a", "#b" ] # environment ALMANAC_IRC_OFTC_CHANNELS
    ambient: [] # default
    relays: [] # default
    prefix: "!" # default
    lines_per_second: 0.8 # default
    password: null # default
    server_password: null # default
bridge: [] # default
digest:
  channels: [] # default
  weekday: monday # default
  hour: 9 # default
  questions: false # default
drafts:
  push: null # default
  channel: null # default
  roles: [] # default
  accounts: [] # default
sync:
  every: null # default
words: [] # default
`,
    );
  });

  test('prints the same values as JSON, on one line', async () => {
    await write('almanac.yaml', 'web: false');
    const text = runConfig({ config: await load({ DISCORD_TOKEN: 'hunter2' }), json: true });
    expect(text.indexOf('\n')).toBe(text.length - 1);
    expect(JSON.parse(text)).toEqual({
      file: 'almanac.yaml',
      config: {
        ...defaultSettings,
        web: false,
        discord: { ...defaultSettings.discord, token: '***', api: null },
      },
      origins: { web: 'almanac.yaml:1', 'discord.token': 'environment DISCORD_TOKEN' },
      warnings: [],
    });
  });

  test('says that there is no file', async () => {
    expect(runConfig({ config: await load(), json: false })).toMatch(
      /^# no almanac.yaml: these are the defaults\n/,
    );
  });

  test('without secrets, what it prints can be read back', async () => {
    const scalar = fc
      .string({ unit: 'binary', minLength: 1, maxLength: 30 })
      .map((text) => text.replace(/\p{Cc}/gu, '').trim())
      .filter((text) => text !== '');
    await fc.assert(
      fc.asyncProperty(scalar, scalar, async (name, humans) => {
        await write('almanac.yaml', JSON.stringify({ community: { name, ask_humans: humans } }));
        const printed: unknown = parse(runConfig({ config: await load(), json: false }));
        expect(printed).toMatchObject({ community: { name, timezone: 'UTC', ask_humans: humans } });
      }),
      { numRuns: 200 },
    );
  });
});

describe('the JSON Schema', () => {
  /** Every property below a schema, with its path. */
  function properties(schema: unknown, path = ''): [string, { description?: string }][] {
    if (typeof schema !== 'object' || schema === null) return [];
    const found: [string, { description?: string }][] = [];
    for (const [key, value] of Object.entries(schema)) {
      if (key === 'properties') {
        for (const [name, property] of Object.entries(value as object)) {
          found.push([`${path}.${name}`, property], ...properties(property, `${path}.${name}`));
        }
      } else found.push(...properties(value, path));
    }
    return found;
  }

  test('describes every key', () => {
    const all = properties(JSON.parse(runConfig({ schema: true })));
    expect(all.map(([path]) => path.slice(1))).toEqual(
      expect.arrayContaining([
        'content',
        'community.ask_humans',
        'web.base_url',
        'irc.channels',
        'bridge.discord',
      ]),
    );
    for (const [path, { description }] of all) expect(description, path).toMatch(/\.$/);
  });

  test('refuses unknown keys, and its patterns are those of JavaScript with the u flag, as editors read them', () => {
    const text = JSON.stringify(configJsonSchema());
    expect(text.match(/"additionalProperties":false/g)).toHaveLength(9);
    const patterns = [...text.matchAll(/"pattern":("(?:[^"\\]|\\.)*")/g)].map(([, pattern]) =>
      JSON.parse(pattern ?? ''),
    );
    expect(patterns.length).toBeGreaterThan(5);
    for (const pattern of patterns) expect(() => new RegExp(pattern, 'u')).not.toThrow();
  });
});
