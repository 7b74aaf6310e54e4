import { expect, test } from 'vitest';
import { openQuestions } from '../../../bot/store/open-questions.ts';
import { openStore } from '../../../bot/store/open-store.ts';

test('a question is open when the last that anybody said of its answer lately is that it was wrong', async () => {
  const { feedback, close } = await openStore(':memory:');
  const say = (question: string, verdict: 'helped' | 'wrong', at: string) =>
    feedback.add({ question, verdict, post: null, surface: 'web', at });
  say('what is old?', 'wrong', '2017-05-01T00:00:00Z');
  say('how do I bake?', 'wrong', '2017-05-20T00:00:00Z');
  say('Why ARP?', 'helped', '2017-05-20T00:00:00Z');
  say('why arp?', 'wrong', '2017-05-21T00:00:00Z');
  say('what is mended?', 'wrong', '2017-05-21T00:00:00Z');
  say('what is mended?', 'helped', '2017-05-22T00:00:00Z');
  expect(openQuestions(feedback, '2017-05-15')).toEqual(['why arp?', 'how do I bake?']);
  close();
});
