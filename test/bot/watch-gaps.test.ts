import { afterEach, beforeEach, expect, test } from 'vitest';
import { createEngine } from '../../bot/answer/engine.ts';
import type { NewGap } from '../../bot/gaps/types.ts';
import { openStore, type Store } from '../../bot/store/open-store.ts';
import { type TellAnswered, watchGaps } from '../../bot/watch-gaps.ts';
import { makeIndex, makePost } from '../make-index.ts';

let store: Store;
beforeEach(async () => {
  store = await openStore(':memory:');
});
afterEach(() => store.close());

const bread: NewGap = {
  question: 'how do I bake bread?',
  earlier: null,
  reason: 'declined',
  place: 'irc',
  at: '2017-05-26T10:00:00Z',
};
const ada = { surface: 'irc', target: 'test #talk ada' };
const lamps = makePost('lamps', 'A lamp gives light.');
const baking = (published: string) =>
  makePost('bread', 'To bake bread, heat the oven and bake the bread for an hour.', {
    title: 'How to bake bread',
    published,
  });
const open = () => store.gaps.open().map(({ question }) => question);

/** Looks as often as it takes until `isDone`, with another engine from the second look on. */
async function watch(
  published: string | null,
  tell: TellAnswered,
  isDone: () => boolean,
): Promise<readonly string[]> {
  const log: string[] = [];
  const before = createEngine(makeIndex([lamps]));
  const after = published === null ? before : createEngine(makeIndex([lamps, baking(published)]));
  let looks = 0;
  const watching = watchGaps({
    gaps: store.gaps,
    engine: () => (looks++ === 0 ? before : after),
    today: () => '2017-05-27',
    tellers: { irc: tell },
    every: 5,
    rest: 20,
    log: (line) => void log.push(line),
  });
  for (let n = 0; n < 400 && (looks < 4 || !isDone()); n++) await new Promise((done) => setTimeout(done, 5));
  await watching.stop();
  return log;
}

test('when a newer post answers a gap, it is closed, and who asked to be told is told once', async () => {
  store.gaps.wish(bread, ada);
  store.gaps.add({ ...bread, question: 'how do I paint a fence?' });
  const told: string[] = [];
  await watch(
    '2017-05-27T00:00:00Z',
    async (target, { question }, answer) => {
      told.push(`${target}: ${question} ${answer.excerpts[0]?.post.title}`);
      return 'told';
    },
    () => told.length > 0,
  );
  expect(told).toEqual(['test #talk ada: how do I bake bread? How to bake bread']);
  expect(open()).toEqual(['how do I paint a fence?']);
  expect(store.gaps.waiting()).toEqual([]);
});

test('an older post that came in later closes what was declined, but is no news to tell', async () => {
  store.gaps.wish(bread, ada);
  let told = 0;
  const tell = async () => {
    told++;
    return 'told' as const;
  };
  await watch('2017-05-26T09:59:59Z', tell, () => true);
  expect([open(), told]).toEqual([[], 0]);
});

test('an answer that was said to be wrong is closed only by a post newer than the last such verdict', async () => {
  store.gaps.add({ ...bread, reason: 'wrong' });
  store.gaps.add({ ...bread, reason: 'wrong', at: '2017-05-28T10:00:00Z' });
  await watch(
    '2017-05-27T00:00:00Z',
    async () => 'told',
    () => true,
  );
  expect(open()).toEqual(['how do I bake bread?']);
});

test('who is away is told later; who can never be told is forgotten; what fails is logged and tried again after a rest', async () => {
  store.gaps.wish(bread, ada);
  let tries = 0;
  const at: number[] = [];
  const log = await watch(
    '2017-05-27T00:00:00Z',
    async () => {
      tries++;
      at.push(performance.now());
      if (tries === 1) throw new Error('no\r\nline');
      return tries === 2 ? 'later' : 'never';
    },
    () => tries >= 3,
  );
  expect(tries).toBe(3);
  expect((at[1] ?? 0) - (at[0] ?? 0)).toBeGreaterThanOrEqual(20);
  expect(log).toEqual(['gaps: irc: somebody could not be told: no\ufffd\ufffdline']);
  expect(store.gaps.waiting()).toEqual([]);
});

test('wishes of a surface that is not served wait', async () => {
  store.gaps.wish(bread, { surface: 'discord', target: '1' });
  await watch(
    '2017-05-27T00:00:00Z',
    async () => 'told',
    () => store.gaps.waiting().length > 0,
  );
  expect(store.gaps.waiting()).toHaveLength(1);
});
