import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { type ScriptedServer, startScriptedServer } from '../../../servers/irc/scripted-server.ts';
import { startBot, type TestBot } from './start-bot.ts';

let server: ScriptedServer;
let bot: TestBot;
let named: string[];
const onNamed = (id: string) => void named.push(id);

const start = async (capabilities: string) => {
  server = await startScriptedServer({ capabilities });
  bot = await startBot(server.port);
  await bot.logged(/joined #talk/);
};
const LABELS = 'message-tags batch echo-message labeled-response';

beforeEach(() => {
  named = [];
});
afterEach(async () => {
  await bot.stop();
  await server.stop();
});

describe("the server's ids of the bot's own messages", () => {
  test('come with the labels of their echoes, for each line of a message', async () => {
    await start(LABELS);
    await bot.connection.say('#talk', ['one', 'two'], { onNamed });
    expect(await server.next(/one$/)).toBe('@label=m1.0 PRIVMSG #talk :one');
    expect(await server.next(/two$/)).toBe('@label=m1.1 PRIVMSG #talk :two');
    server.send('@label=m1.0;msgid=a :almanac!a@h PRIVMSG #talk :one\r\n');
    server.send('@msgid=other :almanac!a@h PRIVMSG #talk :two\r\n');
    server.send('@label=m1.1;msgid=b :almanac!a@h PRIVMSG #talk :two\r\n');
    await vi.waitFor(() => expect(named).toEqual(['a', 'b']));
  });

  test('come with the label of the batch where lines go as one message', async () => {
    await start(`${LABELS} draft/multiline=max-bytes=4096,max-lines=10`);
    await bot.connection.say('#talk', ['one', 'two'], { onNamed, replyTo: 'question' });
    expect(await server.next(/BATCH/)).toBe(
      '@label=m1.0;+draft/reply=question BATCH +m1 draft/multiline #talk',
    );
    server.send('@label=m1.0;msgid=whole :almanac!a@h BATCH +x draft/multiline #talk\r\n');
    server.send('@batch=x :almanac!a@h PRIVMSG #talk :one\r\n@batch=x :almanac!a@h PRIVMSG #talk :two\r\n');
    server.send('BATCH -x\r\n');
    await vi.waitFor(() => expect(named).toEqual(['whole']));
  });

  test('are asked for only where somebody wants them and the server gives them', async () => {
    await start(LABELS);
    await bot.connection.say('#talk', ['one']);
    expect(await server.next(/one$/)).toBe('PRIVMSG #talk :one');
    await bot.stop();
    await server.stop();
    await start('message-tags batch labeled-response');
    await bot.connection.say('#talk', ['one'], { onNamed });
    expect(await server.next(/one$/)).toBe('PRIVMSG #talk :one');
  });

  test('that nobody waits for, or that are too long to be ids, are left', async () => {
    await start(LABELS);
    await bot.connection.say('#talk', ['one'], { onNamed });
    for (const tags of [
      'label=m7.0;msgid=a',
      `label=m1.0;msgid=${'x'.repeat(500)}`,
      'label=m1.0',
      'label=;msgid=b',
    ])
      server.send(`@${tags} :almanac!a@h PRIVMSG #talk :one\r\n`);
    server.send('@label=m1.0;msgid=last :almanac!a@h PRIVMSG #talk :one\r\n');
    await vi.waitFor(() => expect(named).toEqual(['last']));
  });
});
