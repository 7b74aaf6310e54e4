import { expect, test } from 'vitest';
import { createRecentAnswers } from '../../../../bot/surfaces/discord/recent-answers.ts';

const engine = {};
const place = { message: '9', link: 'https://discord.com/channels/1/2/9' };

test('the same question in the same channel is found for ten minutes, however it is written', async () => {
  let now = 0;
  const recent = createRecentAnswers(
    () => now,
    () => engine,
  );
  recent.note('2', 'Why is ARP ignored?', Promise.resolve(place));
  expect(await recent.find('2', 'why  is arp ignored')).toBe(place);
  expect(await recent.find('3', 'Why is ARP ignored?')).toBeNull();
  expect(await recent.find('2', 'Why is ARP honoured?')).toBeNull();
  now = 10 * 60_000 + 1;
  expect(await recent.find('2', 'Why is ARP ignored?')).toBeNull();
});

test('an answer on its way is waited for; one that comes to nothing or is gone is not found', async () => {
  const recent = createRecentAnswers(
    () => 0,
    () => engine,
  );
  recent.note('2', 'a', new Promise((resolve) => setTimeout(() => resolve(place), 20)));
  recent.note('2', 'b', Promise.reject(new Error('refused')));
  recent.note('2', 'c', Promise.resolve(null));
  recent.note('2', 'd', new Promise(() => {}));
  expect(await recent.find('2', 'a')).toBe(place);
  expect(await recent.find('2', 'b')).toBeNull();
  expect(await recent.find('2', 'c')).toBeNull();
  expect(await recent.find('2', 'd')).toBeNull();
  recent.forget('9');
  expect(await recent.find('2', 'a')).toBeNull();
});

test('what was answered from other content is not found: the answer may be another one by now', async () => {
  let engine = {};
  const recent = createRecentAnswers(
    () => 0,
    () => engine,
  );
  recent.note('2', 'a', Promise.resolve(place));
  engine = {};
  expect(await recent.find('2', 'a')).toBeNull();
});
