import { cp, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { spawn } from 'node:child_process';
import { afterAll, beforeAll, describe, expect, test, vi } from 'vitest';
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

  test('invite asks for leave to create events where they are to be scheduled', async () => {
    const config = join(home, 'events.yaml');
    await writeFile(config, 'discord: { scheduled_events: true }\n');
    const { stdout } = await run(['discord', 'invite', '--config', config]);
    const permissions = new URL(stdout.trim()).searchParams.get('permissions');
    expect(BigInt(permissions ?? '') - 309237730304n).toBe(1n << 44n);
  });

  test('register --dry-run tells what would change, and changes nothing', async () => {
    const { code, stdout } = await run(['discord', 'register', '--dry-run']);
    expect([code, stdout]).toEqual([
      0,
      'everywhere:\n  + ask\n  + search\n  + post\n  + events\n  + event\n  + remind\n  + gaps\n  + contribute\n  + about\n  + help\n  + settings\n  + Answer this\n  + Save to knowledge base\n',
    ]);
    expect(discord.commands.size).toBe(0);
  });

  test('register changes it, once', async () => {
    await run(['discord', 'register']);
    expect(discord.commands.get('global')).toHaveLength(13);
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

describe('almanac start', () => {
  test('answers on Discord, with the token from a file, and ends when it is told to', async () => {
    await using discord = await startDiscordServer();
    await using almanac = await startAlmanac(discord, '1');
    await discord.until('IDENTIFY', () => discord.gateway.identified.length === 1);
    const message = await discord.slash('ask', { question: 'why is my gratuitous ARP ignored?' }).message();
    expect(message.embeds[0]?.description).toContain('it arrives within the locktime window');
    almanac.end();
    expect((await almanac.ended).code).toBe(0);
  });

  test('ends with one line and code 1 when Discord closes the connection for good', async () => {
    await using discord = await startDiscordServer();
    await using almanac = await startAlmanac(discord, '1');
    await discord.until('commands', () => discord.gateway.identified.length === 1);
    discord.gateway.closeWith(4004);
    const { code, stderr } = await almanac.ended;
    expect([code, stderr.split('\n').filter((line) => line.startsWith('almanac: '))]).toEqual([
      1,
      [expect.stringMatching(/^almanac: Discord refuses the token/)],
    ]);
  });

  test('runs shards that share one registration of the commands, and starts one that has ended anew', async () => {
    await using discord = await startDiscordServer();
    await using almanac = await startAlmanac(discord, '2');
    await discord.until('two IDENTIFYs', () => discord.gateway.identified.length === 2);
    const question = { question: 'why is my gratuitous ARP ignored?' };
    await discord.slash('ask', question).message();
    discord.gateway.closeWith(4004);
    await discord.until('a third IDENTIFY', () => discord.gateway.identified.length === 3);
    expect(discord.gateway.identified).toEqual([
      [0, 2],
      [1, 2],
      [1, 2],
    ]);
    expect(discord.requests.filter(({ method }) => method === 'PUT')).toHaveLength(1);
    await discord.slash('ask', question).message();
    almanac.end();
    expect(await almanac.ended).toEqual({
      code: 0,
      stderr: expect.stringContaining('discord: shard 2 of 2 has ended and is started anew'),
    });
  }, 60_000);

  test('answers from a post that was written while it runs, each shard by itself', async () => {
    await using discord = await startDiscordServer();
    const content = join(home, 'content-live');
    await cp(CONTENT, content, { recursive: true });
    await using almanac = await startAlmanac(discord, '2', content);
    await discord.until('two IDENTIFYs', () => discord.gateway.identified.length === 2);
    const question = { question: 'what does the zorbometer measure?' };
    const ask = async () => (await discord.slash('ask', question).message()).embeds[0]?.description ?? '';
    expect(await ask()).not.toContain('weight of lamps');
    await writeFile(
      join(content, 'posts/zorbometer.md'),
      '---\ntitle: The zorbometer\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\nThe zorbometer measures the weight of lamps.\n',
    );
    // Nobody may ask more often than twelve times a minute.
    await vi.waitFor(async () => expect(await ask()).toContain('weight of lamps'), {
      timeout: 20_000,
      interval: 2_000,
    });
    almanac.end();
    const { code, stderr } = await almanac.ended;
    // Told by one process only.
    expect([code, stderr.match(/Content: /g)?.length]).toEqual([0, 1]);
  }, 60_000);
});

/** Runs `almanac start`, on the starter content if on no other, until it ends or the test does. */
async function startAlmanac({ api }: DiscordServer, shards: string, content = `${process.cwd()}/content`) {
  await writeFile(join(home, 'token'), 'good-token\n');
  const child = spawn(process.execPath, [`${process.cwd()}/dist/bot/cli.js`, 'start', '--content', content], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_CACHE_HOME: `${home}/cache`,
      XDG_DATA_HOME: `${home}/data`,
      ALMANAC_DISCORD_API: api,
      DISCORD_TOKEN_FILE: 'token',
      ALMANAC_DISCORD_SHARDS: shards,
    },
    stdio: ['ignore', 'ignore', 'pipe'],
  });
  let stderr = '';
  child.stderr.on('data', (chunk) => {
    stderr += chunk;
  });
  const ended = new Promise<{ code: number | null; stderr: string }>((resolve) => {
    child.once('close', (code) => resolve({ code, stderr }));
  });
  return {
    ended,
    end: () => child.kill('SIGTERM'),
    async [Symbol.asyncDispose]() {
      child.kill('SIGKILL');
      await ended;
    },
  };
}
