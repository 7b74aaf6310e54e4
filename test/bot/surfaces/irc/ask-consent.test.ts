import { expect, test } from 'vitest';
import { createConsents } from '../../../../bot/surfaces/irc/ask-consent.ts';
import type { ChannelLine } from '../../../../bot/surfaces/irc/channel-lines.ts';
import type { IrcMessage } from '../../../../bot/surfaces/irc/irc-message.ts';

const line = (nick: string, text: string, host = '~web@gateway.test'): ChannelLine =>
  ({ nick, host, account: null, text }) as ChannelLine;
const from = (nick: string, text = '') =>
  ({ nick, text, address: `${nick}!~web@gateway.test`, account: null, channel: '#talk' }) as IrcMessage;

function ask() {
  const said: string[] = [];
  const consents = createConsents({
    say: (nick, lines) => said.push(...lines.map((text) => `${nick}: ${text}`)),
    widthFor: () => 400,
    within: 60_000,
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
