import { expect, test } from 'vitest';
import { keepFirsts } from '../../indexer/keep-firsts.ts';

const make = () => {
  const asked: string[] = [];
  return {
    asked,
    measure: keepFirsts((text) => {
      asked.push(text);
      return text.length;
    }),
  };
};

test('makes the same thing only once', () => {
  const { asked, measure } = make();
  expect([measure('arp'), measure('keystone'), measure('arp')]).toEqual([3, 8, 3]);
  expect(asked).toEqual(['arp', 'keystone']);
});

test('keeps nothing that is long, and no more than 30,000 things', () => {
  const { asked, measure } = make();
  const long = 'a'.repeat(49);
  for (let number = 0; number < 30_000; number++) measure(`${number}`);
  asked.length = 0;
  expect([measure('29999'), measure('30000'), measure('30000'), measure(long), measure(long)]).toEqual([
    5, 5, 5, 49, 49,
  ]);
  expect(asked).toEqual(['30000', '30000', long, long]);
});
