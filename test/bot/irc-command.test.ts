import { spawn } from 'node:child_process';
import { mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { startDiscordServer } from '../servers/discord/discord-server.ts';
import { ADA, BOT, CHANNEL } from '../servers/discord/world.ts';
import { startScriptedServer } from '../servers/irc/scripted-server.ts';
import { inspircdMissing, startInspircd } from '../servers/irc/inspircd.ts';
import { enter } from '../servers/irc/person.ts';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const network = (port: number, more = '') =>
  `community: { name: Planet }\nweb: false\nirc: [{ network: test, host: localhost, port: ${port}, channels: ["#talk"], prefix: "?"${more} }]\n`;

test.skipIf(inspircdMissing !== null)(
  'almanac start, with IRC alone configured, answers there over TLS with a certificate that is vouched for, and leaves when told to',
  async () => {
    const server = await startInspircd();
    const config = join(home, 'almanac.yaml');
    await writeFile(config, network(server.tlsPort));
    const child = spawn(
      process.execPath,
      [
        `${process.cwd()}/dist/bot/cli.js`,
        'start',
        '--config',
        config,
        '--content',
        'content',
        '--today',
        '2017-05-26',
      ],
      {
        env: {
          PATH: process.env.PATH,
          HOME: home,
          XDG_CACHE_HOME: home,
          NODE_EXTRA_CA_CERTS: server.certificate,
        },
        stdio: ['pipe', 'ignore', 'pipe'],
      },
    );
    let errors = '';
    child.stderr.on('data', (data) => {
      errors += data;
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    try {
      const ada = await enter(server.port, 'ada', ['#talk']);
      await ada.next(/almanac!\S+ JOIN|353 .*almanac/, 15_000);
      const answer = await ada.ask('#talk', '?ask why is my gratuitous ARP ignored?', /PRIVMSG #talk :ada: /);
      expect(answer).toMatch(/ada: “The kernel ignores a gratuitous ARP packet/);
      child.kill('SIGTERM');
      await ada.next(/almanac!\S+ QUIT :Quit: Goodbye/);
      expect(await ended, errors).toBe(0);
      ada.close();
    } finally {
      child.kill('SIGKILL');
      await server.stop();
    }
  },
  30_000,
);

test('with IRC, Discord and a bridge configured, almanac start relays between them', async () => {
  await using discord = await startDiscordServer();
  const server = await startScriptedServer();
  await writeFile(
    join(home, 'almanac.yaml'),
    `web: false\nirc: [{ network: test, host: 127.0.0.1, port: ${server.port}, tls: false }]\n` +
      `bridge: [{ irc: "test/#talk", discord: "${CHANNEL}", colours: false }]\n`,
  );
  const child = spawn(
    process.execPath,
    [`${process.cwd()}/dist/bot/cli.js`, 'start', '--content', join(process.cwd(), 'content')],
    {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        DISCORD_TOKEN: 'good-token',
        ALMANAC_DISCORD_API: discord.api,
      },
      stdio: ['pipe', 'ignore', 'inherit'],
    },
  );
  const ended = new Promise((resolve) => child.once('exit', resolve));
  try {
    await server.next(/^JOIN #talk/, 20_000);
    server.send(':ada!a@h PRIVMSG #talk :hello\r\n');
    const post = await discord.until('a post', () =>
      [...discord.messages.values()].find(({ content }) => content === 'hello'),
    );
    expect(post.author.username).toBe('ada');
    discord.say('hi ada', { user: ADA });
    expect(await server.next(/PRIVMSG #talk/)).toBe('PRIVMSG #talk :<a\u200bda> hi ada');
    child.kill('SIGTERM');
    expect(await ended).toBe(0);
  } finally {
    child.kill('SIGKILL');
    await server.stop();
  }
}, 40_000);

const ircYaml = (port: number) =>
  `irc: [{ network: test, host: 127.0.0.1, port: ${port}, tls: false, channels: ["#talk"] }]\n`;

test.each<[what: string, { irc: boolean; discord: boolean }]>([
  ['IRC alone', { irc: true, discord: false }],
  ['Discord alone', { irc: false, discord: true }],
  ['both, but no bridge', { irc: true, discord: true }],
])(
  'almanac start with %s configured answers there, relays nothing and does nothing else',
  async (_what, on) => {
    await using discord = await startDiscordServer();
    const server = await startScriptedServer();
    await writeFile(join(home, 'almanac.yaml'), `web: false\n${on.irc ? ircYaml(server.port) : ''}`);
    const child = spawn(
      process.execPath,
      [`${process.cwd()}/dist/bot/cli.js`, 'start', '--content', join(process.cwd(), 'content')],
      {
        cwd: home,
        env: {
          PATH: process.env.PATH,
          HOME: home,
          ALMANAC_DISCORD_API: discord.api,
          ...(on.discord ? { DISCORD_TOKEN: 'good-token' } : {}),
        },
        stdio: ['pipe', 'ignore', 'inherit'],
      },
    );
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const question = 'why is my gratuitous ARP ignored?';
    try {
      if (on.irc) {
        await server.next(/^JOIN #talk/, 20_000);
        server.send(':ada!a@h PRIVMSG #talk :hello\r\n');
        server.send(`:ada!a@h PRIVMSG #talk :!ask ${question}\r\n`);
        await server.next(/^PRIVMSG #talk :ada: “The kernel/);
      }
      if (on.discord) {
        await discord.until('ready', () => discord.gateway.intents !== 0 || null);
        discord.say('hello', { user: ADA });
        discord.say(`<@${BOT.id}> ${question}`, { user: ADA });
        await discord.reply();
      }
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
      expect(server.connections).toBe(on.irc ? 1 : 0);
      const said = server.received.flatMap((line) => /^(?:JOIN|PRIVMSG|NOTICE) \S+/.exec(line)?.[0] ?? []);
      // The quote and its citation.
      expect(said).toEqual(on.irc ? ['JOIN #talk', 'PRIVMSG #talk', 'PRIVMSG #talk'] : []);
      const posted = discord.requests.filter(({ method }) => method === 'POST').map(({ path }) => path);
      expect(posted).toEqual(on.discord ? [`/channels/${CHANNEL}/messages`] : []);
      if (!on.discord) expect(discord.requests).toEqual([]);
    } finally {
      child.kill('SIGKILL');
      await server.stop();
    }
  },
  40_000,
);

test('a certificate that is none is told before anything is connected', async () => {
  await writeFile(join(home, 'bot.pem'), 'nothing');
  await writeFile(join(home, 'almanac.yaml'), network(1, ', certificate: bot.pem'));
  const content = join(process.cwd(), 'content');
  const { code, stderr } = await runAlmanac(['start', '--content', content], { home, cwd: home });
  expect(stderr).toContain('bot.pem does not hold a private key and a certificate, both in PEM');
  expect(code).toBe(1);
});

test('irc-framework is loaded when a network is connected to, and not before', async () => {
  const files = await readdir('bot', { recursive: true });
  const loading = [];
  for (const file of files.filter((name) => name.endsWith('.ts') && !name.endsWith('.d.ts'))) {
    const source = await readFile(join('bot', file), 'utf8');
    const lines = source
      .split('\n')
      .filter((line) => line.includes("'irc-framework'") && !line.includes('import type'));
    loading.push(...lines.map((line) => `${file}: ${line.trim()}`));
  }
  expect(loading).toEqual([
    "surfaces/irc/connect-network.ts: const { default: framework } = await import('irc-framework');",
  ]);
});
