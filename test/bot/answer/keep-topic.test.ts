import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { keepTopic } from '../../../bot/answer/keep-topic.ts';
import { parseQuestion } from '../../../bot/answer/parse-question.ts';
import { makeIndex, makePost } from '../../make-index.ts';

const index = makeIndex([
  makePost(
    'arp',
    'The kernel ignores gratuitous ARP packets because of locktime.\n\nTo fix ignored ARP packets, set the locktime to zero.',
  ),
  makePost('console', 'The noVNC console ignores the keyboard.\n\nTo fix the console, delete the keymap.'),
]);
const keep = (question: string, earlier: string) =>
  keepTopic(parseQuestion(question, index), parseQuestion(earlier, index)).concepts.map(
    ({ surface }) => surface,
  );
const ask = createAnswerer(index);

describe('a follow-up', () => {
  test.each([
    ['and how do I fix it?', 'why are ARP packets ignored?', ['fix', 'ARP', 'packets', 'ignored']],
    ['what about the keyboard?', 'is the console broken?', ['keyboard', 'console', 'broken']],
    ['fix?', 'ARP packets ignored', ['fix', 'ARP', 'packets', 'ignored']],
  ])('%j keeps the topic of %j', (question, earlier, surfaces) => {
    expect(keep(question, earlier)).toEqual(surfaces);
  });

  test('that stands on its own keeps nothing', () => {
    expect(keep('why does the console ignore the keyboard?', 'what is ARP?')).toEqual([
      'console',
      'ignore',
      'keyboard',
    ]);
  });

  test('says the same word once', () => {
    expect(keep('and the ARP fix?', 'what is ARP?')).toEqual(['ARP', 'fix']);
  });

  test('is answered about the topic', () => {
    const context = { earlier: 'why are gratuitous ARP packets ignored?' };
    const { excerpts } = ask('and how do I fix it?', '2017-05-26', context);
    expect(excerpts[0]?.quote).toBe('To fix ignored ARP packets, set the locktime to zero.');
  });
});
