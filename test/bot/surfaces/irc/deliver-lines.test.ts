import { afterEach, beforeEach, expect, test } from 'vitest';
import { hybridMissing, startHybrid } from '../../../servers/irc/hybrid.ts';
import { enter } from '../../../servers/irc/person.ts';
import { type ScriptedServer, startScriptedServer } from '../../../servers/irc/scripted-server.ts';
import { startBot, type TestBot } from './start-bot.ts';

let server: ScriptedServer;
let bot: TestBot;
beforeEach(async () => {
  server = await startScriptedServer({ isAlive: false });
  bot = await startBot(server.port);
  await bot.logged(/joined #talk/);
});
afterEach(async () => {
  await bot.stop();
  await server.stop();
});
const outcome = (delivery: Promise<void>) =>
  delivery.then(
    () => 'taken',
    (error: Error) => error.message,
  );

test('what is said counts as taken when the server has answered what was sent behind it', async () => {
  let settled = '';
  const delivery = outcome(bot.connection.deliver('#talk', ['one', 'two\r\nQUIT'])).then((end) => {
    settled = end;
  });
  const ping = await server.next(/^PING delivery-/);
  expect(server.received.slice(-3)).toEqual(['PRIVMSG #talk :one', 'PRIVMSG #talk :two QUIT', ping]);
  expect(settled).toBe('');
  server.send(`:scripted.test PONG scripted.test :${ping.slice('PING '.length)}\r\n`);
  await delivery;
  expect(settled).toBe('taken');
});

test.each([
  [
    ':scripted.test 404 almanac #TALK :Cannot send to channel (+m)',
    'the server refuses it: Cannot send to channel (+m)',
  ],
  [':scripted.test 404 almanac #other :Cannot send to channel', 'taken'],
])('%s: %s', async (line, expected) => {
  const delivery = outcome(bot.connection.deliver('#talk', ['one']));
  const ping = await server.next(/^PING delivery-/);
  server.send(`${line}\r\n:scripted.test PONG scripted.test :${ping.slice('PING '.length)}\r\n`);
  expect(await delivery).toBe(expected);
});

test('a connection that is lost before is a failure, and nothing can be said to what is no name', async () => {
  const delivery = outcome(bot.connection.deliver('#talk', ['one']));
  await server.next(/^PING delivery-/);
  server.cut();
  expect(await delivery).toBe('the connection was lost');
  expect(await outcome(bot.connection.deliver('a b', ['one']))).toBe('nothing can be said to a b');
});

test.skipIf(hybridMissing !== null)(
  'ircd-hybrid answers what is sent behind a line, and refuses by name',
  async () => {
    const hybrid = await startHybrid();
    const other = await startBot(hybrid.port);
    try {
      await other.logged(/joined #talk/, 15_000);
      const ada = await enter(hybrid.port, 'ada', ['#talk']);
      expect(await outcome(other.connection.deliver('ada', ['hello']))).toBe('taken');
      expect(await ada.next(/PRIVMSG ada :hello$/)).toMatch(/^:almanac!/);
      expect(await outcome(other.connection.deliver('nobody', ['hello']))).toMatch(
        /^the server refuses it: /,
      );
      expect(await other.connection.lookUp('ADA')).toEqual({
        nick: 'ada',
        account: null,
        host: '~ada@127.0.0.1',
      });
      expect(await other.connection.lookUp('nobody')).toBe(null);
      ada.close();
    } finally {
      await other.stop();
      await hybrid.stop();
    }
  },
  40_000,
);
