import { readFileSync } from 'node:fs';
import { dirname } from 'node:path';
import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import type { IrcNetworkOptions } from '../../../../bot/surfaces/irc/start-irc.ts';
import {
  type Inspircd,
  inspircdMissing,
  makeCertificate,
  startInspircd,
} from '../../../servers/irc/inspircd.ts';
import { enter, type Person } from '../../../servers/irc/person.ts';
import { secret, startBot, type TestBot } from './start-bot.ts';

if (inspircdMissing !== null) console.info(`connecting to InspIRCd: ${inspircdMissing}`);

describe.skipIf(inspircdMissing !== null)('connecting to InspIRCd', () => {
  let server: Inspircd;
  let bot: TestBot | null = null;
  let people: Person[] = [];

  const start = async (more: Partial<IrcNetworkOptions> = {}, port = server.port) => {
    bot = await startBot(port, more);
    return bot;
  };
  const somebody = async (nick: string, channels: readonly string[] = []) => {
    const person = await enter(server.port, nick, channels);
    people.push(person);
    return person;
  };
  const operator = async () => {
    const oper = await somebody('op');
    oper.send('OPER oper oper');
    await oper.next(/ 381 /);
    return oper;
  };

  beforeAll(async () => {
    server = await startInspircd({ services: true });
    const ada = await enter(server.port, 'account');
    // Services link a moment after the server is up.
    for (let tries = 0; tries < 20; tries++) {
      ada.send('PRIVMSG NickServ :REGISTER open-sesame account@irc.test');
      if (await ada.next(/NickServ.*(?:is now registered|already registered)/, 500).catch(() => null)) break;
    }
    ada.close();
  }, 30_000);
  afterEach(async () => {
    for (const person of people) person.close();
    people = [];
    await bot?.stop();
    bot = null;
  });
  afterAll(() => server?.stop());

  test('logs in by SASL PLAIN before it joins', async () => {
    const { logged, log } = await start({ account: 'account', password: secret('open-sesame') });
    await logged(/joined #talk/);
    expect(log.slice(0, 3)).toEqual([
      'irc: test: logged in as account',
      'irc: test: connected',
      'irc: test: joined #talk',
    ]);
  });

  test('with a wrong password says so, tries NickServ too, and joins all the same; no password is logged', async () => {
    const { logged, log } = await start({
      account: 'account',
      password: secret('wrong-words'),
      waits: { identify: 500 } as never,
    });
    await logged(/joined #talk/);
    expect(log.join('\n')).toMatch(/SASL failed \(fail\)/);
    expect(log.join('\n')).toMatch(/NickServ did not let me log in in time/);
    expect(log.join('\n')).not.toContain('wrong-words');
  });

  test('logs in by SASL EXTERNAL with a certificate that its account knows', async () => {
    const folder = dirname(server.certificate);
    const certificate = readFileSync(makeCertificate(folder, 'bot'), 'utf8');
    const key = secret(readFileSync(`${folder}/bot.key`, 'utf8'));
    const tls = { tls: true, isCertificateChecked: false } as const;
    const first = await start(
      { ...tls, account: 'account', password: secret('open-sesame'), certificate: null },
      server.tlsPort,
    );
    await first.logged(/joined #talk/);
    const { X509Certificate } = await import('node:crypto');
    const print = new X509Certificate(certificate).fingerprint256.replaceAll(':', '').toLowerCase();
    void first.connection.say('NickServ', [`CERT ADD ${print}`]);
    await new Promise((resolve) => setTimeout(resolve, 500));
    await first.stop();
    const { logged } = await start(
      { ...tls, account: 'account', certificate: { key, certificate } },
      server.tlsPort,
    );
    expect(await logged(/logged in as/)).toBe('irc: test: logged in as account');
  });

  test('refuses a server whose certificate nobody vouches for', async () => {
    const { logged, connection } = await start({ tls: true }, server.tlsPort);
    expect(await logged(/not connected/)).toMatch(/self.signed certificate/);
    expect(connection.isIn('#talk')).toBe(false);
  });

  test('gives the server its password, and says when that is refused', async () => {
    const first = await start({ serverPassword: secret('door') }, server.lockedPort);
    await first.logged(/joined #talk/);
    await first.stop();
    const { logged } = await start({ serverPassword: secret('window') }, server.lockedPort);
    await logged(/not connected/);
  });

  test('takes another nick when its own is in use, and goes back once that is free', async () => {
    const thief = await somebody('almanac');
    const { logged, connection } = await start();
    await logged(/joined #talk/);
    expect(connection.nick).toBe('almanac_');
    thief.send('QUIT');
    const ada = await somebody('ada', ['#talk']);
    await ada.next(/NICK :?almanac$|353 .*[ @]almanac(?: |$)/);
    expect(connection.nick).toBe('almanac');
    expect(await ada.ask('#talk', 'almanac: help', /NOTICE ada/)).toContain('I quote');
  });

  test('has services free its nick when it is logged in', async () => {
    await somebody('account');
    const { connection, logged } = await start({
      nick: 'account',
      account: 'account',
      password: secret('open-sesame'),
    });
    await logged(/the nick account is in use/);
    for (let tries = 0; tries < 100 && connection.nick !== 'account'; tries++) {
      await new Promise((resolve) => setTimeout(resolve, 50));
    }
    expect(connection.nick).toBe('account');
  });

  test('comes back once after a kick, and stays out after the second', async () => {
    const ada = await somebody('ada', ['#kick']);
    const { logged, connection } = await start({ channels: ['#kick'] });
    await logged(/joined #kick/);
    ada.send('KICK #kick almanac :out');
    await ada.next(/ KICK /);
    await ada.next(
      /almanac!\S+ JOIN/,
      5_000,
      ada.lines.findIndex((line) => line.includes(' KICK ')),
    );
    ada.send('KICK #kick almanac :really');
    expect(await logged(/kicked again/)).toBe('irc: test: #kick: kicked again by ada, so I stay out');
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(connection.isIn('#kick')).toBe(false);
  });

  test('stays out of a channel that it is banned from and says so; an invitation is taken up', async () => {
    const ada = await somebody('ada', ['#ban']);
    ada.send('MODE #ban +b almanac!*@*');
    await ada.next(/ MODE #ban \+b/);
    const { logged } = await start({ channels: ['#ban'] });
    expect(await logged(/#ban/)).toBe("irc: test: #ban can't be joined: I am banned there, so I stay out");
    ada.send('MODE #ban -b+i almanac!*@*');
    ada.send('INVITE almanac #ban');
    await ada.next(/almanac!\S+ JOIN/);
  });

  test('comes back, joined, after it was killed, and after the server was started anew', async () => {
    const { logged, log, connection } = await start();
    await logged(/joined #talk/);
    const oper = await operator();
    oper.send('KILL almanac :testing');
    const joins = async (count: number) => {
      for (let tries = 0; tries < 200; tries++) {
        if (log.filter((line) => line.endsWith('joined #talk')).length >= count) return;
        await new Promise((resolve) => setTimeout(resolve, 50));
      }
      throw new Error(log.join('\n'));
    };
    await joins(2);
    await server.restart();
    await joins(3);
    expect(connection.isIn('#talk')).toBe(true);
  });

  test('who is banned from the network says why and waits the longest', async () => {
    const { logged } = await start({ waits: { longestReconnect: 3_600_000 } as never });
    await logged(/joined #talk/);
    const oper = await operator();
    oper.send('GLINE almanac@* 60 :testing');
    expect(await logged(/not connected/)).toMatch(
      /\(.*(?:G-?lined?|banned).*\); the next attempt in 3600 s/i,
    );
    oper.send('GLINE almanac@*');
    await new Promise((resolve) => setTimeout(resolve, 100));
  });
});
