import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import type { Outgoing } from '../../../bot/bridge/bridge-end.ts';
import { createRelayMemory } from '../../../bot/bridge/relay-memory.ts';
import { type RelayOptions, startRelay, usualRelayWaits } from '../../../bot/bridge/start-relay.ts';
import { plainText, unstyled } from '../../../bot/bridge/text/rich-text.ts';
import { createMemoryEnd, type MemoryEnd, person } from './memory-end.ts';

let irc: MemoryEnd;
let discord: MemoryEnd;
let stop: () => Promise<void>;
const log: string[] = [];

function relay(more: Partial<RelayOptions> = {}, others: readonly MemoryEnd[] = []): void {
  irc = createMemoryEnd('irc');
  discord = createMemoryEnd('discord');
  ({ stop } = startRelay({
    ends: [irc, discord, ...others],
    memory: createRelayMemory(),
    state: null,
    showsPresence: false,
    showsDeletes: true,
    waits: usualRelayWaits,
    now: Date.now,
    log: (line) => void log.push(line),
    ...more,
  }));
}

/** What people of a side read, in short. */
function read(end: MemoryEnd): string[] {
  return end.shown.map((outgoing: Outgoing) => {
    switch (outgoing.type) {
      case 'message':
        return `${outgoing.author.name}: ${plainText(outgoing.body)}`;
      case 'edit':
        return `${outgoing.author.name}: ${plainText(outgoing.before)} → ${plainText(outgoing.body)}`;
      case 'delete':
        return `${outgoing.author.name} deleted ${outgoing.copies.join()}`;
      case 'presence':
        return `${outgoing.people.map(({ name }) => name).join()} ${outgoing.change} ${outgoing.from}`;
      case 'answer':
        return `answer to ${outgoing.asker}`;
      case 'found':
        return `${outgoing.found.kind} for ${outgoing.asker}`;
      case 'notice':
        return outgoing.text;
      default:
        return outgoing satisfies never;
    }
  });
}

beforeEach(() => {
  vi.useFakeTimers({ now: 1_000_000 });
  relay();
});
afterEach(() => {
  void stop();
  vi.useRealTimers();
});
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);

