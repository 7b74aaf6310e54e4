import { execFileSync } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type DraftDesk, openDraftDesk } from '../../../../bot/publish/draft-desk.ts';
import {
  ADA,
  BEN,
  DM_CHANNEL,
  MANAGE_GUILD,
  type Message,
  MODERATORS,
  makeUser,
  OTHER_CHANNEL,
  somebody,
} from '../../../servers/discord/world.ts';
import { type RunningBot, startBot } from './start-bot.ts';

let root: string;
let desk: DraftDesk;
let bot: RunningBot;
beforeAll(async () => {
  root = await mkdtemp(join(tmpdir(), 'almanac-discord-drafts-'));
  await mkdir(join(root, 'content', 'posts'), { recursive: true });
  execFileSync('git', ['init', '--quiet', root]);
  const now = () => new Date('2017-05-26T12:00:00Z');
  desk = await openDraftDesk({ content: join(root, 'content'), push: null, now });
  bot = await startBot({ desk, moderatorRoles: [MODERATORS], draftChannel: OTHER_CHANNEL, now });
});
afterAll(async () => {
  await bot?.[Symbol.asyncDispose]();
  await rm(root, { recursive: true, force: true });
});

const MODERATOR = { user: BEN, roles: [MODERATORS], channel: OTHER_CHANNEL };
const textOf = (message: Message) => message.embeds[0]?.description ?? message.content;
const labels = (message: Message) =>
  message.components.flatMap((row) => row.components.map(({ label }) => label));
const shown = (number: number) =>
  bot.discord.until(`draft ${number}`, () =>
    [...bot.discord.messages.values()].find(
      ({ channel_id, embeds }) =>
        channel_id === OTHER_CHANNEL && embeds[0]?.title?.startsWith(`Draft ${number}:`),
    ),
  );
const numberIn = (text: string) => Number(/draft (\d+)/.exec(text)?.[1]);
const waiting = async () => (await desk.list('waiting')).length;

async function contribute(
  values: Record<string, string>,
  user = makeUser(somebody().id, 'ada'),
): Promise<Message> {
  const form = await bot.discord.slash('contribute', {}, { user }).form();
  return bot.discord.submit(form, values, { user }).message();
}
const lamp = { title: 'How to change the lamp', text: 'Turn the lamp to the left.', tags: 'led, lamp' };

