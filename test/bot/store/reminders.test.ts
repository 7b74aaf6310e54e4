import { expect, test } from 'vitest';
import type { Reminder } from '../../../bot/reminders/find-due.ts';
import { openStore } from '../../../bot/store/open-store.ts';

const asked: Omit<Reminder, 'id'> = {
  event: 'summit',
  lead: 'day',
  surface: 'discord',
  target: '42',
  zone: 'Europe/Berlin',
  asked: '2017-01-01T00:00:00Z',
  due: '2017-11-05T08:00:00Z',
  language: 'de',
};

test('a reminder is kept once, and can be removed by its own target alone', async () => {
  const { reminders, close } = await openStore(':memory:');
  expect([reminders.add(asked), reminders.add(asked)]).toEqual([1, 1]);
  reminders.add({ ...asked, target: "7'); DROP TABLE reminders; --" });
  expect(reminders.list()).toHaveLength(2);
  expect(reminders.list({ surface: 'discord', target: '42' })).toEqual([{ id: 1, ...asked }]);
  expect(reminders.remove(1, { surface: 'discord', target: '43' })).toBe(false);
  expect(reminders.remove(1, { surface: 'discord', target: '42' })).toBe(true);
  expect(reminders.remove(1, { surface: 'discord', target: '42' })).toBe(false);
  close();
});

test('an id is never given again, since keys of messages hang on it', async () => {
  const { reminders, close } = await openStore(':memory:');
  const id = reminders.add(asked);
  reminders.remove(id, asked);
  expect(reminders.add(asked)).toBe(id + 1);
  close();
});

test('a message is new, then claimed, then sent, until it is forgotten', async () => {
  const { reminders, close } = await openStore(':memory:');
  expect(reminders.claim('1:a', '2017-01-01T00:00:00Z')).toBe('new');
  expect(reminders.claim('1:a', '2017-01-02T00:00:00Z')).toBe('claimed');
  reminders.finish('1:a');
  expect(reminders.claim('1:a', '2017-01-03T00:00:00Z')).toBe('sent');
  reminders.claim('1:b', '2016-01-01T00:00:00Z');
  reminders.keep(2);
  expect(reminders.claim('1:a', '2017-01-03T00:00:00Z')).toBe('sent');
  reminders.keep(1);
  expect(reminders.claim('1:b', '2017-01-03T00:00:00Z')).toBe('claimed');
  expect(reminders.claim('1:a', '2017-01-03T00:00:00Z')).toBe('new');
  close();
});

test('when one is to be sent moves with its event', async () => {
  const { reminders, close } = await openStore(':memory:');
  const id = reminders.add(asked);
  reminders.plan(id, '2017-11-12T08:00:00Z');
  expect(reminders.list()[0]?.due).toBe('2017-11-12T08:00:00Z');
  close();
});
