import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { judgeAnswers } from '../../../bot/eval/measure-answers.ts';
import { parseEvalQuestions } from '../../../bot/eval/questions.ts';
import { bootstrap, percentile, summarise } from '../../../bot/eval/summarise.ts';
import { makeIndex, makePost } from '../../make-index.ts';

describe('percentile', () => {
  test('is the nearest rank', () => {
    expect(percentile([1, 2, 3, 4], 0.5)).toBe(2);
    expect(percentile([1, 2, 3, 4], 0.99)).toBe(4);
    expect(percentile([7], 0.01)).toBe(7);
    expect(percentile([], 0.5)).toBe(0);
  });
});

describe('bootstrap', () => {
  test('gives the mean with an interval around it, the same each time', () => {
    const values = Array.from({ length: 100 }, (_, n) => (n < 80 ? 1 : 0));
    const { mean, low, high, count } = bootstrap(values) ?? {};
    expect([mean, count]).toEqual([0.8, 100]);
    // The normal approximation gives 0.72 to 0.88.
    expect(low).toBeCloseTo(0.72, 1);
    expect(high).toBeCloseTo(0.88, 1);
    expect(bootstrap(values)).toEqual({ mean, low, high, count });
  });

  test('has no width where all values agree, and nothing of nothing', () => {
    expect(bootstrap([1, 1, 1])).toEqual({ mean: 1, low: 1, high: 1, count: 3 });
    expect(bootstrap([])).toBeNull();
  });
});

describe('judgeAnswers', () => {
  const index = makeIndex([
    makePost('arp', 'The “kernel”  ignores ARP packets.', { title: 'ARP ’n’ kernels' }),
    makePost('snap', 'Snapper takes snapshots.', {
      sources: [{ title: 'Original', author: null, blog: null, published: null, url: null }],
    }),
  ]);
  const judge = (line: object) => {
    const questions = parseEvalQuestions(JSON.stringify({ id: 'q', kind: 'k', ...line }), 'q.jsonl');
    return judgeAnswers(questions, createAnswerer(index), '2017-05-26', () => 0)[0];
  };

  test.each([
    [
      'a hit with its fact, quotes and spaces folded',
      { q: 'kernel ARP packets', expect: ["ARP 'n' kernels"], facts: ['"kernel" ignores'] },
      { hit1: 1, hit3: 1, fact1: 1, fact3: 1, reciprocalRank: 1, wronglyDeclined: 0, declined: null },
    ],
    [
      'a hit by the title of the source',
      { q: 'snapper snapshots', expect: ['Original'], facts: ['no such fact'] },
      { hit1: 1, fact1: 0, fact3: 0 },
    ],
    [
      'one fact of two will do',
      { q: 'snapper snapshots', expect: ['Original'], facts: ['x', 'takes'] },
      { fact1: 1 },
    ],
    [
      'unless all are asked for',
      { q: 'snapper snapshots', expect: ['Original'], facts: ['x', 'takes'], all: true },
      { fact1: 0 },
    ],
    [
      'a miss',
      { q: 'snapper snapshots', expect: ['Other'], facts: [] },
      { hit1: 0, hit3: 0, reciprocalRank: 0, fact1: null },
    ],
    ['a right decline', { q: 'bake bread' }, { declined: 1, hit1: null, wronglyDeclined: null }],
    ['a wrong answer', { q: 'snapper snapshots' }, { declined: 0 }],
    ['a wrong decline', { q: 'bake bread', expect: ['Other'] }, { wronglyDeclined: 1, hit1: 0 }],
  ])('tells %s', (_, question, measures) => {
    expect(judge(question)).toMatchObject(measures);
  });

  test('is summed up a kind, and over all', () => {
    const lines = [
      { id: '1', q: 'snapper snapshots', kind: 'a', expect: ['Original'], facts: [] },
      { id: '2', q: 'bake bread', kind: 'b' },
    ];
    const questions = parseEvalQuestions(lines.map((line) => JSON.stringify(line)).join('\n'), 'q.jsonl');
    const summaries = summarise(judgeAnswers(questions, createAnswerer(index), '2017-05-26', () => 0));
    expect(summaries.map(({ kind, questions }) => [kind, questions])).toEqual([
      ['a', 1],
      ['b', 1],
      ['overall', 2],
    ]);
    expect(summaries[2]?.measures).toMatchObject({
      hit1: { mean: 1, count: 1 },
      declined: { mean: 1, count: 1 },
      fact1: null,
    });
  });
});