describe('/contribute', () => {
  test('takes a draft by a form, shows it to the moderators, and one of them publishes it under its author’s name', async () => {
    const form = await bot.discord.slash('contribute').form();
    expect((form.components as { label: string }[]).map(({ label }) => label)).toEqual([
      'Title',
      'Text (Markdown)',
      'Tags, with commas between them',
      'Where the facts come from',
    ]);
    const thanks = await contribute({ ...lamp, source: 'https://example.org/lamps' }, ADA);
    expect([thanks.content, thanks.flags]).toEqual([
      'Thank you. It waits for the moderators as draft 1.',
      64,
    ]);
    const message = await shown(1);
    expect([message.embeds[0]?.title, labels(message)]).toEqual([
      'Draft 1: How to change the lamp',
      ['Publish', 'Edit', 'Reject'],
    ]);
    expect(textOf(message)).toBe(
      'Turn the lamp to the left.\n\nBy ada · Discord 400000000000000001 · wrote it for this\nled, lamp\nhttps\\://example.org/lamps',
    );

    const press = bot.discord.press(message, 'Publish', MODERATOR);
    expect(await press.kind()).toBe(6);
    await bot.discord.until('the outcome', () => labels(message)[0] === 'Undo');
    expect(textOf(message)).toMatch(
      /Published by <@400000000000000002>: posts\/2017\/2017-05-26-how-to-change-the-lamp.md · [0-9a-f]{7,}$/,
    );
    const log = execFileSync('git', ['-C', root, 'log', '-1', '--format=%an <%ae> %s'], { encoding: 'utf8' });
    expect(log).toBe('ada <400000000000000001@discord.noreply.invalid> Publish: How to change the lamp\n');
    bot.discord.press(message, 'Undo', MODERATOR);
    await bot.discord.until('the draft', () => labels(message)[0] === 'Publish');
    expect(await readdir(join(root, 'content', 'posts', '2017'))).toEqual([]);
  });

  test('a moderator edits by a form and rejects; both can be undone', async () => {
    const number = numberIn((await contribute(lamp)).content);
    const message = await shown(number);
    const form = await bot.discord.press(message, 'Edit', MODERATOR).form();
    bot.discord.submit(form, { text: 'Turn it twice.' }, MODERATOR, message);
    await bot.discord.until('the change', () => textOf(message).startsWith('Turn it twice.'));
    expect((await desk.find(number)).draft).toMatchObject({
      ...lamp,
      text: 'Turn it twice.',
      tags: ['led', 'lamp'],
    });
    bot.discord.press(message, 'Reject', MODERATOR);
    await bot.discord.until('the outcome', () =>
      textOf(message).endsWith('Rejected by <@400000000000000002>'),
    );
    expect((await desk.find(number)).state).toBe('rejected');
    bot.discord.press(message, 'Undo', MODERATOR);
    await bot.discord.until('the draft', () => labels(message)[0] === 'Publish');
    expect((await desk.find(number)).state).toBe('waiting');
  });

  test('only who has a role that is configured may decide: not the contributor, not who manages the server', async () => {
    const number = numberIn((await contribute(lamp, ADA)).content);
    const message = await shown(number);
    const form = await bot.discord.press(message, 'Edit', { ...MODERATOR, user: somebody() }).form();
    for (const where of [
      { user: ADA },
      { user: somebody(), permissions: MANAGE_GUILD },
      { user: somebody(), guild: null },
    ]) {
      for (const label of ['Publish', 'Edit', 'Reject']) {
        const refused = await bot.discord.press(message, label, where).message();
        expect([refused.content, refused.flags]).toEqual([
          'Only the moderators of the knowledge base may do that.',
          64,
        ]);
      }
    }
    const refused = await bot.discord
      .submit(form, { text: 'Mine now.' }, { user: somebody() }, message)
      .message();
    expect(refused.content).toBe('Only the moderators of the knowledge base may do that.');
    expect((await desk.find(number)).draft?.text).toBe(lamp.text);
  });

  test('what the check refuses is told to the moderator alone, and the draft waits on', async () => {
    const number = numberIn(
      (await contribute({ ...lamp, title: 'Bad', text: 'See [it](../../it.md).' })).content,
    );
    const message = await shown(number);
    const press = bot.discord.press(message, 'Publish', { ...MODERATOR, user: somebody() });
    const told = await bot.discord.until('the fault', () => press.followUps[0]);
    expect(told.content).toMatch(
      /^That can’t be done: posts\/2017\/2017-05-26-bad.md\\:10\\:10: the link leads to a file that is not there/,
    );
    expect([told.flags, labels(message), (await desk.find(number)).state]).toEqual([
      64,
      ['Publish', 'Edit', 'Reject'],
      'waiting',
    ]);
  });

  test('what breaks while a moderator decides leaves the draft and its buttons in place', async () => {
    const number = numberIn((await contribute({ ...lamp, title: 'Broken' })).content);
    const message = await shown(number);
    bot.discord.refuse({
      method: 'PATCH',
      path: /\/messages\/@original$/,
      status: 400,
      body: { code: 50035, message: 'Invalid Form Body' },
    });
    const press = bot.discord.press(message, 'Reject', { ...MODERATOR, user: somebody() });
    const told = await bot.discord.until('the failure', () => press.followUps[0]);
    expect([told.flags, labels(message)]).toEqual([64, ['Publish', 'Edit', 'Reject']]);
    expect(told.content).toMatch(/went wrong|failed|could not/i);
    expect((await desk.find(number)).state).toBe('rejected');
  });

  test('hostile words ping nobody, write no other file, and stay within Discord’s limits', async () => {
    const evil = '@everyone <@&1> [x](https://evil.example) `';
    const user = makeUser(somebody().id, '../../**@here**');
    const number = numberIn(
      (
        await contribute(
          {
            title: `../../${evil}`,
            text: `${evil}\n`.repeat(90),
            tags: `${evil},`.repeat(6),
            source: evil.repeat(10),
          },
          user,
        )
      ).content,
    );
    const message = await shown(number);
    expect(message.allowed_mentions).toEqual({ parse: [], replied_user: false });
    expect(`${message.embeds[0]?.title}${textOf(message)}`).not.toMatch(
      /(?<!\\)@(?:everyone|here)|(?<!\\)<@|(?<!\\)\]\(/,
    );
    bot.discord.press(message, 'Publish', { ...MODERATOR, user: somebody() });
    await bot.discord.until('the outcome', () => labels(message)[0] === 'Undo');
    expect(await readdir(join(root, 'content', 'posts', '2017'))).toEqual([
      '2017-05-26-everyone-1-x-https-evil-example.md',
    ]);
    expect((await readdir(root)).sort()).toEqual(['.git', 'content', 'drafts']);
  });
});

