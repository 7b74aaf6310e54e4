import { randomBytes } from 'node:crypto';
import { afterEach, describe, expect, test } from 'vitest';
import {
  type Script,
  type ScriptedServer,
  startScriptedServer,
} from '../../../servers/irc/scripted-server.ts';
import { secret, startBot, type TestBot } from './start-bot.ts';

const pause = (ms: number) => new Promise((resolve) => setTimeout(resolve, ms));

describe('servers and people that mean no good', () => {
  let server: ScriptedServer;
  let bot: TestBot;

  const start = async (script: Script = {}, more: Parameters<typeof startBot>[1] = {}) => {
    server = await startScriptedServer(script);
    bot = await startBot(server.port, more);
  };
  afterEach(async () => {
    await bot.stop();
    await server.stop();
  });

  const isAlive = async () => {
    server.send(':ada!a@h PRIVMSG #talk :!events\r\n');
    return server.next(/^PRIVMSG #talk :ada: • Summit/, 8_000);
  };

  test('10,000 lines of random bytes, some of them like commands, leave the bot answering', async () => {
    await start();
    await server.next(/^JOIN/);
    const commands = [
      'PRIVMSG',
      'JOIN',
      'KICK',
      'MODE',
      'NICK',
      'CAP',
      'BATCH',
      '005',
      '353',
      '433',
      'NOTICE',
      'AUTHENTICATE',
      '900',
      'TOPIC',
      '352',
      '730',
    ];
    for (let batch = 0; batch < 100; batch++) {
      const lines = Array.from({ length: 100 }, (_, index) => {
        const command =
          index % 2 === 0 ? `:${'ab'[index % 2]}!a@h ${commands[(batch + index) % commands.length]} ` : '';
        const noise = randomBytes(1 + (index % 60)).map((byte) => (byte === 10 ? 11 : byte));
        return Buffer.concat([Buffer.from(command), noise, Buffer.from('\r\n')]);
      });
      server.send(Buffer.concat(lines));
    }
    server.send(':almanac!a@h NICK :almanac\r\n');
    await pause(200);
    await isAlive();
  });

  test('lines that lack what they should have are skipped and told', async () => {
    await start();
    await server.next(/^JOIN/);
    server.send(
      ':ada!a@h PRIVMSG\r\n:ada!a@h NOTICE\r\nBATCH\r\n:x 005 almanac CHANMODES PREFIX=\r\nPRIVMSG #talk\r\n',
    );
    await isAlive();
    expect(bot.log.filter((line) => line.includes("can't be read")).length).toBeGreaterThan(0);
  });

  test('a line without an end is hung up on', async () => {
    await start();
    await server.next(/^JOIN/);
    for (let kilobytes = 0; kilobytes < 128; kilobytes += 16) server.send('x'.repeat(16_384));
    expect(await bot.logged(/not connected/)).toContain('the server sent a line without an end');
  });

  test('a server that does not let the bot in is given up in time, and tried again', async () => {
    await start({ welcomes: false }, { waits: { registerWithin: 300 } as never });
    await bot.logged(/the server did not let me in within 0 s/);
    for (let tries = 0; tries < 100 && server.connections < 2; tries++) await pause(20);
    expect(server.connections).toBeGreaterThanOrEqual(2);
  });

  test('a server that falls silent is noticed', async () => {
    await start({ isAlive: false }, { waits: { ping: 100, silence: 400 } as never });
    expect(await bot.logged(/not connected/)).toContain('the server fell silent');
  });

  test('a server that speaks byte by byte is understood', async () => {
    await start();
    await server.next(/^JOIN/);
    for (const byte of Buffer.from(':ada!a@h PRIVMSG #talk :!events Sydney für alle\r\n')) {
      server.send(new Uint8Array([byte]));
      await pause(1);
    }
    await server.next(/^PRIVMSG #talk :ada: /);
  });

  test('cut connections are taken up again, however often', async () => {
    await start();
    for (let count = 1; count <= 4; count++) {
      for (
        let tries = 0;
        tries < 200 && bot.log.filter((line) => line.includes('joined')).length < count;
        tries++
      ) {
        await pause(20);
      }
      server.cut();
    }
    expect(server.connections).toBeGreaterThanOrEqual(4);
  });

  test('questions for the version are answered, but not as often as they are asked', async () => {
    await start();
    await server.next(/^JOIN/);
    for (let count = 0; count < 50; count++) server.send(':ada!a@h PRIVMSG almanac :\u0001VERSION\u0001\r\n');
    await server.next(/^NOTICE ada :.VERSION Almanac/);
    await pause(200);
    expect(server.received.filter((line) => line.includes('VERSION')).length).toBeLessThanOrEqual(3);
  });

  test('where there is no SASL, NickServ is told the password before channels are joined', async () => {
    await start({}, { password: secret('open-sesame') });
    expect(await server.next(/NickServ/)).toBe('PRIVMSG NickServ :IDENTIFY open-sesame');
    expect(server.received.some((line) => line.startsWith('JOIN'))).toBe(false);
    server.send(':scripted.test 900 almanac almanac!a@h almanac :You are now logged in\r\n');
    await server.next(/^JOIN/);
    expect(bot.log.join('\n')).not.toContain('open-sesame');
  });

  test('a server that offers SASL and never goes on with it is given up in time, and tried again', async () => {
    await start(
      { capabilities: 'sasl' },
      { password: secret('open-sesame'), waits: { registerWithin: 300 } as never },
    );
    await server.next(/^AUTHENTICATE PLAIN/);
    await bot.logged(/the server did not let me in/);
    for (let tries = 0; tries < 100 && server.connections < 2; tries++) await pause(20);
    expect(server.connections).toBeGreaterThanOrEqual(2);
  });

  test('who was lost in a netsplit is not there, and is there again once it is over', async () => {
    await start();
    await server.next(/^JOIN/);
    const question = ':ben!b@h PRIVMSG #talk :!ask why is my gratuitous ARP ignored? | ada\r\n';
    server.send(':ben!b@h JOIN #talk\r\n:ada!a@h QUIT :hub.irc.test leaf.irc.test\r\n');
    server.send(question);
    await server.next(/^PRIVMSG #talk :ben: “The kernel/);
    server.send(':ada!a@h JOIN #talk\r\n');
    server.send(question);
    await server.next(/^PRIVMSG #talk :ada: “The kernel/);
  });

  test('what people say becomes no command, no CTCP and no message to others', async () => {
    await start({}, { pace: { burst: 1_000, perSecond: 1_000 } });
    await server.next(/^JOIN/);
    await pause(100);
    const from = server.received.length;
    const words = [
      'x\u0001ACTION waves\u0001',
      'x\rQUIT :gone',
      'x\0JOIN #elsewhere',
      '\u0001VERSION\u0001',
      'x | ben\u0007',
      'x | #other,ben',
      '\u202e\u0003\u0003,\u0002',
    ];
    for (const [number, said] of words.entries()) {
      server.send(`:a${number}!a@h PRIVMSG #talk :!ask ${said}\r\n`);
      server.send(`:b\u0001${number}!b@h PRIVMSG #talk :!search ${said}\r\n`);
      server.send(`:#c,${number}!c@h PRIVMSG almanac :!ask ${said}\r\n`);
    }
    server.send(':ada!a@h PRIVMSG almanac :!events\r\n');
    await server.next(/^PRIVMSG ada :• Summit/);
    const said = server.received.slice(from);
    expect(said.length).toBeGreaterThan(words.length);
    for (const line of said) {
      expect(line).toMatch(/^(?:(?:PRIVMSG|NOTICE) (?:#talk|[ab]\d|ada) :|PING |MODE almanac )/);
      for (const code of '\0\u0001\u0007\r\u202e') expect(line).not.toContain(code);
    }
  });

  test('a bot that answers each answer is not answered for ever', async () => {
    await start({}, { pace: { burst: 1_000, perSecond: 1_000 } });
    await server.next(/^JOIN/);
    const answers = () => server.received.filter((line) => line.startsWith('PRIVMSG #talk :parrot')).length;
    for (let turn = 0; turn < 30; turn++) {
      server.send(':parrot!p@h PRIVMSG #talk :almanac: why is my gratuitous ARP ignored?\r\n');
      await pause(5);
    }
    await isAlive();
    expect(answers()).toBe(5);
    expect(server.received.filter((line) => line.startsWith('NOTICE parrot'))).toHaveLength(1);
  });

  test('a playback of old messages is not answered', async () => {
    await start({ capabilities: 'server-time batch message-tags' });
    await server.next(/^JOIN/);
    server.send('@time=2017-05-26T00:00:00.000Z :ada!a@h PRIVMSG #talk :!events\r\n');
    server.send(
      ':x BATCH +p chathistory #talk\r\n@batch=p :ada!a@h PRIVMSG #talk :!events\r\n:x BATCH -p\r\n',
    );
    await pause(200);
    expect(server.received.filter((line) => line.startsWith('PRIVMSG'))).toEqual([]);
  });

  test('where the server takes lines together, they go as one message that replies', async () => {
    await start({ capabilities: 'batch message-tags draft/multiline=max-bytes=4096,max-lines=10' });
    await server.next(/^JOIN/);
    server.send(
      '@msgid=abc :ada!a@h PRIVMSG #talk :!ask how does Nova evacuate instances of a failed host?\r\n',
    );
    await server.next(/^BATCH -/);
    const lines = server.received.slice(-5);
    expect(lines[0]).toMatch(/^@\+draft\/reply=abc BATCH \+(m\d+) draft\/multiline #talk$/);
    expect(lines[1]).toMatch(/^@batch=m\d+ PRIVMSG #talk :ada: “Nova/);
    expect(lines[3]).toMatch(/^@batch=m\d+ PRIVMSG #talk :— How Nova/);
    expect(lines[4]).toMatch(/^BATCH -m\d+$/);
  });
});
