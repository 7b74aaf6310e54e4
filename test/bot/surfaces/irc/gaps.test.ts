import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { openStore, type Store } from '../../../../bot/store/open-store.ts';
import { watchGaps } from '../../../../bot/watch-gaps.ts';
import { type Inspircd, inspircdMissing, startInspircd } from '../../../servers/irc/inspircd.ts';
import { enter, type Person } from '../../../servers/irc/person.ts';
import { makeIndex, makePost } from '../../../make-index.ts';
import { startBot, type TestBot } from './start-bot.ts';

if (inspircdMissing !== null) console.info(`gaps on InspIRCd: ${inspircdMissing}`);

describe.skipIf(inspircdMissing !== null)('gaps on InspIRCd', () => {
  let server: Inspircd;
  let store: Store;
  let bot: TestBot;
  let ada: Person;

  beforeAll(async () => {
    server = await startInspircd({ fakelag: false });
    store = await openStore(':memory:');
    bot = await startBot(server.port, {}, { gaps: store.gaps });
    await bot.logged(/joined #talk/);
    ada = await enter(server.port, 'ada', ['#talk']);
  });
  afterAll(async () => {
    ada?.close();
    await bot?.stop();
    store?.close();
    await server?.stop();
  });

  test('!gaps ranks what was declined in channels; what is asked in private is not kept', async () => {
    expect(await ada.ask('#talk', '!gaps', /PRIVMSG #talk :ada: /)).toMatch(
      /ada: Nothing is missing that anybody asked for\.$/,
    );
    await ada.ask('#talk', '!ask how do I bake bread?', /I don't know/);
    const ben = await enter(server.port, 'ben', ['#talk']);
    await ben.ask('almanac', 'how do I hide a treasure?', /I don't know/);
    expect(await ben.ask('#talk', '!gaps', /PRIVMSG #talk :ben: /)).toMatch(
      /ben: 1 “how do I bake bread\?” 1× without an answer · write this: almanac new post -- 'how do I bake bread\?'$/,
    );
    ben.close();
  });

  test('who says !tellme is told once where they asked, when they are there', async () => {
    const cleo = await enter(server.port, 'cleo', ['#talk']);
    expect(await cleo.ask('#talk', '!tellme', /PRIVMSG #talk :cleo: /)).toMatch(
      /Ask something first: !ask QUESTION\.$/,
    );
    await cleo.ask('#talk', '!ask how do I knit a hat?', /I don't know/);
    expect(await cleo.ask('#talk', '!tellme', /PRIVMSG #talk :cleo: /)).toMatch(/I will tell you here once/);
    expect(await cleo.ask('#talk', '!tellme', /PRIVMSG #talk :cleo: /)).toMatch(/asked for that already/);
    cleo.close();
    await expect.poll(() => bot.connection.members.find('#talk', 'cleo')).toBeNull();

    const published = new Date(Date.now() + 60_000).toISOString().replace(/\.\d+Z/, 'Z');
    const engine = createEngine(
      makeIndex([
        makePost('hat', 'To knit a hat, cast on ninety stitches and knit the hat in the round.', {
          title: 'How to knit a hat',
          published,
        }),
      ]),
    );
    const watching = watchGaps({
      gaps: store.gaps,
      engine: () => engine,
      today: () => '2017-05-28',
      tellers: { irc: bot.tellAnswered },
      every: 30,
      rest: 20,
      log: (line) => {
        throw new Error(line);
      },
    });
    await new Promise((done) => setTimeout(done, 150));
    expect(store.gaps.waiting()).toHaveLength(1);
    const back = await enter(server.port, 'cleo', ['#talk']);
    await back.next(
      /PRIVMSG #talk :cleo: a new post answers “how do I knit a hat\?”, of which you wanted to hear:/,
    );
    expect(await back.next(/PRIVMSG #talk :cleo: “/)).toContain(
      'cleo: “To knit a hat, cast on ninety stitches and knit the hat in the round.” — How to knit a hat',
    );
    await new Promise((done) => setTimeout(done, 150));
    await watching.stop();
    expect(back.lines.filter((line) => line.includes('a new post answers'))).toHaveLength(1);
    back.close();
  });
});
