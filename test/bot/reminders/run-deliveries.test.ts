import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { type DeliveryOptions, runDeliveries } from '../../../bot/reminders/run-deliveries.ts';
import type { Message, Sender } from '../../../bot/reminders/send-once.ts';
import { openStore, type Store } from '../../../bot/store/open-store.ts';

let store: Store;
let logged: string[];
let running: { stop(): Promise<void> } | null;
beforeEach(async () => {
  store = await openStore(':memory:');
  logged = [];
  running = null;
});
afterEach(async () => {
  await running?.stop();
  store.close();
});

const message = (key: string, surface: string, target: string): Message => ({
  ...{ key, surface, target },
  ...{ label: 'Reminder', text: '' },
});
const looks = () => new Promise((resolve) => setTimeout(resolve, 100));
const run = (
  messages: () => readonly Message[],
  senders: Record<string, Sender>,
  more: Partial<DeliveryOptions> = {},
) => {
  running = runDeliveries({
    collect: messages,
    ledger: store.reminders,
    senders: new Map(Object.entries(senders)),
    now: () => new Date('2017-03-12T16:00:00Z'),
    log: (line) => void logged.push(line),
    every: 5,
    ...more,
  });
};
const recorder = (sent: string[]): Sender => ({
  send: async ({ key }) => void sent.push(key),
  hasArrived: async () => null,
});

describe('runDeliveries', () => {
  test('each network has a lane, and one that hangs holds up no other', async () => {
    const sent: string[] = [];
    const hanging: Sender = { send: () => new Promise(() => undefined), hasArrived: async () => null };
    const all = [
      message('a', 'irc', 'oftc/#a'),
      message('b', 'irc', 'libera/#b'),
      message('c', 'discord', '#1'),
      message('d', 'irc', 'nowhere/#d'),
    ];
    run(() => all, { 'irc/oftc': hanging, 'irc/libera': recorder(sent), discord: recorder(sent) });
    await looks();
    expect(sent).toEqual(['b', 'c']);
    const before = performance.now();
    await running?.stop();
    expect(performance.now() - before).toBeLessThan(4_000);
    // What was begun is known to be, what has no lane was not touched.
    const stateOf = (key: string) => store.reminders.claim(key, '2017-03-12T16:00:00Z');
    expect(['a', 'b', 'd'].map(stateOf)).toEqual(['claimed', 'sent', 'new']);
  });

  test('one that fails waits before it is tried again, and is told once', async () => {
    let tries = 0;
    const broken: Sender = {
      send: async () => {
        tries++;
        throw new Error('no\r\nroute');
      },
      hasArrived: async () => null,
    };
    run(() => [message('a', 'discord', '#1')], { discord: broken });
    await looks();
    expect([tries, logged]).toEqual([1, ['reminders: discord: a: no\ufffd\ufffdroute; it is tried again']]);
  });

  test('a look that fails is told, and the next one works', async () => {
    const sent: string[] = [];
    let looked = 0;
    const collect = () => {
      looked++;
      if (looked === 1) throw new Error('the disk is full');
      return [message('a', 'discord', '#1')];
    };
    run(collect, { discord: recorder(sent) });
    await looks();
    expect([sent, logged]).toEqual([['a'], ['reminders: the disk is full']]);
  });

  test('no two looks are nearer to each other than they should, whatever the clock says', async () => {
    let looked = 0;
    const clock = ['2017-01-01', '2400-01-01', '1970-01-01', '2016-02-29'];
    const collect = () => {
      looked++;
      return [];
    };
    run(collect, {}, { every: 20, now: () => new Date(clock[looked % clock.length] ?? '') });
    await looks();
    expect(looked).toBeGreaterThan(1);
    expect(looked).toBeLessThan(7);
  });
});
