import { spawn } from 'node:child_process';
import { mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { inspircdMissing, startInspircd } from '../servers/irc/inspircd.ts';
import { enter } from '../servers/irc/person.ts';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
});
afterEach(() => rm(home, { recursive: true, force: true }));

const network = (port: number, more = '') =>
  `community: { name: Planet }\nirc: [{ network: test, host: localhost, port: ${port}, channels: ["#talk"], prefix: "?"${more} }]\n`;

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

test('a certificate that is none is told before anything is connected', async () => {
  await writeFile(join(home, 'bot.pem'), 'nothing');
  await writeFile(join(home, 'almanac.yaml'), network(1, ', certificate: bot.pem'));
  const content = join(process.cwd(), 'content');
  const { code, stderr } = await runAlmanac(['start', '--content', content], { home, cwd: home });
  expect(stderr).toContain('bot.pem does not hold a private key and a certificate, both in PEM');
  expect(code).toBe(1);
});

test('irc-framework is loaded by nothing but the connection', async () => {
  const cli = await readFile('dist/bot/cli.js', 'utf8');
  expect(cli).not.toContain('irc');
});
