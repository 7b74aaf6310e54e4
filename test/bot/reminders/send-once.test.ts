import { expect, test } from 'vitest';
import { type Message, sendOnce } from '../../../bot/reminders/send-once.ts';
import { Undeliverable } from '../../../bot/reminders/undeliverable.ts';
import { openStore } from '../../../bot/store/open-store.ts';

const message = (key: string): Message => ({
  ...{ key, label: 'Reminder', text: ` of ${key}`, surface: 'irc', target: '#a' },
});
const NOW = '2017-01-01T00:00:00Z';

test('a message is sent once, however often it is due', async () => {
  const { reminders, close } = await openStore(':memory:');
  const sent: string[] = [];
  const sender = {
    send: async ({ key }: Message) => void sent.push(key),
    hasArrived: async () => null,
  };
  const run = () => sendOnce([message('a'), message('b')], reminders, sender, NOW, () => undefined);
  await run();
  await run();
  expect(sent).toEqual(['a', 'b']);
  close();
});

test('one that fails is told, keeps none from the others, and comes again', async () => {
  const { reminders, close } = await openStore(':memory:');
  const sent: string[] = [];
  let isBroken = true;
  const failures: string[] = [];
  const sender = {
    send: async ({ key }: Message) => {
      if (key === 'a' && isBroken) throw new Error('no route');
      sent.push(key);
    },
    hasArrived: async () => false,
  };
  const run = () =>
    sendOnce([message('a'), message('b')], reminders, sender, NOW, ({ key }, error) =>
      failures.push(`${key}: ${(error as Error).message}`),
    );
  await run();
  isBroken = false;
  await run();
  expect([sent, failures]).toEqual([['b', 'a'], ['a: no route']]);
  close();
});

test.each([
  [true, []],
  [false, ['a']],
  [null, ['a']],
])(
  'one that was claimed by a process that died, and has arrived: %s, is sent: %j',
  async (arrived, expected) => {
    const { reminders, close } = await openStore(':memory:');
    reminders.claim('a', NOW);
    const sent: string[] = [];
    const sender = { send: async ({ key }: Message) => void sent.push(key), hasArrived: async () => arrived };
    await sendOnce([message('a')], reminders, sender, NOW, () => undefined);
    expect(sent).toEqual(expected);
    expect(reminders.claim('a', NOW)).toBe('sent');
    close();
  },
);

test('one that can never arrive is told once, and not tried again', async () => {
  const { reminders, close } = await openStore(':memory:');
  const failures: string[] = [];
  const sender = {
    send: async () => {
      throw new Undeliverable('it takes no messages');
    },
    hasArrived: async () => false,
  };
  const run = () =>
    sendOnce([message('a')], reminders, sender, NOW, (_, error) => failures.push((error as Error).message));
  await run();
  await run();
  expect(failures).toEqual(['it takes no messages']);
  close();
});
