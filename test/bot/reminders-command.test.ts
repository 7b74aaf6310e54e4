import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { nameStore } from '../../bot/commands/name-files.ts';
import { openStore } from '../../bot/store/open-store.ts';
import { type DiscordServer, startDiscordServer } from '../servers/discord/discord-server.ts';
import { ADA, CHANNEL, DM_CHANNEL } from '../servers/discord/world.ts';
import { type ScriptedServer, startScriptedServer } from '../servers/irc/scripted-server.ts';

let home: string;
let discord: DiscordServer;
let irc: ScriptedServer;
let child: ChildProcess | null;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
  discord = await startDiscordServer({ permissions: 1n << 44n });
  irc = await startScriptedServer();
  child = null;
});
afterEach(async () => {
  child?.kill('SIGKILL');
  await irc.stop();
  await discord[Symbol.asyncDispose]();
  vi.unstubAllEnvs();
  await rm(home, { recursive: true, force: true });
});

const minutes = (count: number) => `${new Date(Date.now() + count * 60_000).toISOString().slice(0, 19)}Z`;

function start(): ChildProcess {
  const args = ['start', '--content', join(home, 'content')];
  return spawn(process.execPath, [`${process.cwd()}/dist/bot/cli.js`, ...args], {
    cwd: home,
    env: {
      PATH: process.env.PATH,
      HOME: home,
      XDG_DATA_HOME: home,
      DISCORD_TOKEN: 'good-token',
      ALMANAC_DISCORD_API: discord.api,
    },
    stdio: ['pipe', 'ignore', 'pipe'],
  });
}

/** What people got, digest aside. */
const told = () =>
  [...discord.messages.values()].map(({ channel_id, content }) => `${channel_id} ${content}`);

test('almanac start reminds, announces, tells the digest and schedules, and after kill -9 does none of it again', async () => {
  const [, weekday] = /^(\w+),/.exec(new Date().toUTCString().replace(/^(\w+)/, dayName)) ?? [];
  await mkdir(join(home, 'content', 'posts'), { recursive: true });
  await mkdir(join(home, 'content', 'events'));
  await writeFile(
    join(home, 'content', 'events', 'talk.md'),
    `---\nname: A talk\nstart: ${minutes(30)}\nplace: Room 1\n---\n\nA talk.\n`,
  );
  await writeFile(
    join(home, 'content', 'events', 'call.md'),
    `---\nname: Team call\nstart: ${minutes(8)}\nchannel: "test/#talk"\n---\n\nA call.\n`,
  );
  await writeFile(
    join(home, 'almanac.yaml'),
    `web: false\nirc: [{ network: test, host: 127.0.0.1, port: ${irc.port}, tls: false, channels: ["#talk"] }]\n` +
      `discord: { scheduled_events: true }\ndigest: { channels: ["${CHANNEL}"], weekday: ${weekday}, hour: 0 }\n`,
  );
  vi.stubEnv('XDG_DATA_HOME', home);
  const store = await openStore(await nameStore(join(home, 'content')));
  const asked = { zone: 'UTC', asked: '2017-01-01T00:00:00Z', due: null, language: 'en' };
  store.reminders.add({ event: 'talk', lead: 'hour', surface: 'discord', target: `@${ADA.id}`, ...asked });
  store.close();

  child = start();
  await discord.until('reminder and digest', () => told().length === 2);
  await discord.until('scheduled events', () => discord.scheduled.size === 2);
  await irc.next(/^PING delivery-/, 20_000);
  expect(told().sort()).toEqual([
    expect.stringMatching(`^${CHANNEL} \\*\\*.*\\*\\*, .*Coming events.*A talk`.replace(/\.\*/g, '[^]*')),
    expect.stringMatching(
      new RegExp(
        `^${DM_CHANNEL} ⏰ Late reminder \\(it was due <t:\\d+:f>\\) · an hour before\n\\*\\*A talk`,
      ),
    ),
  ]);
  expect(irc.received.filter((line) => line.startsWith('PRIVMSG'))).toEqual([
    expect.stringMatching(/^PRIVMSG #talk :In \d minutes: Team call, /),
  ]);
  // Long enough for all of it to be known as sent.
  await new Promise((resolve) => setTimeout(resolve, 300));
  child.kill('SIGKILL');
  await once(child, 'exit');

  child = start();
  await irc.next(/^JOIN #talk/);
  await discord.until(
    'the second look',
    () => discord.requests.filter(({ path }) => path.endsWith('/scheduled-events')).length >= 4,
  );
  await new Promise((resolve) => setTimeout(resolve, 1_500));
  expect([told().length, discord.scheduled.size]).toEqual([2, 2]);
  expect(irc.received.filter((line) => line.startsWith('PRIVMSG'))).toHaveLength(1);
  child.kill('SIGTERM');
  expect((await once(child, 'exit'))[0]).toBe(0);
}, 60_000);

function dayName(short: string): string {
  const days = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
  return days.find((day) => day.startsWith(short.toLowerCase())) ?? '';
}
