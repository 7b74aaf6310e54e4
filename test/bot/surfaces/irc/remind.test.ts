import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import { openStore, type Store } from '../../../../bot/store/open-store.ts';
import { createIrcSender } from '../../../../bot/surfaces/irc/send-messages.ts';
import { makeEvent, makeIndex } from '../../../make-index.ts';
import { type Inspircd, inspircdMissing, startInspircd } from '../../../servers/irc/inspircd.ts';
import { enter, type Person } from '../../../servers/irc/person.ts';
import { startBot, type TestBot } from './start-bot.ts';

const engine = createEngine(
  makeIndex(
    [],
    [
      makeEvent('summit', '2017-11-06', { name: 'Summit Sydney', place: 'Sydney', kind: 'conference' }),
      makeEvent('call', '2017-03-02T21:00:00Z', {
        name: 'Team call',
        timezone: 'America/New_York',
        rrule: 'FREQ=WEEKLY;BYDAY=TH',
        kind: 'meeting',
      }),
      makeEvent('fair', '2017-07-01', { name: 'Engine fair', status: 'cancelled' }),
    ],
  ),
);

describe.skipIf(inspircdMissing !== null)('!remind on InspIRCd with services', () => {
  let server: Inspircd;
  let store: Store;
  let bot: TestBot;
  let people: Person[] = [];

  beforeAll(async () => {
    server = await startInspircd({ services: true, fakelag: false });
    const owner = await enter(server.port, 'account');
    // Services link a moment after the server is up.
    for (let tries = 0; tries < 20; tries++) {
      owner.send('PRIVMSG NickServ :REGISTER open-sesame account@irc.test');
      if (await owner.next(/NickServ.*(?:is now registered|already registered)/, 500).catch(() => null))
        break;
    }
    owner.close();
  }, 30_000);
  afterAll(() => server?.stop());
  beforeEach(async () => {
    store = await openStore(':memory:');
    bot = await start(['#talk']);
    await bot.logged(/joined #talk/);
  });
  afterEach(async () => {
    for (const person of people) person.close();
    people = [];
    await bot.stop();
    store.close();
  });
  const start = (channels: string[]) =>
    startBot(
      server.port,
      { channels },
      {
        engine: () => engine,
        now: () => Date.parse('2017-05-26T12:00:00Z'),
        reminding: { store, zone: 'UTC' },
      },
    );
  const come = async (nick: string, channels = ['#talk']) => {
    const person = await enter(server.port, nick, channels);
    people.push(person);
    return person;
  };
  const kept = () => store.reminders.list().map(({ event, lead, target, due }) => [event, lead, target, due]);
  const ask = async (person: Person, text: string, target = '#talk') =>
    (
      await person.ask(target, text, target === 'almanac' ? / PRIVMSG / : new RegExp(` :${person.nick}: `))
    ).replace(/^.*? PRIVMSG \S+ :/, '');

  test('one without an account is known by the nick, and told so', async () => {
    const ada = await come('Ada');
    expect(await ask(ada, '!remind summit, a week before')).toBe(
      'Ada: 1: a week before Summit Sydney, Monday 30 October 2017, 09:00 UTC. ' +
        'Whoever is called Ada then gets it: log in to services, and it is yours. Days count in UTC: !remind zone ZONE.',
    );
    expect(kept()).toEqual([['summit', 'week', 'test/ada', '2017-10-30T09:00:00Z']]);
  });

  test('who is logged in is known by the account, and reached under another nick too', async () => {
    const owner = await come('somebody');
    owner.send('PRIVMSG NickServ :IDENTIFY account open-sesame');
    await owner.next(/NickServ.*now (?:identified|logged in)/i);
    expect(await ask(owner, '!remind zone Pacific/Kiritimati', 'almanac')).toBe(
      'Your days count in Pacific/Kiritimati from now on.',
    );
    expect(await ask(owner, '!remind team call hour', 'almanac')).toBe(
      '1: an hour before Team call, Friday 2 June 2017, 09:00 Pacific/Kiritimati. ' +
        'It is for the account account, if you are here then.',
    );
    expect(kept()).toEqual([['call', 'hour', 'test/=account', '2017-06-01T19:00:00Z']]);

    const liar = await come('account');
    const { send } = createIrcSender(bot.connection);
    const message = { key: 'k', label: 'Reminder', text: ' of it', surface: 'irc', target: 'test/=account' };
    await send(message);
    expect(await owner.next(/PRIVMSG somebody :Reminder of it/)).toMatch(/^:almanac!/);
    owner.close();
    await liar.next(/:somebody!\S+ QUIT/);
    await expect(send(message)).rejects.toThrow('nobody is logged in as account');
    expect(liar.lines.filter((line) => line.includes('Reminder'))).toEqual([]);
  });

  test('one’s own are listed and cancelled, nobody else’s', async () => {
    const [ada, ben] = [await come('ada'), await come('ben')];
    await ask(ada, '!remind summit');
    await ask(ada, '!remind team call, hour');
    expect(await ask(ada, '!remind list')).toBe(
      'ada: 1: a day before Summit Sydney, Sunday 5 November 2017, 09:00 UTC',
    );
    expect(await ada.next(/: 2: an hour before Team call, Thursday 1 June 2017, 19:00 UTC$/)).toContain(
      'ada: ',
    );
    expect(await ask(ben, '!remind cancel 1')).toBe('ben: You have no such reminder.');
    expect(await ask(ada, '!remind cancel 1')).toBe('ada: Cancelled.');
    expect(kept().map(([event]) => event)).toEqual(['call']);
  });

  test('a channel is reminded when one of its operators wants it', async () => {
    // Who is in a channel first is its operator.
    const ben = await come('ben', ['#own']);
    await bot.stop();
    bot = await start(['#own']);
    await bot.logged(/joined #own/);
    const ada = await come('ada', ['#own']);
    expect(await ask(ada, '!remind summit day here', '#own')).toBe(
      'ada: Only operators of a channel can have reminders in it.',
    );
    expect(await ask(ben, '!remind summit day here', '#own')).toMatch(
      /^ben: 1: a day before Summit Sydney, Sunday 5 November 2017, 09:00 UTC\. Days count/,
    );
    expect(kept()).toEqual([['summit', 'day', 'test/#own', '2017-11-05T09:00:00Z']]);
    expect(await ask(ada, '!remind cancel 1', '#own')).toBe('ada: You have no such reminder.');
    expect(await ask(ben, '!remind cancel 1', '#own')).toBe('ben: Cancelled.');
  });

  test.each([
    ['!remind zeppelin', 'No coming event on file is like that.'],
    ['!remind fair', 'Engine fair is cancelled.'],
    ['!remind zone Mars/Olympus', 'That is no time zone: write one like Europe/Berlin.'],
    ['!remind', 'Write !remind EVENT week, day or hour; !remind list, cancel N, zone ZONE.'],
    ['!remind list', 'There is no reminder.'],
  ])('%s: %s', async (text, answer) => {
    const somebody = await come(`ada${text.length}`);
    expect(await ask(somebody, text, 'almanac')).toBe(answer);
  });

  test('!events is narrowed by place, tag and kind', async () => {
    const ada = await come('ada');
    expect(await ask(ada, '!events kind:meeting')).toMatch(/^ada: • Team call, Thursday 1 June 2017/);
    expect(await ask(ada, '!events place:sydney kind:conference')).toMatch(/^ada: • Summit Sydney/);
    expect(await ask(ada, '!events --past kind:conference')).toBe('ada: No such event is on file.');
  });
});
