import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { hybridMissing, startHybrid } from '../../../servers/irc/hybrid.ts';
import { enter } from '../../../servers/irc/person.ts';
import { secret, startBot } from './start-bot.ts';

if (hybridMissing !== null) console.info(`on ircd-hybrid: ${hybridMissing}`);

/** The pace that is in force when nobody configures one. */
const usualPace = { burst: 4, perSecond: 0.8 };

describe.skipIf(hybridMissing !== null)('on ircd-hybrid, which throttles and knows no SASL', () => {
  let server: Awaited<ReturnType<typeof startHybrid>>;
  beforeAll(async () => {
    server = await startHybrid();
  });
  afterAll(() => server?.stop());

  test('answers, and with a password says that there are no services and joins', async () => {
    const bot = await startBot(server.port, { password: secret('open-sesame') });
    await bot.logged(/joined #talk/);
    expect(bot.log).toContain('irc: test: there are no services to log in to');
    const ada = await enter(server.port, 'ada', ['#talk']);
    expect(await ada.ask('#talk', '!events', /almanac!\S+ PRIVMSG #talk/)).toMatch(/Summit Sydney/);
    ada.close();
    await bot.stop();
  });

  test('500 lines that wait neither get the bot killed nor get out of order', async () => {
    const bot = await startBot(server.port, { pace: usualPace });
    await bot.logged(/joined #talk/);
    const ada = await enter(server.port, 'ada', ['#talk']);
    for (let number = 0; number < 500; number++) {
      void bot.connection.say('#talk', [`${number} ${'word '.repeat(60)}`]);
    }
    await new Promise((resolve) => setTimeout(resolve, 8_000));
    const said = ada.lines.flatMap((line) => /PRIVMSG #talk :(\d+) /.exec(line)?.[1] ?? []).map(Number);
    expect(said.length).toBeGreaterThanOrEqual(6);
    expect(said).toEqual(said.map((_, index) => index));
    expect(bot.connection.waiting).toBe(500 - said.length);
    expect(bot.log.filter((line) => line.includes('not connected'))).toEqual([]);
    ada.close();
    await bot.stop();
  });

  test('a K-line is told in the log', async () => {
    const bot = await startBot(server.port, { waits: { longestReconnect: 3_600_000 } as never });
    await bot.logged(/joined #talk/);
    const oper = await enter(server.port, 'op');
    oper.send('OPER oper oper');
    await oper.next(/ 381 /);
    oper.send('KLINE 1 *almanac@127.0.0.1 :testing');
    expect(await bot.logged(/not connected/, 10_000)).toMatch(/K-line .*in 3600 s/);
    oper.close();
    await bot.stop();
  });
});
