import { describe, expect, test } from 'vitest';
import type { IrcMessage } from '../../../../bot/surfaces/irc/irc-message.ts';
import { readRelayed } from '../../../../bot/surfaces/irc/read-relayed.ts';

const message = (text: string, more: Partial<IrcMessage> = {}): IrcMessage => ({
  channel: '#talk',
  nick: 'matter',
  address: 'matter!bridge@bridge.example.org',
  account: 'matter',
  text,
  isAction: false,
  id: null,
  replyTo: null,
  isBot: false,
  relaymsgBy: null,
  ...more,
});
const relays = ['matter'];

describe('what people say through a relay that was named', () => {
  test.each([
    ['matterbridge', '<ada> how so?', 'ada', 'how so?'],
    ['matterbridge, with where it comes from', '[discord] <ada> how so?', 'ada', 'how so?'],
    ['discord-irc, in colours', '<\u000304ada\u000f> how so?', 'ada', 'how so?'],
    [
      'discord-irc, in bold and with a blank',
      '<\u0002\u000304,01Ada Lovelace\u0003\u0002> how so?',
      'Ada Lovelace',
      'how so?',
    ],
    ['teleirc', '<ada>: how so?', 'ada', 'how so?'],
    ['Dis4IRC, with a break in the name', '<\u000306a\u200bda\u000f> how so?', 'ada', 'how so?'],
    ['a question to the bot', '<ada> !ask why <b>?', 'ada', '!ask why <b>?'],
  ])('%s', (_bridge, text, name, said) => {
    expect(readRelayed(message(text), relays)).toEqual({ name, text: said });
  });

  test('RELAYMSG: the server tells who speaks for whom', () => {
    const spoken = { nick: 'ada/discord', address: 'ada/discord!relay@irc.test', account: null };
    const said = message('how so?', { ...spoken, relaymsgBy: 'matter' });
    expect(readRelayed(said, relays)).toEqual({ name: 'ada', text: 'how so?' });
    expect(readRelayed(said, ['matter!*@bridge.example.org'])).toEqual({ name: 'ada', text: 'how so?' });
    expect(readRelayed(said, ['other'])).toBeNull();
  });

  test.each(['hello', '<ada>', '< > hi', '<ada', '<<ada>> hi', 'ada: hi'])('%j names nobody', (text) => {
    expect(readRelayed(message(text), relays)).toBeNull();
  });

  test.each<[string, Partial<IrcMessage>, readonly string[]]>([
    ['is logged in to no account', { account: null }, relays],
    ['is logged in to another account', { account: 'mallory' }, relays],
    ['has another host', { address: 'matter!bridge@evil.example.org' }, ['matter!*@bridge.example.org']],
    [
      'has a host that only contains the mask',
      { address: 'matter!x@bridge.example.org.evil' },
      ['matter!*@bridge.example.org'],
    ],
    [
      'relies on a dot of the mask',
      { address: 'matter!x@bridgeXexample.org' },
      ['matter!*@bridge.example.org'],
    ],
  ])('who %s is believed nothing', (_what, more, named) => {
    expect(readRelayed(message('<ada> hi', more), named)).toBeNull();
  });
});