describe('Save to knowledge base', () => {
  const save = (message: Message, user = BEN) =>
    bot.discord.menu('Save to knowledge base', message, { user }).message();
  const asks = () =>
    [...bot.discord.messages.values()].filter(
      ({ channel_id, components }) => channel_id === DM_CHANNEL && components.length > 0,
    );

  test('one’s own words become a draft at once, named after their first line', async () => {
    const user = somebody();
    const said = bot.discord.say('# Lamps are turned to the left\nAlways.', { user });
    const number = numberIn((await save(said, user)).content);
    expect((await desk.find(number)).draft).toMatchObject({
      title: 'Lamps are turned to the left',
      text: '# Lamps are turned to the left\nAlways.',
      source: expect.stringMatching(/^https:\/\/discord\.com\/channels\/\d+\/\d+\/\d+$/),
      contributors: [{ account: user.id, consent: 'saved it' }],
    });
  });

  test('somebody else’s are kept only after they said yes, to a question that comes once', async () => {
    const before = await waiting();
    const [author, saver] = [makeUser(somebody().id, 'grace'), somebody()];
    const said = bot.discord.say('A lamp is turned to the left.', { user: author });
    const told = await save(said, saver);
    expect([told.content, told.flags]).toEqual([
      'The author is asked first. Nothing is kept unless they say yes.',
      64,
    ]);
    expect((await save(said, saver)).content).toBe('The author can’t be asked just now, so nothing is kept.');
    const ask = await bot.discord.until('the question', () => asks().at(-1));
    expect(ask.content).toBe(
      `<@${saver.id}> would like to keep these words of yours in the knowledge base of Engines, under your name. May they be kept? Nothing is, unless you say yes.`,
    );
    expect([textOf(ask), labels(ask), await waiting()]).toEqual([
      'A lamp is turned to the left.',
      ['Yes, keep them', 'No'],
      before,
    ]);
    await bot.restart();
    const answer = await bot.discord.press(ask, 'Yes, keep them', { user: author, guild: null }).message();
    const number = numberIn(answer.content);
    expect([answer.content, answer.components]).toEqual([
      `Thank you. They wait for the moderators as draft ${number}.`.replace('They wait', 'It waits'),
      [],
    ]);
    expect((await desk.find(number)).draft).toMatchObject({
      author: 'grace',
      text: 'A lamp is turned to the left.',
      contributors: [{ name: 'grace', account: author.id, consent: 'said yes on 2017-05-26T12:00:00Z' }],
    });
  });

  test('after a no, and where the author can’t be asked, nothing is kept', async () => {
    const before = await waiting();
    const author = somebody();
    await save(bot.discord.say('These are my words.', { user: author }), somebody());
    const ask = await bot.discord.until('the question', () => asks().at(-1));
    const answer = await bot.discord.press(ask, 'No', { user: author, guild: null }).message();
    expect([answer.content, answer.embeds, answer.components]).toEqual(['Nothing is kept.', [], []]);
    bot.discord.refuse({
      method: 'POST',
      path: /\/messages$/,
      status: 403,
      body: { code: 50007, message: 'Cannot send' },
    });
    const unasked = await save(bot.discord.say('Mine too.', { user: somebody() }), somebody());
    expect(unasked.content).toBe('The author can’t be asked just now, so nothing is kept.');
    expect(await waiting()).toBe(before);
  });

  test('nobody is asked more than five times an hour; what bots say is not kept', async () => {
    const author = somebody();
    const outcomes: string[] = [];
    for (let n = 0; n < 6; n++) {
      outcomes.push(
        (await save(bot.discord.say(`Words ${n}.`, { user: author }), somebody())).content.slice(0, 20),
      );
    }
    expect(outcomes).toEqual([...Array(5).fill('The author is asked '), 'The author can’t be ']);
    const machine = makeUser(somebody().id, 'machine', { bot: true });
    expect((await save(bot.discord.say('beep', { user: machine }), somebody())).content).toBe(
      'There are no words of a person in that message that could be kept.',
    );
  });
});

test('without a desk, nothing is taken', async () => {
  await using other = await startBot();
  expect((await other.discord.slash('contribute').message()).content).toBe(
    'Contributions are not taken here just now.',
  );
});

test('what is published stands in the content folder as a post', async () => {
  const number = numberIn((await contribute({ ...lamp, title: 'At last' })).content);
  bot.discord.press(await shown(number), 'Publish', { ...MODERATOR, user: somebody() });
  await expect
    .poll(() => readFile(join(root, 'content/posts/2017/2017-05-26-at-last.md'), 'utf8').catch(() => ''))
    .toBe(
      '---\ntitle: At last\nauthor: ada\npublished: 2017-05-26T12:00:00Z\ntags:\n  - led\n  - lamp\n---\n\nTurn the lamp to the left.\n',
    );
});
