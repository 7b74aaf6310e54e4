import { expect, test } from 'vitest';
import { createConsents } from '../../../../bot/surfaces/irc/ask-consent.ts';
import type { ChannelLine } from '../../../../bot/surfaces/irc/channel-lines.ts';
import type { IrcMessage } from '../../../../bot/surfaces/irc/irc-message.ts';

const line = (nick: string, text: string, host = '~web@gateway.test'): ChannelLine =>
  ({ nick, host, account: null, text }) as ChannelLine;
const from = (nick: string, text = '') =>
  ({ nick, text, address: `${nick}!~web@gateway.test`, account: null, channel: '#talk' }) as IrcMessage;

function ask(now = () => 0) {
  const said: string[] = [];
  const consents = createConsents({
    say: (nick, lines) => said.push(...lines.map((text) => `${nick}: ${text}`)),
    widthFor: () => 400,
    within: 60_000,
    now,
  });
  return { said, consents };
}

test('people behind one host are asked one by one', async () => {
  const { said, consents } = ask();
  const lines = [line('ada', 'a secret'), line('mallory', 'a word')];
  const agreed = consents.ask(lines, from('mallory'), 'A title of hers');
  await Promise.resolve();
  expect(said[0]).toBe(
    'ada: mallory would like to keep a line of yours from #talk in the knowledge base as “A title of hers”, under your name:',
  );
  expect(consents.hear(from('ada', 'no'))).toBe(true);
  expect(await agreed).toEqual([lines[1]]);
});

test('a bare yes means one question: a second one is not asked meanwhile', async () => {
  const { consents } = ask();
  const first = consents.ask([line('ada', 'a lamp')], from('ben'), 'One');
  expect(await consents.ask([line('ada', 'nonsense')], from('mallory'), 'Two')).toEqual([]);
  expect(consents.hear(from('ada', 'yes'))).toBe(true);
  expect((await first).map(({ text }) => text)).toEqual(['a lamp']);
});

test('a no is remembered: those lines are not asked for again, whatever their author is called now', async () => {
  const { said, consents } = ask();
  const first = consents.ask([line('ada', 'a secret')], from('ben'), 'One');
  consents.hear(from('ada', 'no'));
  expect(await first).toEqual([]);
  expect(said.at(-1)).toBe('ada: They are not kept, and I do not ask for them again.');
  consents.rename('ada', 'ada2');
  said.length = 0;
  expect(await consents.ask([line('ada2', 'a secret')], from('ben'), 'One')).toEqual([]);
  expect(said).toEqual([]);
  const second = consents.ask([line('ada2', 'a secret'), line('ada2', 'a lamp')], from('ben'), 'Two');
  expect(said.slice(1, -1)).toEqual(['ada2: “a lamp”']);
  consents.hear(from('ada2', 'yes'));
  expect((await second).map(({ text }) => text)).toEqual(['a lamp']);
  // Their own words they may still give away themselves.
  expect(await consents.ask([line('ada2', 'a secret')], from('ada2'), 'Three')).toHaveLength(1);
});

test('one person is asked five times an hour at most, also under another nick', async () => {
  let time = 0;
  const { said, consents } = ask(() => time);
  const askFor = async (nick: string, text: string) => {
    said.length = 0;
    const answer = consents.ask([line(nick, text)], from('ben'), 'A title');
    const isAsked = said.length > 0;
    consents.hear(from(nick, 'no'));
    await answer;
    return isAsked;
  };
  for (const text of ['1', '2', '3', '4', '5']) expect(await askFor('ada', text)).toBe(true);
  expect(await askFor('ada', '6')).toBe(false);
  consents.rename('Ada', 'ada_');
  expect(await askFor('ada_', '6')).toBe(false);
  expect(await askFor('grace', '6')).toBe(true);
  time = 3_600_000;
  expect(await askFor('ada_', '6')).toBe(true);
});
