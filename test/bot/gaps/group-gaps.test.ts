import { expect, test } from 'vitest';
import { groupGaps } from '../../../bot/gaps/group-gaps.ts';
import type { Gap } from '../../../bot/gaps/types.ts';

let ids = 0;
const gap = (question: string, more: Partial<Gap> = {}): Gap => {
  ids++;
  const at = '2017-05-26T10:00:00Z';
  return {
    id: ids,
    question,
    earlier: null,
    reason: 'declined',
    place: 'irc',
    times: 1,
    first: at,
    last: at,
    ...more,
  };
};
const shown = (gaps: readonly Gap[]) => groupGaps(gaps).map(({ question, alike }) => [question, ...alike]);

test('questions that share their stems are one gap, under the wording that was used most', () => {
  const gaps = [
    gap('how do I bake bread?'),
    gap('how is bread baked?', { times: 3 }),
    gap('baking bread', { place: 'web' }),
    gap('how do I paint a fence?'),
  ];
  expect(shown(gaps)).toEqual([
    ['how is bread baked?', 'how do I bake bread?', 'baking bread'],
    ['how do I paint a fence?'],
  ]);
  expect(groupGaps(gaps)[0]).toMatchObject({ declined: 5, wrong: 0, places: ['irc', 'web'] });
});

test('what was asked most comes first, then what was asked last', () => {
  expect(
    shown([
      gap('bread', { last: '2017-05-01T00:00:00Z' }),
      gap('fences', { last: '2017-05-02T00:00:00Z' }),
      gap('lamps', { times: 2, last: '2017-01-01T00:00:00Z' }),
    ]),
  ).toEqual([['lamps'], ['fences'], ['bread']]);
});

test('answers that were said to be wrong count as much as declined questions', () => {
  const [group] = groupGaps([gap('bread?'), gap('bread?', { reason: 'wrong', place: 'discord', times: 2 })]);
  expect(group).toMatchObject({ question: 'bread?', declined: 1, wrong: 2, places: ['discord', 'irc'] });
});

test('a question that leant on another is shown with it, and is alike to what says both', () => {
  expect(
    shown([
      gap('and on Debian?', { earlier: 'how do I bake bread?' }),
      gap('how do I bake bread on Debian?'),
    ]),
  ).toEqual([['how do I bake bread? → and on Debian?', 'how do I bake bread on Debian?']]);
});

test('neighbours of neighbours are not joined to what has nothing in common with them', () => {
  expect(shown([gap('red lamp', { times: 2 }), gap('red fence'), gap('green fence')])).toHaveLength(3);
});

test('questions of small words alone, of signs and of other scripts are gaps too', () => {
  expect(shown([gap('what is it?'), gap('???'), gap('パンの焼き方は？')])).toHaveLength(3);
});