describe('a relay', () => {
  test('shows on the other side what is said on one, in order, and not on the same', async () => {
    irc.say('ada', 'one');
    discord.say('Grace', 'two');
    irc.say('ada', 'three');
    await settle();
    expect(read(discord)).toEqual(['ada: one', 'ada: three']);
    expect(read(irc)).toEqual(['Grace: two']);
  });

  test('joins more than two channels', async () => {
    const third = createMemoryEnd('third');
    await stop();
    relay({}, [third]);
    irc.say('ada', 'all');
    await settle();
    expect([read(irc), read(discord), read(third)]).toEqual([[], ['ada: all'], ['ada: all']]);
  });

  test('shows nothing twice, neither a message that comes again nor its own copy', async () => {
    const id = irc.say('ada', 'once');
    irc.say('ada', 'once', { id });
    await settle();
    discord.say('webhook', 'once', { id: 'discord-copy-1' });
    await settle();
    expect([read(irc), read(discord)]).toEqual([[], ['ada: once']]);
  });

  test('knows which message of a side a reply means', async () => {
    const id = irc.say('ada', 'question');
    await settle();
    discord.say('Grace', 'answer', { replyTo: { name: 'ada', id: 'discord-copy-1' } });
    await settle();
    irc.say('bob', 'thanks', { replyTo: { name: 'Grace', id: 'irc-copy-2' } });
    await settle();
    expect(irc.shown[0]).toMatchObject({ replyTo: { name: 'ada' }, replyToId: id });
    expect(discord.shown[1]).toMatchObject({ replyToId: 'discord-2' });
  });

  test('makes one correction of several edits, and none of an edit that changes no word', async () => {
    const id = discord.say('Grace', 'teh cat');
    await settle();
    discord.happen({ type: 'edit', id, body: unstyled('teh dog'), at: Date.now() });
    discord.happen({ type: 'edit', id, body: unstyled('the dog'), at: Date.now() });
    await settle(usualRelayWaits.editsSettle);
    discord.happen({ type: 'edit', id, body: unstyled('the dog'), at: Date.now() });
    await settle(usualRelayWaits.editsSettle);
    expect(read(irc)).toEqual(['Grace: teh cat', 'Grace: teh cat → the dog']);
  });

  test('leaves edits of old messages alone', async () => {
    const id = discord.say('Grace', 'old');
    await settle(usualRelayWaits.editsWithin + 1);
    discord.happen({ type: 'edit', id, body: unstyled('new'), at: Date.now() });
    await settle(usualRelayWaits.editsSettle);
    expect(read(irc)).toEqual(['Grace: old']);
  });

  test('tells of deletes, unless that is switched off', async () => {
    const id = discord.say('Grace', 'oops');
    await settle();
    discord.happen({ type: 'delete', id, at: Date.now() });
    await settle();
    expect(read(irc)).toEqual(['Grace: oops', 'Grace deleted irc-copy-1']);
    await stop();
    relay({ showsDeletes: false });
    const other = discord.say('Grace', 'oops');
    await settle();
    discord.happen({ type: 'delete', id: other, at: Date.now() });
    await settle();
    expect(read(irc)).toEqual(['Grace: oops']);
  });

  test('of three sides, one that missed a message while away sees it as it became, and no edit or delete of it', async () => {
    const third = createMemoryEnd('third');
    await stop();
    relay({}, [third]);
    third.setUp(false);
    const edited = discord.say('Grace', 'teh cat');
    const deleted = discord.say('Grace', 'oops');
    await settle();
    discord.happen({ type: 'edit', id: edited, body: unstyled('the cat'), at: Date.now() });
    discord.happen({ type: 'delete', id: deleted, at: Date.now() });
    await settle(usualRelayWaits.editsSettle);
    third.setUp(true);
    await settle();
    expect(read(irc)).toEqual([
      'Grace: teh cat',
      'Grace: oops',
      'Grace deleted irc-copy-2',
      'Grace: teh cat → the cat',
    ]);
    expect(read(third)).toEqual(['Grace: the cat']);
    // From here on both have seen the same.
    discord.happen({ type: 'edit', id: edited, body: unstyled('the dog'), at: Date.now() });
    await settle(usualRelayWaits.editsSettle);
    expect(read(irc).at(-1)).toBe('Grace: the cat → the dog');
    expect(read(third).slice(1)).toEqual(['Grace: the cat → the dog']);
  });

  test('tells of what was deleted or edited while it was on its way', async () => {
    const { send } = irc;
    irc.send = async (outgoing, onNamed) => {
      await new Promise((done) => setTimeout(done, 5_000));
      return send(outgoing, onNamed);
    };
    const gone = discord.say('Grace', 'oops');
    await settle(1_000);
    discord.happen({ type: 'delete', id: gone, at: Date.now() });
    await settle(20_000);
    expect(read(irc)).toEqual(['Grace: oops', 'Grace deleted irc-copy-1']);
    const edited = discord.say('Grace', 'teh cat');
    await settle(1_000);
    discord.happen({ type: 'edit', id: edited, body: unstyled('the cat'), at: Date.now() });
    await settle(20_000);
    expect(read(irc).slice(2)).toEqual(['Grace: teh cat', 'Grace: teh cat → the cat']);
  });

  test('keeps what a side misses while it is away; what was edited meanwhile is shown as it became, what was deleted is not', async () => {
    irc.setUp(false);
    const first = discord.say('Grace', 'teh');
    const second = discord.say('Grace', 'gone');
    discord.say('Grace', 'last');
    discord.happen({ type: 'edit', id: first, body: unstyled('the'), at: Date.now() });
    discord.happen({ type: 'delete', id: second, at: Date.now() });
    await settle(10_000);
    irc.setUp(true);
    await settle(10_000);
    expect(read(irc)).toEqual(['Grace: the', 'Grace: last']);
  });

  test('counts what became too old or found no room, and says it in one line', async () => {
    await stop();
    relay({ waits: { ...usualRelayWaits, mostWaiting: 2 } });
    irc.setUp(false);
    for (let count = 0; count < 3; count++) discord.say('Grace', 'early');
    await settle(usualRelayWaits.keepFor + 1);
    for (let count = 0; count < 4; count++) discord.say('Grace', `late ${count}`);
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual(['5 messages could not be relayed', 'Grace: late 0', 'Grace: late 1']);
  });

  test('is paused, resumed and told whom to leave out by moderators, and by nobody else', async () => {
    const moderator = { author: person('op', true) };
    irc.say('ada', '!relay off');
    irc.say('op', '!relay off', moderator);
    irc.say('ada', 'unheard');
    irc.say('op', '!relay on', moderator);
    irc.say('op', '!relay mute Spammer', moderator);
    irc.say('spammer', 'buy');
    irc.say('op', '!relay unmute spammer', moderator);
    irc.say('spammer', 'sorry');
    await settle();
    expect(read(discord)).toEqual([
      'ada: !relay off',
      'op switched the relay off',
      'op switched the relay on',
      'op muted Spammer here',
      'op unmuted spammer here',
      'spammer: sorry',
    ]);
    expect(read(irc)).toHaveLength(4);
  });

  test('shows who comes and goes only where that is wanted', async () => {
    irc.happen({ type: 'presence', person: person('ada'), change: 'joined', at: Date.now() });
    await settle();
    expect(read(discord)).toEqual([]);
    await stop();
    relay({ showsPresence: true });
    irc.happen({ type: 'presence', person: person('ada'), change: 'joined', at: Date.now() });
    await settle(1_000);
    expect(read(discord)).toEqual(['ada joined irc']);
    // A network splits, and is one again.
    for (const change of ['left', 'joined'] as const)
      for (let count = 0; count < 100; count++)
        irc.happen({ type: 'presence', person: person(`p${count}`), change, at: Date.now() });
    await settle(1_000);
    expect(read(discord).map((line) => line.replace(/.*,/, ''))).toEqual([
      'ada joined irc',
      'p99 left irc',
      'p99 joined irc',
    ]);
  });

  test('goes on when a side can not take something', async () => {
    const send = discord.send;
    discord.send = async () => {
      throw new Error('too odd');
    };
    irc.say('ada', 'odd');
    await settle();
    discord.send = send;
    irc.say('ada', 'even');
    await settle();
    expect(log.at(-1)).toBe('bridge: discord: too odd');
    expect(read(discord)).toEqual(['1 message could not be relayed', 'ada: even']);
  });

  test('a line that another bridge brings back is not relayed again; when that goes on, the relay stops, says so once, and a moderator may resume it', async () => {
    const byMachine = { isByBot: true, isByMachine: true };
    irc.say('ada', 'one *two*');
    // A webhook there, and a bot back on this side.
    discord.say('ada', 'one two', byMachine);
    discord.say('Grace', 'unlike', byMachine);
    await settle();
    expect([read(discord), read(irc)]).toEqual([['ada: one *two*'], ['Grace: unlike']]);
    irc.say('ada', 'three');
    irc.say('bridge', '[discord] <a\u200bda> three', byMachine);
    irc.say('ada', 'four');
    irc.say('bridge', '<ada> four', byMachine);
    await settle();
    const notice =
      'Another bridge relays here too, so I stopped. Moderators: switch one of them off; !relay on resumes';
    expect(read(discord)).toEqual(['ada: one *two*', 'ada: three', notice]);
    expect(read(irc)).toEqual(['Grace: unlike', notice]);
    expect(log.filter((line) => line.includes('another bridge'))).toEqual([
      'bridge: irc, discord: another bridge relays there too, so this one stops',
    ]);
    irc.say('op', '!relay on', { author: person('op', true) });
    irc.say('ada', 'five');
    await settle();
    expect(read(discord).at(-1)).toBe('ada: five');
  });

  test('people who repeat each other, or type what a bridge would write, do not stop it', async () => {
    for (let count = 0; count < 5; count++) {
      irc.say('ada', 'hello');
      discord.say('mallory', '<ada> hello', { isByBot: true });
    }
    await settle();
    expect([read(discord).length, read(irc).length]).toEqual([5, 5]);
  });

  test('bots that repeat themselves, or say the same on both sides, do not stop it', async () => {
    const byBot = { isByBot: true, isByMachine: true };
    for (let count = 0; count < 3; count++) {
      discord.say('CI', `Build started`, byBot);
      irc.say('CI', `Build started`, { isByBot: true });
      irc.say('tg', 'ok', { isByMachine: true });
    }
    irc.say('CI', 'Build done', { isByBot: true });
    discord.say('CI', 'Build done', byBot);
    discord.say('Grace', 'still here');
    await settle();
    expect(read(irc)).toEqual([
      'CI: Build started',
      'CI: Build started',
      'CI: Build started',
      'Grace: still here',
    ]);
    expect(read(discord).filter((line) => line === 'tg: ok')).toHaveLength(3);
    expect(read(discord).at(-1)).toBe('CI: Build done');
  });

  test('what bots of both sides announce is not doubled; what people say of it is relayed', async () => {
    const byBot = { isByBot: true };
    discord.say('feeds', 'ARP explained https://example.org/arp?utm_source=discord', byBot);
    irc.say('rss', 'New: ARP explained — https://example.org/arp.', byBot);
    irc.say('ada', 'see https://example.org/arp');
    irc.say('rss', 'New: NDP explained — https://example.org/ndp', byBot);
    irc.say('rss', 'no link', byBot);
    await settle();
    expect(read(irc)).toHaveLength(1);
    expect(read(discord)).toEqual([
      'ada: see https://example.org/arp',
      'rss: New: NDP explained — https://example.org/ndp',
      'rss: no link',
    ]);
  });

  test('10,000 messages each way lose none, repeat none and keep their order', async () => {
    for (let count = 0; count < 10_000; count++) {
      irc.say('ada', String(count), { id: `i${count}` });
      discord.say('Grace', String(count), { id: `d${count}` });
      if (count % 500 === 0) await settle();
    }
    await settle();
    const numbers = (end: MemoryEnd) => read(end).map((line) => Number(line.split(': ')[1]));
    expect(numbers(irc)).toEqual(Array.from({ length: 10_000 }, (_, index) => index));
    expect(numbers(discord)).toEqual(numbers(irc));
  });
});
