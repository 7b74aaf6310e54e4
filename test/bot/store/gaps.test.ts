import Database from 'libsql';
import { afterEach, beforeEach, expect, test } from 'vitest';
import type { NewGap } from '../../../bot/gaps/types.ts';
import { migrate } from '../../../bot/store/migrate.ts';
import { MIGRATIONS } from '../../../bot/store/migrations.ts';
import { openStore, type Store } from '../../../bot/store/open-store.ts';
import type { PostId } from '../../../indexer/types.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore(':memory:');
});
afterEach(() => store.close());

const asked = (question: string, more: Partial<NewGap> = {}): NewGap => ({
  question,
  earlier: null,
  reason: 'declined',
  place: 'irc',
  at: '2017-05-26T10:00:00Z',
  ...more,
});
const ada = { surface: 'irc', target: 'test #talk ada' };
const ben = { surface: 'discord', target: '400000000000000002' };
const questions = () => store.gaps.open().map(({ question, times }) => [question, times]);

test('a question asked again is counted, with the first and the last time', () => {
  store.gaps.add(asked('how do I bake bread?'));
  store.gaps.add(asked('how do I bake bread?', { at: '2017-05-27T10:00:00Z' }));
  expect(store.gaps.open()).toEqual([
    {
      id: 1,
      question: 'how do I bake bread?',
      earlier: null,
      reason: 'declined',
      place: 'irc',
      times: 2,
      first: '2017-05-26T10:00:00Z',
      last: '2017-05-27T10:00:00Z',
    },
  ]);
});

test('the question before is kept with one that leans on it, and with no other', () => {
  store.gaps.add(asked('and how do I fix it?', { earlier: 'why is my oven cold?' }));
  store.gaps.add(asked('how do I paint a wooden fence?', { earlier: 'why is my oven cold?' }));
  expect(store.gaps.open().map(({ question, earlier }) => [question, earlier])).toEqual([
    ['and how do I fix it?', 'why is my oven cold?'],
    ['how do I paint a wooden fence?', null],
  ]);
});

test('what was answered is a gap no longer, until it is declined again', () => {
  store.gaps.add(asked('bread?'));
  store.gaps.close(1, 'bread' as PostId);
  expect(questions()).toEqual([]);
  store.gaps.add(asked('bread?'));
  expect(questions()).toEqual([['bread?', 2]]);
});

test('an answer said to be wrong is a gap; one that helped is none', () => {
  const feedback = { post: null, surface: 'web', at: '2017-05-26T10:00:00Z' } as const;
  store.feedback.add({ ...feedback, question: 'lamps?', verdict: 'helped' });
  store.feedback.add({ ...feedback, question: 'bread?', verdict: 'wrong' });
  expect(store.gaps.open()).toMatchObject([{ question: 'bread?', reason: 'wrong', place: 'web' }]);
});

test('hostile questions are kept as one line of at most 500 characters', () => {
  store.gaps.add(asked("'); DROP TABLE gaps; --\r\nQUIT\u0000\u202e\ud800 x"));
  store.gaps.add(asked(`${'a'.repeat(499)}😀 ${'b'.repeat(1_000_000)}`));
  expect(questions()).toEqual([
    ["'); DROP TABLE gaps; -- QUIT x", 1],
    ['a'.repeat(499), 1],
  ]);
});

test('of more than 1,000 questions, those asked least and longest ago are forgotten', () => {
  store.gaps.add(asked('asked twice'));
  store.gaps.add(asked('asked twice'));
  store.gaps.wish(asked('wished for'), ada);
  for (let n = 0; n < 1_010; n++) {
    store.gaps.add(asked(`question ${n}`, { at: `2017-05-26T11:00:00Z` }));
  }
  const kept = store.gaps.open().map(({ question }) => question);
  expect(kept).toHaveLength(1_000);
  expect(kept).toEqual(expect.arrayContaining(['asked twice', 'wished for', 'question 1009']));
  expect(kept).not.toContain('question 0');
});

test('who asked to be told is kept once, at most ten times', () => {
  expect(store.gaps.wish(asked('bread?'), ada)).toBe('kept');
  expect(store.gaps.wish(asked('bread?'), ada)).toBe('already');
  expect(store.gaps.wish(asked('bread?'), ben)).toBe('kept');
  expect(store.gaps.wishes(1)).toMatchObject([ada, ben]);
  expect(questions()).toEqual([['bread?', 1]]);
  for (let n = 1; n < 10; n++) expect(store.gaps.wish(asked(`bread ${n}?`), ada)).toBe('kept');
  expect(store.gaps.wish(asked('one more?'), ada)).toBe('too many');
  expect(questions()).toHaveLength(10);
});

test('a wish is taken once, and can be put back', () => {
  store.gaps.wish(asked('bread?'), ada);
  expect([store.gaps.takeWish(1, ada), store.gaps.takeWish(1, ada)]).toEqual([true, false]);
  const kept = { ...ada, at: '2017-05-26T10:00:00Z' };
  store.gaps.putWish(1, kept);
  expect(store.gaps.wishes(1)).toEqual([kept]);
});

test('what is forgotten takes its wishes along', () => {
  store.gaps.wish(asked('bread?'), ada);
  expect(store.gaps.forget([1, 99])).toBe(1);
  expect([questions(), store.gaps.wishes(1)]).toEqual([[], []]);
});

test('verdicts from before there were gaps become gaps', () => {
  const database = new Database(':memory:');
  const before = MIGRATIONS.findIndex((step) => step.includes('CREATE TABLE gaps'));
  migrate(database, MIGRATIONS.slice(0, before));
  const insert = database.prepare(
    'INSERT INTO feedback (question, verdict, post, surface, at) VALUES (?, ?, NULL, ?, ?)',
  );
  insert.run(['bread?', 'wrong', 'web', '2017-05-25T00:00:00Z']);
  insert.run(['bread?', 'wrong', 'web', '2017-05-26T00:00:00Z']);
  insert.run(['lamps?', 'helped', 'web', '2017-05-26T00:00:00Z']);
  migrate(database);
  expect(database.prepare('SELECT question, reason, times, first, last FROM gaps').all([])).toEqual([
    {
      question: 'bread?',
      reason: 'wrong',
      times: 2,
      first: '2017-05-25T00:00:00Z',
      last: '2017-05-26T00:00:00Z',
    },
  ]);
  database.close();
});

test('who floods one place with questions takes no room from the others', () => {
  store.gaps.add({ ...asked('why does the lamp hum?'), place: 'irc' });
  for (let n = 0; n < 1_100; n++) store.gaps.add({ ...asked(`buy this ${n}?`), place: 'web' });
  const open = store.gaps.open();
  expect(open).toHaveLength(1_000);
  expect(open.map(({ question }) => question)).toContain('why does the lamp hum?');
});
