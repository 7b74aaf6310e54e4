import { execFileSync, spawn } from 'node:child_process';
import { cp, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { expect, test } from 'vitest';
import { startDiscordServer } from '../servers/discord/discord-server.ts';
import { BEN, BOT, MODERATORS, OTHER_CHANNEL } from '../servers/discord/world.ts';
import { startScriptedServer } from '../servers/irc/scripted-server.ts';

test('with almanac start, what is taught on IRC is published on Discord into a git repository, and what nobody could answer is told once it is answered', async () => {
  await using discord = await startDiscordServer();
  const irc = await startScriptedServer();
  const home = await mkdtemp(join(tmpdir(), 'almanac-'));
  await cp(join(process.cwd(), 'test/fixtures/content-good'), join(home, 'content'), { recursive: true });
  execFileSync('git', ['init', '--quiet', home]);
  await writeFile(
    join(home, 'almanac.yaml'),
    `web: false\nirc: [{ network: test, host: 127.0.0.1, port: ${irc.port}, tls: false, channels: ["#talk"] }]\n` +
      `drafts: { channel: "${OTHER_CHANNEL}", roles: ["${MODERATORS}"] }\n`,
  );
  const start = () => {
    const child = spawn(process.execPath, [`${process.cwd()}/dist/bot/cli.js`, 'start'], {
      cwd: home,
      env: {
        PATH: process.env.PATH,
        HOME: home,
        XDG_CACHE_HOME: `${home}/cache`,
        XDG_DATA_HOME: `${home}/data`,
        DISCORD_TOKEN: 'good-token',
        ALMANAC_DISCORD_API: discord.api,
      },
      stdio: ['pipe', 'ignore', 'inherit'],
    });
    const ended = new Promise((resolve) => child.once('exit', resolve));
    const stop = () => {
      child.kill('SIGTERM');
      return ended;
    };
    return { stop };
  };
  let running = start();
  try {
    await irc.next(/^JOIN #talk/, 20_000);
    await discord.until('the bot', () => discord.gateway.received.get(2));
    discord.say(`<@${BOT.id}> how do I knit a woollen hat?`, { user: BEN });
    const declined = await discord.reply();
    expect(declined.embeds[0]?.description).toMatch(/^I don't know/);
    await discord.press(declined, 'Tell me when answered', { user: BEN }).message();

    irc.send(
      ':ada!a@h PRIVMSG #talk :!learn How to knit a hat | To knit a woollen hat, cast on ninety stitches and knit the hat in the round.\r\n',
    );
    await irc.next(/^WHOIS ada/);
    irc.send(':scripted.test 311 almanac ada a h * :Ada\r\n:scripted.test 318 almanac ada :End\r\n');
    expect(await irc.next(/PRIVMSG #talk :ada: Thank you/)).toMatch(/as draft 1\.$/);
    const draft = await discord.until('the draft', () =>
      [...discord.messages.values()].find(({ embeds }) => embeds[0]?.title === 'Draft 1: How to knit a hat'),
    );
    discord.press(draft, 'Publish', { user: BEN, roles: [MODERATORS] });
    await discord.until('the outcome', () => /Published by/.test(draft.embeds[0]?.description ?? ''));
    expect(execFileSync('git', ['-C', home, 'log', '--format=%an %s'], { encoding: 'utf8' })).toBe(
      'ada Publish: How to knit a hat\n',
    );
    const [year = ''] = (await readdir(join(home, 'content', 'posts')))
      .filter((name) => /^20\d\d$/.test(name))
      .slice(-1);
    const [file = ''] = (await readdir(join(home, 'content', 'posts', year))).slice(-1);
    expect(await readFile(join(home, 'content', 'posts', year, file), 'utf8')).toContain('author: ada\n');

    await running.stop();
    running = start();
    const told = await discord.until('the news', () =>
      [...discord.messages.values()].find(({ content }) => content.startsWith('You asked to be told')),
    );
    expect(told.embeds[0]?.description).toContain('> To knit a woollen hat, cast on ninety stitches');
  } finally {
    await running.stop();
    await irc.stop();
    await rm(home, { recursive: true, force: true });
  }
}, 60_000);
