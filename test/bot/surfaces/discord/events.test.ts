import { afterAll, afterEach, beforeAll, beforeEach, describe, expect, test } from 'vitest';
import { makeEvent, makeIndex, makePost } from '../../../make-index.ts';
import { CHANNEL, DM_CHANNEL, type Message, somebody, type User } from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

const MANAGE_CHANNELS = String(1n << 4n);
const summit = makeEvent('summit', '2017-11-06', {
  name: 'Engine *Summit* Sydney',
  end: '2017-11-08',
  timezone: 'Australia/Sydney',
  place: 'Sydney',
  url: 'https://example.org/summit',
  kind: 'conference',
  tags: ['engines'],
});
const library = makeIndex(
  [
    makePost('news', 'The Engine Summit takes place in Sydney on November 6-8, 2017. Bring a coat.', {
      title: 'News of the summit',
      url: 'https://example.org/news',
      published: '2017-05-20T00:00:00Z',
    }),
  ],
  [
    summit,
    makeEvent('call', '2017-03-02T21:00:00Z', {
      name: 'Team call',
      timezone: 'America/New_York',
      rrule: 'FREQ=WEEKLY;BYDAY=TH',
      kind: 'meeting',
    }),
    makeEvent('wake', '2017-01-01', { name: 'Engine wake', place: 'Paris', kind: 'conference' }),
    makeEvent('fair', '2017-07-01', { name: 'Engine fair', status: 'cancelled' }),
    makeEvent('party', null, { name: 'Engine party' }),
  ],
);
/** Strangers in each test, since people are limited and remembered. */
let ada: User;
let ben: User;
let now = '2017-05-26T12:00:00Z';
let bot: RunningBot;
beforeAll(async () => {
  bot = await startBot({ index: library, zone: 'Europe/Berlin', now: () => new Date(now) });
});
beforeEach(() => {
  [ada, ben] = [somebody(), somebody()];
  now = '2017-05-26T12:00:00Z';
});
afterEach(() => {
  for (const { id, surface, target } of bot.store.reminders.list()) {
    bot.store.reminders.remove(id, { surface, target });
  }
});
afterAll(() => bot[Symbol.asyncDispose]());

const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const namesOf = async (command: string, options: Record<string, string>, where = {}) =>
  (await bot.discord.complete(command, options, where).choices()).map((choice) => choice.name);

describe('/event', () => {
  test('shows one event with the sentence that speaks of it, cited, its calendar file and a button', async () => {
    const message = await bot.discord.slash('event', { name: 'summit' }).message();
    expect(textOf(message).split('\n')).toEqual([
      '**[Engine \\*Summit\\* Sydney](https://example.org/summit)**',
      'November 6, 2017 to November 8, 2017 · Sydney',
      '',
      '> The Engine Summit takes place in Sydney on November 6-8, 2017.',
      expect.stringMatching(
        /^\*\*\[1\]\*\* \[News of the summit\]\(https:\/\/example\.org\/news\) · Ada · <t:/,
      ),
    ]);
    const [file] = message.files as { name: string; text: string }[];
    expect(file?.name).toBe('summit.ics');
    expect(file?.text).toMatch(/^BEGIN:VCALENDAR\r\n.*DTSTART;VALUE=DATE:20171106\r\n.*END:VCALENDAR/s);
    expect(message.components[0]?.components.map(({ label }) => label)).toEqual(['Remind me']);
  });

  test('of a series shows the next time; one without a date has no file; one that is cancelled no button', async () => {
    const call = await bot.discord.slash('event', { name: 'team c' }).message();
    expect(textOf(call)).toBe('**Team call**\n<t:1496347200:f> · place not announced');
    const party = await bot.discord.slash('event', { name: 'party' }).message();
    expect([textOf(party), party.files]).toEqual([
      '**Engine party**\ndate not announced · place not announced',
      undefined,
    ]);
    const fair = await bot.discord.slash('event', { name: 'fair' }).message();
    expect([textOf(fair), fair.components]).toEqual([
      '**Engine fair** (cancelled)\nJuly 1, 2017 · place not announced',
      [],
    ]);
    const none = await bot.discord.slash('event', { name: '@everyone' }).message();
    expect([none.flags, none.content]).toEqual([64, expect.stringMatching(/^There is no such event\./)]);
  });

  test('names are offered while typing, coming ones first, each with its dates', async () => {
    expect(await namesOf('event', { name: 'eng' })).toEqual([
      'Engine fair (was to be 1 July 2017)',
      'Engine *Summit* Sydney (6–8 November 2017)',
      'Engine party (date not announced)',
      'Engine wake (was 1 January 2017)',
    ]);
    expect(await bot.discord.complete('event', { name: 'sydney' }).choices()).toEqual([
      { name: 'Engine *Summit* Sydney (6–8 November 2017)', value: 'summit' },
    ]);
  });
});

