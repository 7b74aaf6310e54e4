import { afterAll, afterEach, beforeAll, describe, expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { createRelayMemory } from '../../../../bot/bridge/relay-memory.ts';
import { startRelay, usualRelayWaits } from '../../../../bot/bridge/start-relay.ts';
import { plainText } from '../../../../bot/bridge/text/rich-text.ts';
import { type Inspircd, inspircdMissing, startInspircd } from '../../../servers/irc/inspircd.ts';
import { enter, type Person } from '../../../servers/irc/person.ts';
import { createMemoryEnd, type MemoryEnd, person } from '../../bridge/memory-end.ts';
import { index, startBot, type TestBot } from './start-bot.ts';

if (inspircdMissing !== null) console.info(`bridging to InspIRCd: ${inspircdMissing}`);

describe.skipIf(inspircdMissing !== null)('a bridge between InspIRCd and another side', () => {
  let server: Inspircd;
  let bot: TestBot;
  let ada: Person;
  let other: MemoryEnd;
  let relay: { stop: () => Promise<void> };

  beforeAll(async () => {
    server = await startInspircd({ fakelag: false });
    bot = await startBot(server.port, { pace: { burst: 1_000, perSecond: 1_000 } });
    await bot.logged(/joined #talk/);
    ada = await enter(server.port, 'ada', ['#talk'], 'message-tags');
    await ada.ask('#talk', '!events Sydney', /PRIVMSG #talk :ada: •/);
    other = createMemoryEnd('#general');
    relay = startRelay({
      ends: [bot.network.openEnd('#talk', false), other],
      memory: createRelayMemory(),
      state: null,
      showsPresence: true,
      showsDeletes: true,
      waits: { ...usualRelayWaits, editsSettle: 50 },
      now: Date.now,
      log: () => undefined,
    });
  });
  afterEach(() => void other.shown.splice(0));
  afterAll(async () => {
    await relay?.stop();
    ada?.close();
    await bot?.stop();
    await server?.stop();
  });

  const shown = async (count: number, within = 5_000) => {
    const end = Date.now() + within;
    while (other.shown.length < count && Date.now() < end)
      await new Promise((resolve) => setTimeout(resolve, 2));
    return other.shown;
  };

  test('what people say on IRC is shown with their name and formats, actions as such', async () => {
    ada.send('PRIVMSG #talk :\u0002hello\u0002 there');
    ada.send('PRIVMSG #talk :\u0001ACTION waves\u0001');
    const [first, second] = await shown(2);
    expect(first).toMatchObject({
      type: 'message',
      author: { name: 'ada' },
      isAction: false,
      body: [
        { text: 'hello', styles: ['bold'] },
        { text: ' there', styles: [] },
      ],
    });
    expect(second).toMatchObject({ isAction: true, body: [{ text: 'waves' }] });
  });

  test('what is said on the other side comes to IRC with a broken nick; a reply carries the message it means', async () => {
    ada.send('PRIVMSG #talk :a question');
    const [question] = await shown(1);
    if (question?.type !== 'message') throw new Error('no message');
    other.say('Grace', 'an answer', { replyTo: { name: 'ada', id: '#general-copy-1' } });
    expect(await ada.next(/PRIVMSG #talk :<G\u200brace/)).toMatch(/:<G\u200brace → ada> an answer$/);
  });

  test('a reply on IRC names whom it answers', async () => {
    const grace = await enter(server.port, 'grace', ['#talk'], 'message-tags');
    expect((await shown(1))[0]).toMatchObject({
      type: 'presence',
      people: [{ name: 'grace' }],
      change: 'joined',
    });
    grace.send('PRIVMSG #talk :first');
    const line = await ada.next(/grace!\S+ PRIVMSG #talk :first/);
    ada.send(`@+draft/reply=${/msgid=([^; ]+)/.exec(line)?.[1]} PRIVMSG #talk :second`);
    const all = await shown(3);
    expect(all.at(-1)).toMatchObject({
      type: 'message',
      replyTo: { name: 'grace' },
      replyToId: expect.any(String),
    });
    grace.send('QUIT');
    expect((await shown(4)).at(-1)).toMatchObject({
      type: 'presence',
      change: 'left',
      from: '#talk on test',
    });
    grace.close();
  });

  test('a reply on IRC to a relayed line means the message that was relayed', async () => {
    const id = other.say('Grace', 'relayed, and replied to');
    const line = await ada.next(/relayed, and replied to/);
    ada.send(`@+draft/reply=${/msgid=([^; ]+)/.exec(line)?.[1]} PRIVMSG #talk :yes`);
    expect((await shown(1))[0]).toMatchObject({ replyTo: { name: 'Grace' }, replyToId: id });
  });

  test('a question on IRC is answered there, and question and answer are seen on the other side, once', async () => {
    await ada.ask('#talk', '!ask why is my gratuitous ARP ignored?', /PRIVMSG #talk :ada: “The kernel/);
    await new Promise((resolve) => setTimeout(resolve, 100));
    expect(other.shown.map(({ type }) => type)).toEqual(['message', 'answer']);
    expect(other.shown[1]).toMatchObject({ asker: 'ada', answer: { answered: true } });
  });

  test('an answer given on the other side comes to IRC in its form, once', async () => {
    const long = createEngine(index).ask('how does Nova evacuate instances?', '2017-05-26');
    other.happen({ type: 'answer', asker: 'Ida', question: null, answer: long, at: Date.now() });
    // Nobody here asked, so nobody is told to ask for more.
    expect(await ada.next(/PRIVMSG #talk :— How Nova/)).not.toContain('!more');
    const answer = createEngine(index).ask('why is my gratuitous ARP ignored?', '2017-05-26');
    other.happen({ type: 'answer', asker: 'Grace', question: null, answer, at: Date.now() });
    expect(await ada.next(/PRIVMSG #talk :G\u200brace: /)).toMatch(
      /“The kernel ignores .*” — Why Linux ignores/,
    );
  });

  test('an edit is one correction, a delete a note', async () => {
    const id = other.say('Hedy', 'teh cat');
    await ada.next(/<H\u200bedy> teh cat/);
    const body = [{ text: 'the cat', styles: [] }];
    other.happen({ type: 'edit', id, body, at: Date.now() });
    expect(await ada.next(/<H\u200bedy> ✎/)).toMatch(/✎ s\/teh\/the\/$/);
    other.happen({ type: 'delete', id, at: Date.now() });
    expect(await ada.next(/<H\u200bedy> ✗/)).toMatch(/✗ deleted: “the cat”$/);
  });

  test('an operator of the channel may pause the relay; somebody without is not obeyed', async () => {
    ada.send('PRIVMSG #talk :!relay off');
    await shown(1);
    expect(other.shown[0]).toMatchObject({ type: 'message' });
    other.say('op', '!relay off', { author: person('op', true) });
    await ada.next(/PRIVMSG #talk :\* op switched the relay off/);
    ada.send('PRIVMSG #talk :unheard');
    await ada.ask('#talk', '!events Sydney', /PRIVMSG #talk :ada: •/);
    other.say('op', '!relay on', { author: person('op', true) });
    await ada.next(/PRIVMSG #talk :\* op switched the relay on/);
    expect(other.shown.some((out) => out.type === 'message' && plainText(out.body) === 'unheard')).toBe(
      false,
    );
  });

  // On a busy machine the bot may be back before she is, and she misses it.
  test('what is said while IRC is away comes when it is back', { retry: 2 }, async () => {
    await server.restart();
    other.say('Grace', 'are you there?');
    await bot.logged(/not connected/);
    ada.close();
    ada = await enter(server.port, 'ada', ['#talk'], 'message-tags');
    expect(await ada.next(/<G\u200brace> are you there\?/, 10_000)).toContain('PRIVMSG #talk');
  });
});

describe.skipIf(inspircdMissing !== null)('people behind another bridge', () => {
  test('are read out of what its bot says when that is named in the configuration, and out of nobody else', async () => {
    const server = await startInspircd({ fakelag: false });
    const bot = await startBot(server.port, { relays: ['matter!*@127.0.0.1'] });
    await bot.logged(/joined #talk/);
    const matter = await enter(server.port, 'matter', ['#talk']);
    const liar = await enter(server.port, 'liar', ['#talk']);
    expect(
      await matter.ask(
        '#talk',
        '<\u000304G\u200brace\u0003> almanac: why is my gratuitous ARP ignored?',
        /almanac!\S+ PRIVMSG/,
      ),
    ).toMatch(/PRIVMSG #talk :Grace: “The kernel/);
    for (let count = 0; count < 9; count++) matter.send('PRIVMSG #talk :<Hedy> !events Sydney');
    const from = matter.lines.length;
    expect(await matter.ask('#talk', '<Ida> !events Sydney', /PRIVMSG #talk :Ida/)).toContain('Summit');
    expect(matter.lines.slice(from).filter((line) => line.includes('Hedy: ')).length).toBeLessThanOrEqual(5);
    liar.send('PRIVMSG #talk :<Grace> !events Sydney');
    matter.send('PRIVMSG #talk :!events Sydney');
    liar.send('PRIVMSG #talk :!events');
    await liar.next(/PRIVMSG #talk :liar: /);
    expect(liar.lines.filter((line) => /PRIVMSG #talk :(?:matter|Grace): •/.test(line))).toEqual([]);
    for (const person of [matter, liar]) person.close();
    await bot.stop();
    await server.stop();
  });
});

describe.skipIf(inspircdMissing !== null)('people behind a bridge that is logged in to an account', () => {
  test('are answered and relayed by name; the nick alone proves nothing, and nobody speaks with the rights of the bot', async () => {
    const server = await startInspircd({ services: true, fakelag: false });
    const relayBot = await enter(server.port, 'matter');
    for (let tries = 0; tries < 20; tries++) {
      relayBot.send('PRIVMSG NickServ :REGISTER open-sesame matter@irc.test');
      if (await relayBot.next(/NickServ.*(?:is now registered|already registered)/, 500).catch(() => null))
        break;
    }
    // The first in a channel is its operator.
    relayBot.send('JOIN #talk');
    await relayBot.next(/ 366 /);
    const bot = await startBot(server.port, { relays: ['matter'] });
    await bot.logged(/joined #talk/);
    const other = createMemoryEnd('#general');
    const relay = startRelay({
      ends: [bot.network.openEnd('#talk', false), other],
      memory: createRelayMemory(),
      state: null,
      showsPresence: false,
      showsDeletes: true,
      waits: usualRelayWaits,
      now: Date.now,
      log: () => undefined,
    });
    relayBot.send('PRIVMSG #talk :<Grace> !relay off');
    expect(
      await relayBot.ask(
        '#talk',
        '<Grace> almanac: why is my gratuitous ARP ignored?',
        /PRIVMSG #talk :Grace/,
      ),
    ).toContain('PRIVMSG #talk :Grace: “The kernel');
    // Logged out, it is a nick like any other.
    relayBot.send('PRIVMSG NickServ :LOGOUT');
    await relayBot.next(/ 901 /);
    relayBot.send('PRIVMSG #talk :<Hedy> !events Sydney');
    relayBot.send('PRIVMSG #talk :<Hedy> hello');
    relayBot.send('PRIVMSG #talk :!events Sydney');
    await relayBot.next(/PRIVMSG #talk :matter: •/);
    expect(relayBot.lines.filter((line) => line.includes(':Hedy: •'))).toEqual([]);
    const said = other.shown.flatMap((out) =>
      out.type === 'message' ? [`${out.author.name} ${out.author.isModerator}: ${plainText(out.body)}`] : [],
    );
    expect(said).toEqual([
      'Grace false: !relay off',
      'Grace false: almanac: why is my gratuitous ARP ignored?',
      'matter true: <Hedy> !events Sydney',
      'matter true: <Hedy> hello',
      'matter true: !events Sydney',
    ]);
    await relay.stop();
    relayBot.close();
    await bot.stop();
    await server.stop();
  }, 30_000);
});

describe.skipIf(inspircdMissing !== null)('a netsplit', () => {
  test('takes away who was on the other server: told in one line, and they can ask again once they are back', async () => {
    const server = await startInspircd({ leaf: true, fakelag: false });
    const bot = await startBot(server.port);
    await bot.logged(/joined #talk/);
    const ada = await enter(server.port, 'ada', ['#talk']);
    const far = await Promise.all(
      ['ben', 'grace', 'hedy'].map((nick) => enter(server.leafPort, nick, ['#talk'])),
    );
    // Servers link a moment after they are up.
    await Promise.all(
      ['ben', 'grace', 'hedy'].map((nick) => ada.next(new RegExp(`^:${nick}!\\S+ JOIN`), 20_000)),
    );
    const other = createMemoryEnd('#general');
    const relay = startRelay({
      ends: [bot.network.openEnd('#talk', false), other],
      memory: createRelayMemory(),
      state: null,
      showsPresence: true,
      showsDeletes: true,
      waits: usualRelayWaits,
      now: Date.now,
      log: () => undefined,
    });
    await server.split();
    await ada.next(/^:hedy!\S+ QUIT :.*irc\.test leaf\.test/);
    for (let tries = 0; tries < 100 && other.shown.length === 0; tries++)
      await new Promise((resolve) => setTimeout(resolve, 30));
    expect(other.shown).toMatchObject([{ type: 'presence', change: 'left', people: [{}, {}, {}] }]);
    const ben = await enter(server.port, 'ben', ['#talk']);
    expect(await ben.ask('#talk', '!events Sydney', /PRIVMSG #talk :ben: •/)).toContain('Summit');
    await relay.stop();
    for (const person of [ada, ben, ...far]) person.close();
    await bot.stop();
    await server.stop();
  }, 40_000);
});
