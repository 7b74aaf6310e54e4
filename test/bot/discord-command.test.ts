import { mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DiscordServer, startDiscordServer } from '../servers/discord/discord-server.ts';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
let discord: DiscordServer;
beforeAll(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-discord-'));
  discord = await startDiscordServer();
});
afterAll(async () => {
  await discord[Symbol.asyncDispose]();
  await rm(home, { recursive: true });
});

const run = (args: string[], env: Record<string, string> = {}) =>
  runAlmanac(args, {
    home,
    cwd: home,
    env: { ALMANAC_DISCORD_API: discord.api, DISCORD_TOKEN: 'good-token', ...env },
  });
const CONTENT = `${process.cwd()}/test/fixtures/content-good`;

describe('almanac discord', () => {
  test('invite prints the link with the scopes and permissions that the bot uses', async () => {
    expect(await run(['discord', 'invite'])).toEqual({
      code: 0,
      stdout:
        'https://discord.com/oauth2/authorize?client_id=100000000000000001&scope=bot+applications.commands&permissions=309237730304\n',
      stderr: '',
    });
  });

  test('register --dry-run tells what would change, and changes nothing', async () => {
    const { code, stdout } = await run(['discord', 'register', '--dry-run']);
    expect([code, stdout]).toEqual([
      0,
      'everywhere:\n  + ask\n  + search\n  + post\n  + events\n  + about\n  + help\n  + settings\n  + Answer this\n',
    ]);
    expect(discord.commands.size).toBe(0);
  });

  test('register changes it, once', async () => {
    await run(['discord', 'register']);
    expect(discord.commands.get('global')).toHaveLength(8);
    expect((await run(['discord', 'register'])).stdout).toBe('everywhere: nothing to change\n');
  });

  test.each([
    [['discord', 'invite']],
    [['discord', 'register']],
    [['start', '--content', CONTENT]],
    [['start', '--content', CONTENT, '--verbose']],
  ])('%j with a wrong token ends with one clear line and code 1, and shows no token', async (args) => {
    const { code, stdout, stderr } = await run(args, { DISCORD_TOKEN: 'wr0ng-t0ken' });
    expect([code, stdout]).toEqual([1, '']);
    expect(stderr.split('\n').filter((line) => line.startsWith('almanac: '))).toEqual([
      expect.stringMatching(/^almanac: Discord refuses the token: copy it anew from https:/),
    ]);
    expect(stderr).not.toContain('wr0ng');
    expect(stderr).not.toMatch(/^\s+at /m);
  });

  test('without a token says where it comes from', async () => {
    const { code, stderr } = await run(['discord', 'invite'], { DISCORD_TOKEN: '' });
    expect([code, stderr]).toEqual([
      1,
      'almanac: there is no token: set DISCORD_TOKEN, or DISCORD_TOKEN_FILE to a file that holds it\n',
    ]);
  });
});

test.each([
  ['1', [[0, 1]]],
  [
    '2',
    [
      [0, 2],
      [1, 2],
    ],
  ],
])(
  'almanac start answers on Discord in %s shards, with the token from a file, and ends when it is told to',
  async (shards, identified) => {
    await using discord = await startDiscordServer();
    await writeFile(join(home, 'token'), 'good-token\n');
    const child = spawn(
      process.execPath,
      [`${process.cwd()}/dist/bot/cli.js`, 'start', '--content', `${process.cwd()}/content`],
      {
        cwd: home,
        env: {
          PATH: process.env.PATH,
          HOME: home,
          XDG_CACHE_HOME: `${home}/cache`,
          XDG_DATA_HOME: `${home}/data`,
          ALMANAC_DISCORD_API: discord.api,
          DISCORD_TOKEN_FILE: 'token',
          ALMANAC_DISCORD_SHARDS: shards,
        },
        stdio: ['ignore', 'pipe', 'pipe'],
      },
    );
    const ended = new Promise((resolve) => child.once('close', resolve));
    try {
      await discord.until('IDENTIFY', () => discord.gateway.identified.length === identified.length);
      expect(discord.gateway.identified).toEqual(identified);
      expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
      const message = await discord.slash('ask', { question: 'why is my gratuitous ARP ignored?' }).message();
      expect(message.embeds[0]?.description).toContain('it arrives within the locktime window');
      child.kill('SIGTERM');
      expect(await ended).toBe(0);
    } finally {
      child.kill('SIGKILL');
    }
  },
);
