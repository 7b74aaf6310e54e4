import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { createEngine } from '../../../bot/answer/engine.ts';
import { startRelay, usualRelayWaits } from '../../../bot/bridge/start-relay.ts';
import { plainText, unstyled } from '../../../bot/bridge/text/rich-text.ts';
import { openStore, type Store } from '../../../bot/store/open-store.ts';
import { index } from '../surfaces/irc/start-bot.ts';
import { createMemoryEnd, type MemoryEnd, person } from './memory-end.ts';

let store: Store;
let irc: MemoryEnd;
let discord: MemoryEnd;
let stop: () => Promise<void>;
const log: string[] = [];

/** A process begins: the sides are as new, the store is the same. */
function begin(): void {
  irc = createMemoryEnd('irc');
  discord = createMemoryEnd('discord');
  ({ stop } = startRelay({
    ends: [irc, discord],
    memory: store.relayed,
    state: store.relayState,
    showsPresence: false,
    showsDeletes: true,
    waits: { ...usualRelayWaits, mostWaiting: 5 },
    now: Date.now,
    log: (line) => void log.push(line),
  }));
}
async function restart(): Promise<void> {
  await settle();
  await stop();
  begin();
  irc.setUp(false);
}
/** The process ends without a goodbye. */
function crash(): void {
  begin();
  irc.setUp(false);
}
let ids = 0;
/** Somebody says something; ids differ beyond restarts, as those of servers do. */
const say = (end: MemoryEnd, name: string, text: string, isModerator = false) =>
  end.say(name, text, { id: `said-${++ids}`, author: person(name, isModerator) });
const settle = (ms = 0) => vi.advanceTimersByTimeAsync(ms);
const read = (end: MemoryEnd) =>
  end.shown.map((outgoing) => {
    if (outgoing.type === 'notice') return outgoing.text;
    return outgoing.type === 'message' ? plainText(outgoing.body) : outgoing.type;
  });

beforeEach(async () => {
  log.length = 0;
  store = await openStore(':memory:');
  vi.useFakeTimers({ now: Date.now() });
  begin();
});
afterEach(async () => {
  await stop();
  vi.useRealTimers();
  store.close();
});

describe('after a restart', () => {
  test('the relay is still off, and on again when a moderator says so', async () => {
    say(discord, 'op', '!relay off', true);
    await restart();
    say(discord, 'Grace', 'unheard');
    say(discord, 'op', '!relay on', true);
    await restart();
    say(discord, 'Grace', 'heard');
    irc.setUp(true);
    await settle();
    expect(read(irc)).not.toContain('unheard');
    expect(read(irc).at(-1)).toBe('heard');
  });

  test('who was muted is muted, and who was let speak again speaks', async () => {
    for (const text of ['!relay mute Spammer', '!relay mute Bob', '!relay unmute bob'])
      say(discord, 'op', text, true);
    await restart();
    say(irc, 'spammer', 'buy');
    say(irc, 'bob', 'sorry');
    await settle();
    expect(read(discord)).toEqual(['sorry']);
  });

  test.each([
    ['that was told to end', restart],
    ['that was killed', async () => crash()],
  ])('of a process %s, what waited is shown, in order, and its copies are known', async (_how, next) => {
    irc.setUp(false);
    const first = say(discord, 'Grace', 'one');
    say(discord, 'Grace', 'two');
    await settle();
    await next();
    say(discord, 'Grace', 'three');
    await settle(60_000);
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual(['one', 'two', 'three']);
    expect(store.relayed.copies('memory:discord', first, 'memory:irc')).toEqual(['irc-copy-1']);
    await restart();
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual([]);
  });

  test('what was sent just before the process was killed is not sent again', async () => {
    irc.setUp(false);
    say(discord, 'Grace', 'once');
    await settle();
    const { forget } = store.relayState;
    store.relayState.forget = () => undefined;
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual(['once']);
    store.relayState.forget = forget;
    crash();
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual([]);
    expect(store.relayState.waiting('memory:irc')).toEqual([]);
  });

  test('what waited is shown as it was edited, and not at all when it was deleted', async () => {
    irc.setUp(false);
    const first = say(discord, 'Grace', 'teh');
    const second = say(discord, 'Grace', 'gone before');
    const third = say(discord, 'Grace', 'gone after');
    discord.happen({ type: 'edit', id: first, body: unstyled('the'), at: Date.now() });
    discord.happen({ type: 'delete', id: second, at: Date.now() });
    await settle();
    await restart();
    discord.happen({ type: 'delete', id: third, at: Date.now() });
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual(['the']);
  });

  test('what is older than five minutes, or found no room, is counted and said in one line', async () => {
    irc.setUp(false);
    for (let count = 0; count < 7; count++) say(discord, 'Grace', `early ${count}`);
    await settle();
    await restart();
    await settle(usualRelayWaits.keepFor + 1);
    await restart();
    say(discord, 'Grace', 'late');
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual(['7 messages could not be relayed', 'late']);
    await restart();
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual([]);
  });

  test('an answer that waited is one', async () => {
    irc.setUp(false);
    const answer = createEngine(index).ask('why is my gratuitous ARP ignored?', '2017-05-26');
    discord.happen({ type: 'answer', asker: 'Grace', question: null, answer, at: Date.now() });
    await settle();
    await restart();
    irc.setUp(true);
    await settle();
    expect(irc.shown).toEqual([{ type: 'answer', asker: 'Grace', question: null, answer }]);
  });

  test('what a search found, and waited, is found', async () => {
    irc.setUp(false);
    const result = createEngine(index).search('gratuitous ARP', 9);
    const found = { kind: 'posts' as const, result, filters: {} };
    discord.happen({ type: 'found', asker: 'Grace', question: '/search ARP', found, at: Date.now() });
    await settle();
    await restart();
    irc.setUp(true);
    await settle();
    expect(irc.shown).toEqual([{ type: 'found', asker: 'Grace', question: '/search ARP', found }]);
  });

  test('a store that does not take the ids of copies is told, and nothing is sent twice', async () => {
    store.relayed.link = () => {
      throw new Error('the disk is full');
    };
    say(discord, 'Grace', 'one');
    await settle(60_000);
    expect(log).toEqual(['bridge: irc: the disk is full']);
    expect(read(irc)).toEqual(['one']);
  });

  test('a store that can not be read while something is sent ends nothing', async () => {
    store.relayed.copies = () => {
      throw new Error('the disk is gone');
    };
    discord.say('Grace', 'one', { id: 'a', replyTo: { name: 'ada', id: 'b' } });
    say(discord, 'Grace', 'two');
    await settle();
    expect(log).toEqual(['bridge: irc: the disk is gone']);
    expect(read(irc)).toEqual(['1 message could not be relayed', 'two']);
  });

  test('a store that can not be written is told, and stops nothing that can be sent', async () => {
    store.relayState.keep = () => {
      throw new Error('the disk is full');
    };
    irc.setUp(false);
    say(discord, 'Grace', 'one');
    await settle();
    expect(log).toEqual(['bridge: irc: the disk is full']);
    irc.setUp(true);
    await settle();
    expect(read(irc)).toEqual(['one']);
  });
});
