import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { byteLength } from '../../../../bot/render/irc/clean-text.ts';
import { type Inspircd, inspircdMissing, startInspircd } from '../../../servers/irc/inspircd.ts';
import { enter, type Person } from '../../../servers/irc/person.ts';
import { startBot, type TestBot } from './start-bot.ts';

if (inspircdMissing !== null) console.info(`asking on InspIRCd: ${inspircdMissing}`);

describe.skipIf(inspircdMissing !== null)('asking on InspIRCd', () => {
  let server: Inspircd;
  let bot: TestBot;
  let ada: Person;
  let people = 0;

  /** People are limited, so each test has its own. */
  const somebody = async (channel = '#talk') => {
    people++;
    return enter(server.port, `ada${people}`, [channel]);
  };

  beforeAll(async () => {
    server = await startInspircd({ fakelag: false });
    bot = await startBot(server.port, { channels: ['#talk', '#fast', '#more', '#open'], ambient: ['#open'] });
    await bot.logged(/joined #open/);
    ada = await enter(server.port, 'ada', ['#talk', '#open']);
  });
  afterAll(async () => {
    ada?.close();
    await bot?.stop();
    await server?.stop();
  });

  const QUOTE =
    'ada: “The kernel ignores a gratuitous ARP packet because it arrives within the locktime window.” ' +
    '— Why Linux ignores gratuitous ARP, Grace, 2017-05-01 · https://example.org/arp';

  test.each(['almanac: why is my gratuitous ARP ignored?', '!ask why is my gratuitous ARP ignored?'])(
    '%s is answered in the channel, with the quote, its citation and a link',
    async (question) => {
      expect(await ada.ask('#talk', question, /^:almanac!\S+ PRIVMSG #talk /)).toMatch(
        new RegExp(`PRIVMSG #talk :${QUOTE.replace(/[?.()]/g, '\\$&')}$`),
      );
    },
  );

  test('a question in private is answered in private, without the name', async () => {
    const line = await ada.ask('almanac', 'why is my gratuitous ARP ignored?', /PRIVMSG ada /);
    expect(line).toContain(`:${QUOTE.slice('ada: '.length)}`);
  });

  test('what nothing in the posts answers is declined', async () => {
    const person = await somebody();
    expect(await person.ask('#talk', '!ask how do I bake bread?', /PRIVMSG #talk :ada/)).toMatch(
      /: I don't know: nothing in the posts of Planet answers that\. People may: ask in #humans\.$/,
    );
    person.close();
  });

  test('a long answer takes three lines, and !more gives the rest to the one who asked', async () => {
    const person = await somebody();
    const other = await somebody();
    await person.ask('#talk', '!ask how does Nova evacuate instances of a failed host?', / · !more$/);
    const from = person.lines.length;
    await other.ask('#talk', '!more', new RegExp(`PRIVMSG #talk :${other.nick}: That was all\\.$`));
    await person.ask('#talk', '!more', new RegExp(`PRIVMSG #talk :${person.nick}: `));
    const said = person.lines.slice(from).filter((line) => line.includes('PRIVMSG #talk :'));
    expect(said.length).toBeGreaterThan(1);
    person.close();
    other.close();
  });

  test('an answer can be aimed at somebody who is there, and at nobody else', async () => {
    const person = await somebody();
    const question = '!ask why is my gratuitous ARP ignored? | ';
    expect(await person.ask('#talk', `${question}ADA`, /PRIVMSG #talk :/)).toMatch(/:ada: “The kernel/);
    expect(await person.ask('#talk', `${question}nobody`, /PRIVMSG #talk :/)).toMatch(
      new RegExp(`:${person.nick}: “The kernel`),
    );
    person.close();
  });

  test('posts are searched, listed by number and shown; events are listed', async () => {
    const person = await somebody();
    expect(await person.ask('#talk', '!search evacuates', /PRIVMSG #talk :/)).toMatch(
      /: 1 — How Nova evacuates instances, Ada, 2017-05-01 · posts\/nova\.md:1/,
    );
    expect(await person.ask('#talk', '!post 1', /PRIVMSG #talk :/)).toMatch(/: “Nova evacuates instances/);
    expect(await person.ask('#talk', '!post 77', /There is no such post/)).toContain(`:${person.nick}: `);
    expect(await person.ask('#talk', '!events', /PRIVMSG #talk :/)).toMatch(
      /: • Summit Sydney, 6 November 2017, Sydney · events\/summit\.md$/,
    );
    person.close();
  });

  test('help goes to the one who asked, as a notice', async () => {
    expect(await ada.ask('#talk', '!help', /NOTICE ada :I quote/)).toMatch(/!ask QUESTION/);
  });

  test('in a channel where it is switched on, what the bot is sure of is answered unasked, and nothing else', async () => {
    const person = await somebody('#open');
    person.send('PRIVMSG #open :how do I bake a loaf of bread?');
    expect(await person.ask('#open', 'why is my gratuitous ARP packet ignored?', /PRIVMSG #open :/)).toMatch(
      /: “The kernel ignores/,
    );
    person.close();
  }, 20_000);

  test('notices, actions, other commands and its own words are left alone', async () => {
    const person = await somebody();
    for (const line of [
      'NOTICE #talk :!ask why is my gratuitous ARP ignored?',
      'PRIVMSG #talk :\u0001ACTION !ask why is my gratuitous ARP ignored?\u0001',
      'PRIVMSG #talk :!kick ada',
      'PRIVMSG #talk :I asked almanac: why?',
    ]) {
      person.send(line);
    }
    await person.ask('#talk', '!events', /PRIVMSG #talk :/);
    expect(person.lines.filter((line) => line.includes('PRIVMSG #talk'))).toHaveLength(1);
    person.close();
  });

  test('a marked bot is not answered, and the bot marks itself', async () => {
    const robot = await somebody();
    robot.send(`MODE ${robot.nick} +B`);
    await robot.next(/ MODE \S+ :?\+B/);
    const from = robot.lines.length;
    robot.send('PRIVMSG #talk :!events');
    robot.send('WHOIS almanac');
    await robot.next(/ 318 /);
    expect(robot.lines.slice(from).join('\n')).toMatch(/ 335 \S+ almanac /);
    expect(robot.lines.slice(from).filter((line) => line.includes('PRIVMSG #talk'))).toEqual([]);
    robot.close();
  });

  test('who asks too fast is told once to wait', async () => {
    const person = await somebody('#fast');
    for (let i = 0; i < 12; i++) person.send('PRIVMSG #fast :!events Sydney');
    expect(await person.next(/NOTICE \S+ :That was a lot at once/)).toMatch(/in \d s\.$/);
    await new Promise((resolve) => setTimeout(resolve, 300));
    expect(person.lines.filter((line) => /NOTICE \S+ :That was a lot/.test(line))).toHaveLength(1);
    expect(person.lines.filter((line) => /PRIVMSG #fast/.test(line))).toHaveLength(5);
    person.close();
  });

  test('a reply names the message that it replies to, where the server carries that', async () => {
    const person = await enter(server.port, 'tagged', ['#more'], 'message-tags echo-message');
    const answer = await person.ask('#more', '!events', /almanac!\S+ PRIVMSG #more/);
    const own = await person.next(/tagged!\S+ PRIVMSG #more :!events/);
    const id = /msgid=([^; ]+)/.exec(own)?.[1];
    expect(id).toBeDefined();
    expect(answer).toContain(`+draft/reply=${id}`);
    person.close();
  });

  test('no line that others see is longer than 512 bytes', () => {
    const lines = ada.bytes.toString('latin1').split('\n');
    for (const line of lines) expect(line.length + 1).toBeLessThanOrEqual(512);
    expect(lines.some((line) => byteLength(line) > 350)).toBe(true);
  });
});
