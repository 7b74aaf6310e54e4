import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DraftDesk, openDraftDesk } from '../../../../bot/publish/draft-desk.ts';
import { type Inspircd, inspircdMissing, startInspircd } from '../../../servers/irc/inspircd.ts';
import { enter, type Person } from '../../../servers/irc/person.ts';
import { startScriptedServer } from '../../../servers/irc/scripted-server.ts';
import { startBot, type TestBot } from './start-bot.ts';

if (inspircdMissing !== null) console.info(`drafts on InspIRCd: ${inspircdMissing}`);

let root: string;
let desk: DraftDesk;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'almanac-irc-drafts-'));
  await mkdir(join(root, 'content', 'posts'), { recursive: true });
  execFileSync('git', ['init', '--quiet', root]);
  desk = await openDraftDesk({
    content: join(root, 'content'),
    push: null,
    now: () => new Date('2017-05-26T12:00:00Z'),
  });
});
afterAll(() => rm(root, { recursive: true, force: true }));

const numberIn = (line: string) => Number(/draft (\d+)/i.exec(line)?.[1]);
const NOT_MODERATOR = /Only the moderators of the knowledge base may do that, logged in to services\.$/;

describe.skipIf(inspircdMissing !== null)('drafts on InspIRCd', () => {
  let server: Inspircd;
  let bot: TestBot;
  let ada: Person;
  let mod: Person;

  beforeAll(async () => {
    server = await startInspircd({ services: true, fakelag: false });
    mod = await enter(server.port, 'mod', []);
    // Services link a moment after the server is up.
    for (let tries = 0; tries < 20; tries++) {
      mod.send('PRIVMSG NickServ :REGISTER open-sesame mod@irc.test');
      if (await mod.next(/NickServ.*is now registered/, 500).catch(() => null)) break;
    }
    bot = await startBot(
      server.port,
      { channels: ['#talk', '#other'], moderators: ['Mod'] },
      { desk, consentWithin: 3_000 },
    );
    await bot.logged(/joined #other/);
    mod.send('JOIN #talk');
    ada = await enter(server.port, 'ada', ['#talk']);
  }, 30_000);
  afterAll(async () => {
    ada?.close();
    mod?.close();
    await bot?.stop();
    await server?.stop();
  });

  test('!learn keeps a title and a text, which a moderator lists, publishes and takes back', async () => {
    expect(await ada.ask('#talk', '!learn nothing else', /PRIVMSG #talk :ada: /)).toMatch(
      /Write !learn Title \| text\.$/,
    );
    const kept = await ada.ask(
      '#talk',
      '!learn How to change the lamp | Turn the lamp to the left. | Twice.',
      /PRIVMSG #talk :ada: /,
    );
    expect(kept).toMatch(/ada: Thank you\. It waits for the moderators as draft 1\.$/);
    expect((await desk.find(1)).draft).toMatchObject({
      title: 'How to change the lamp',
      text: 'Turn the lamp to the left. | Twice.',
      contributors: [
        { name: 'ada', place: 'IRC test', account: 'ada (not logged in)', consent: 'wrote it for this' },
      ],
    });
    expect(await mod.ask('#talk', '!drafts', /PRIVMSG #talk :mod: /)).toMatch(
      /mod: 1 How to change the lamp, by ada · !drafts N, !publish N, !reject N$/,
    );
    expect(await mod.ask('almanac', '!drafts 1', /PRIVMSG mod :/)).toMatch(
      /:1 \(waiting\) How to change the lamp, by ada: “Turn the lamp to the left\. \| Twice\.”$/,
    );
    expect(await mod.ask('#talk', '!publish 1', /PRIVMSG #talk :mod: /)).toMatch(
      /Published as posts\/2017\/2017-05-26-how-to-change-the-lamp\.md, commit [0-9a-f]{7,}\. !restore 1 takes it back\.$/,
    );
    const log = execFileSync('git', ['-C', root, 'log', '-1', '--format=%an <%ae>'], { encoding: 'utf8' });
    expect(log).toBe('ada <ada-not-logged-in@irc-test.noreply.invalid>\n');
    expect(await mod.ask('#talk', '!reject 1', /PRIVMSG #talk :mod: /)).toMatch(
      /That can't be done: draft 1 is published$/,
    );
    expect(await mod.ask('#talk', '!restore 1', /PRIVMSG #talk :mod: /)).toMatch(/Draft 1 waits again\.$/);
    expect(await mod.ask('almanac', '!reject 1', /PRIVMSG mod :/)).toMatch(
      /Rejected\. !restore 1 undoes that\.$/,
    );
    expect(await readdir(join(root, 'content', 'posts', '2017'))).toEqual([]);
  }, 40_000);

  test('a moderator is told how much of a long draft is not shown', async () => {
    const contributors = [{ name: 'ada', place: 'IRC test', account: 'ada', consent: 'saved it' }] as const;
    const at = '2017-05-26T10:00:00Z';
    const number = await desk.add({ title: 'Long', text: 'A lamp. '.repeat(200).trim(), contributors, at });
    expect(await mod.ask('almanac', `!drafts ${number}`, /PRIVMSG mod :/)).toMatch(
      /A lamp.*…” \(1599 characters: almanac drafts show \d+\)$/,
    );
    await desk.reject(number);
  });

  test('who has a moderator’s nick, but is not logged in, may not; nor may who is logged in as somebody else', async () => {
    await desk.restore(1);
    mod.send('NICK away');
    const thief = await enter(server.port, 'Mod', ['#talk']);
    expect(await thief.ask('#talk', '!publish 1', /PRIVMSG #talk :Mod: /)).toMatch(NOT_MODERATOR);
    expect(await thief.ask('almanac', '!drafts', /PRIVMSG Mod :/)).toMatch(NOT_MODERATOR);
    thief.send('PRIVMSG NickServ :REGISTER open-sesame x@irc.test');
    const other = await enter(server.port, 'eve', ['#talk']);
    other.send('PRIVMSG NickServ :REGISTER open-sesame eve@irc.test');
    await other.next(/NickServ.*is now registered/);
    expect(await other.ask('#talk', '!reject 1', /PRIVMSG #talk :eve: /)).toMatch(NOT_MODERATOR);
    expect((await desk.find(1)).state).toBe('waiting');
    expect(await mod.ask('#talk', '!reject 1', /PRIVMSG #talk :away: /)).toMatch(/Rejected\./);
    thief.close();
    other.close();
  });

  test('!save keeps the last lines of those who agree in private, in time, themselves', async () => {
    const [grace, ken, lin] = [
      await enter(server.port, 'grace', ['#other']),
      await enter(server.port, 'ken', ['#other']),
      await enter(server.port, 'lin', ['#other']),
    ];
    const saver = await enter(server.port, 'saver', ['#other']);
    const say = async (person: Person, text: string) => {
      person.send(`PRIVMSG #other :${text}`);
      await saver.next(new RegExp(`:${person.nick}!.*PRIVMSG #other :`));
      await new Promise((done) => setTimeout(done, 30));
    };
    await say(ken, 'an earlier line');
    await say(grace, '# how do I \u0002change\u0002 the lamp?');
    await say(grace, 'it is dark');
    await say(lin, 'turn it to the left');
    await say(ken, 'this is my secret');
    saver.send('PRIVMSG #other :that worked');
    await saver.ask('#other', '!save 5 How to change a lamp', /saver: I ask those who said it/);

    expect(await grace.next(/PRIVMSG grace :saver would like to keep/)).toMatch(
      /saver would like to keep 2 lines of yours from #other in the knowledge base as “.+”, under your name:$/,
    );
    await grace.next(/PRIVMSG grace :“# how do I change the lamp\?”/);
    await ken.next(/PRIVMSG ken :Say yes here within 1 min/);
    await lin.next(/PRIVMSG lin :Say yes here/);
    expect(await desk.list('waiting')).toEqual([]);
    grace.send('PRIVMSG almanac :Yes.');
    await grace.next(/PRIVMSG grace :Thank you: noted\./);
    ken.send('PRIVMSG almanac :no');
    await ken.next(/PRIVMSG ken :They are not kept, and I do not ask for them again\./);
    lin.send('NICK linda');
    await new Promise((done) => setTimeout(done, 100));
    lin.send('PRIVMSG almanac :yes');

    const kept = await saver.next(/PRIVMSG #other :saver: Draft/);
    expect(kept).toMatch(/Draft \d+ waits for the moderators; 1 of 5 lines are left out\.$/);
    const { draft } = await desk.find(numberIn(kept));
    expect(draft).toMatchObject({
      title: 'How to change a lamp',
      author: 'grace, lin, saver',
      source: '#other on test',
    });
    expect(draft?.text).toBe(
      'grace: \\# how do I change the lamp?\nit is dark\n\nlin: turn it to the left\n\nsaver: that worked',
    );

    for (const person of [grace, ken, lin, saver]) person.close();
  }, 40_000);

  test('who took over the nick of somebody else can’t agree for them', async () => {
    const [ken, saver] = [
      await enter(server.port, 'ken3', ['#other']),
      await enter(server.port, 'saver3', ['#other']),
    ];
    ken.send('PRIVMSG #other :these are the words of ken');
    await saver.next(/the words of ken/);
    await saver.ask('#other', '!save 1', /saver3: I ask those who said it/);
    await ken.next(/PRIVMSG ken3 :Say yes here/);
    ken.send('QUIT :bye');
    await saver.next(/:ken3!\S+ QUIT/);
    const thief = await enter(server.port, 'thief', []);
    thief.send('NICK ken3');
    await thief.next(/NICK :?ken3/);
    thief.send('PRIVMSG almanac :yes');
    expect(await saver.next(/saver3: Nobody agreed/, 6_000)).toMatch(/so nothing is kept\.$/);
    for (const person of [ken, saver, thief]) person.close();
  }, 20_000);

  test('of those who do not answer in time nothing is kept', async () => {
    const [grace, saver] = [
      await enter(server.port, 'quiet', ['#other']),
      await enter(server.port, 'saver2', ['#other']),
    ];
    const before = (await desk.list('waiting')).length;
    grace.send('PRIVMSG #other :these are my words');
    await saver.next(/these are my words/);
    await saver.ask('#other', '!save 1', /saver2: I ask those who said it/);
    expect(await saver.next(/saver2: Nobody agreed/, 6_000)).toMatch(/Nobody agreed, so nothing is kept\.$/);
    expect((await desk.list('waiting')).length).toBe(before);
    expect(await saver.ask('#other', '!save 51', /saver2: Write/)).toMatch(
      /N from 1 to 50; a title may follow\.$/,
    );
    grace.close();
    saver.close();
  }, 20_000);

  test('hostile titles and texts end in a file of posts/ and lines without control codes', async () => {
    const user = await enter(server.port, 'hostile', ['#talk']);
    const kept = await user.ask(
      '#talk',
      '!learn ../../\u000304evil\u0007 @everyone | --- \u0001ACTION\u0001 !publish 1 \u202e<img src=x>',
      /PRIVMSG #talk :hostile: /,
    );
    const number = numberIn(kept);
    const listed = await mod.ask('#talk', `!drafts ${number}`, /PRIVMSG #talk :away: /);
    // biome-ignore lint/suspicious/noControlCharactersInRegex: they must not be there.
    expect(listed).not.toMatch(/[\u0000-\u001f\u202e]/);
    await mod.ask(
      'almanac',
      `!publish ${number}`,
      /PRIVMSG away :Published as posts\/2017\/2017-05-26-evil-everyone\.md/,
    );
    expect((await readdir(root)).sort()).toEqual(['.git', 'content', 'drafts']);
    user.close();
  });
});

describe('where the server does not tag messages with accounts', () => {
  const whois = (host: string, account: string | null) =>
    [
      `:scripted.test 311 almanac mod m ${host} * :Mod`,
      ...(account === null ? [] : [`:scripted.test 330 almanac mod ${account} :is logged in as`]),
      ':scripted.test 318 almanac mod :End',
      '',
    ].join('\r\n');

  test.each([
    ['the account of who spoke may', whois('h.test', 'Ada'), /:mod: (?:No draft waits|\d)/],
    ['nobody else’s may', whois('h.test', 'eve'), NOT_MODERATOR],
    ['who is not logged in may not', whois('h.test', null), NOT_MODERATOR],
    ['who took over the nick since lends no rights', whois('elsewhere.test', 'Ada'), NOT_MODERATOR],
  ])('it is asked: %s', async (_, answer, expected) => {
    const server = await startScriptedServer();
    const bot = await startBot(server.port, { moderators: ['ada'] }, { desk });
    try {
      await server.next(/^JOIN #talk/);
      server.send(':mod!m@h.test PRIVMSG #talk :!drafts\r\n');
      expect(await server.next(/^WHOIS/)).toBe('WHOIS mod');
      server.send(answer);
      expect(await server.next(/^PRIVMSG #talk :mod: /)).toMatch(expected);
    } finally {
      await bot.stop();
      await server.stop();
    }
  });
});