describe('/events', () => {
  test.each([
    [{ kind: 'meeting' }, ['Team call']],
    [{ tag: 'engines' }, ['Engine \\*Summit\\* Sydney']],
    [{ place: 'Paris', past: true }, ['Engine wake']],
    [{ when: 'November 2017', kind: 'conference' }, ['Engine \\*Summit\\* Sydney']],
    [{ when: 'November 2017', kind: 'meeting' }, ['Team call']],
    [{ past: true, kind: 'conference' }, ['Engine wake']],
  ])('%j lists %j', async (options, names) => {
    const text = textOf(await bot.discord.slash('events', options).message());
    const found = [...text.matchAll(/^\*\*\[?(.*?)(?:\]\(.*)?\*\*(?: |$)/gm)].map(([, name]) => name);
    expect(found).toEqual(names);
  });

  test('places, tags and kinds are offered as the calendar has them', async () => {
    expect(await namesOf('events', { place: 's' })).toEqual(['Sydney']);
    expect(await namesOf('events', { kind: '' })).toEqual(['conference', 'meeting']);
    expect(await namesOf('events', { tag: '' })).toEqual(['engines']);
  });
});

describe('/remind', () => {
  const remind = async (options: object, where?: object) =>
    bot.discord
      .slash('remind event', { event: 'summit', when: 'week', ...options }, { user: ada, ...where })
      .message();
  const kept = () =>
    bot.store.reminders.list().map(({ event, lead, target, zone, due, language }) => {
      return [event, lead, target, zone, due, language].join(' ');
    });

  test('keeps a reminder by direct message, in the zone of the community, and says when to the asker alone', async () => {
    const message = await remind({});
    // Nine in the morning in Berlin, where it is winter by then.
    expect([message.flags, message.content]).toEqual([
      64,
      'You get a direct message <t:1509350400:f>, a week before. Days count in Europe/Berlin.',
    ]);
    expect(kept()).toEqual([`summit week @${ada.id} Europe/Berlin 2017-10-30T08:00:00Z en`]);
  });

  test('the first of a person is told by direct message too, which shows that those arrive', async () => {
    await remind({}, { user: ben });
    await remind({ when: 'day' }, { user: ben });
    const direct = [...bot.discord.messages.values()].filter(
      ({ channel_id, content }) => channel_id === DM_CHANNEL && content.includes('You get a direct'),
    );
    expect(direct.map(({ content }) => content).at(-1)).toBe(
      '**Engine \\*Summit\\* Sydney**\nYou get a direct message <t:1509350400:f>, a week before. Days count in Europe/Berlin.',
    );
    expect(kept()).toHaveLength(2);
  });

  test('who takes no direct messages is told so at once, alone, and nothing is kept until they do', async () => {
    bot.discord.refuse({
      method: 'POST',
      path: new RegExp(`^/channels/${DM_CHANNEL}/messages$`),
      status: 403,
      body: { code: 50007, message: 'Cannot send messages to this user' },
    });
    const message = await remind({});
    expect([message.flags, message.content]).toEqual([
      64,
      'You take no direct messages from this server, so no reminder is kept. Allow them in its privacy settings, then ask again.',
    ]);
    expect(kept()).toEqual([]);
    expect((await remind({})).content).toMatch(/^You get a direct message/);
    expect(kept()).toHaveLength(1);
  });

  test('a fault on the way says nothing of whether they arrive: the reminder is kept', async () => {
    bot.discord.refuse({
      method: 'POST',
      path: new RegExp(`^/channels/${DM_CHANNEL}/messages$`),
      status: 400,
      body: { code: 20026, message: 'quarantined' },
    });
    expect((await remind({})).content).toMatch(/^You get a direct message/);
    expect(kept()).toHaveLength(1);
  });

  test('remembers the zone that somebody names', async () => {
    await remind({ zone: 'Pacific/Kiritimati' });
    await remind({ when: 'day' }, { user: ada, locale: 'de' });
    await remind({ when: 'day' }, { user: ben });
    expect(kept()).toEqual([
      `summit week @${ada.id} Pacific/Kiritimati 2017-10-29T19:00:00Z en`,
      `summit day @${ada.id} Pacific/Kiritimati 2017-11-04T19:00:00Z de`,
      `summit day @${ben.id} Europe/Berlin 2017-11-05T08:00:00Z en`,
    ]);
    expect((await remind({ zone: '*Mars*' })).content).toMatch(/^“\\\*Mars\\\*” is no time zone\./);
    expect((await remind({ zone: '+02:00' })).content).toMatch(/is no time zone/);
    expect((await namesOf('remind event', { zone: 'kirit' }))[0]).toBe('Pacific/Kiritimati');
    expect(await namesOf('remind event', { zone: 'new york' })).toEqual(['America/New_York']);
  });

  test('reminds a channel only for who may manage it', async () => {
    expect((await remind({ where: 'channel' })).content).toBe(
      'Only who may manage this channel can have reminders in it.',
    );
    expect((await remind({ where: 'channel' }, { user: ada, guild: null })).content).toMatch(/^Only who/);
    expect(kept()).toEqual([]);
    const told = await remind({ where: 'channel' }, { user: ada, permissions: MANAGE_CHANNELS });
    expect(told.content).toMatch(/^This channel gets a reminder /);
    expect(kept()).toEqual([`summit week #${CHANNEL} Europe/Berlin 2017-10-30T08:00:00Z en`]);
  });

  test.each([
    ['summit', '2017-11-05T00:00:00Z', 'week', /^That would have been <t:1509350400:f>, which is past\./],
    ['summit', '2017-11-07T00:00:00Z', 'hour', 'That event is over.'],
    ['fair', '2017-05-26T00:00:00Z', 'day', 'That event is cancelled.'],
    ['party', '2017-05-26T00:00:00Z', 'day', /^It has no date yet: the reminder comes a day before/],
    ['zeppelin', '2017-05-26T00:00:00Z', 'day', /^There is no such event\./],
  ])('of %s at %s, a %s before: %s', async (event, at, when, expected) => {
    now = at;
    expect((await remind({ event, when })).content).toMatch(expected);
  });

  test('a series is reminded of from the next time on that is still to come', async () => {
    now = '2017-06-01T19:30:00Z';
    await remind({ event: 'call', when: 'hour' });
    expect(kept()[0]).toContain('2017-06-08T19:00:00Z');
  });

  test('lists one’s own and those of the channel, and cancels one’s own alone', async () => {
    expect((await bot.discord.slash('remind list', {}, { user: ada }).message()).content).toBe(
      'There is no reminder.',
    );
    await remind({});
    await remind({ when: 'day', where: 'channel' }, { user: ben, permissions: MANAGE_CHANNELS });
    await remind({ when: 'hour' }, { user: ben });
    const list = await bot.discord.slash('remind list', {}, { user: ada }).message();
    expect([list.flags, list.content.split('\n')]).toEqual([
      64,
      [
        '- **Engine \\*Summit\\* Sydney** · a week before · <t:1509350400:f>',
        '- **Engine \\*Summit\\* Sydney** · a day before · <t:1509868800:f> · In this channel',
      ],
    ]);
    const offered = await bot.discord.complete('remind cancel', { reminder: 'sum' }, { user: ada }).choices();
    expect(offered.map(({ name }) => name)).toEqual(['Engine *Summit* Sydney · a week before']);
    const cancel = async (reminder: string) =>
      (await bot.discord.slash('remind cancel', { reminder }, { user: ada }).message()).content;
    const [own, ...others] = bot.store.reminders.list().map(({ id }) => String(id));
    for (const other of [...others, 'x', '-1'])
      expect(await cancel(other)).toMatch(/^There is no such reminder\./);
    expect(await cancel(own ?? '')).toBe('Cancelled: Engine \\*Summit\\* Sydney');
    expect(kept()).toHaveLength(2);
  });

  test('nobody has more than 25, of those still to come', async () => {
    for (let n = 0; n < 25; n++) {
      bot.store.reminders.add({
        ...{ event: n === 0 ? 'wake' : 'summit', lead: 'day', surface: 'discord', target: `@${ben.id}` },
        ...{ zone: 'UTC', asked: '2016-01-01T00:00:00Z', due: null, language: 'en' },
        ...(n < 2 ? {} : { event: `summit-${n}` }),
      });
    }
    bot.change(
      makeIndex(
        [],
        [summit, ...Array.from({ length: 24 }, (_, n) => ({ ...summit, id: `summit-${n + 2}` }))],
      ),
    );
    expect((await remind({}, { user: ben })).content).toMatch(/^You get a direct message/);
    expect((await remind({ event: 'summit', when: 'hour' }, { user: ben })).content).toBe(
      'There are 25 reminders already: cancel one first.',
    );
    bot.change(library);
  });

  test('the button below an event reminds a day before, or an hour when that is past', async () => {
    const card = await bot.discord.slash('event', { name: 'summit' }).message();
    const pressed = await bot.discord.press(card, 'Remind me', { user: ben }).message();
    expect([pressed.flags, pressed.content]).toEqual([
      64,
      'You get a direct message <t:1509868800:f>, a day before. Days count in Europe/Berlin.',
    ]);
    now = '2017-11-05T12:00:00Z';
    await bot.discord.press(card, 'Remind me', { user: ben }).message();
    expect(kept()).toEqual([
      `summit day @${ben.id} Europe/Berlin 2017-11-05T08:00:00Z en`,
      `summit hour @${ben.id} Europe/Berlin 2017-11-06T07:00:00Z en`,
    ]);
  });
});
