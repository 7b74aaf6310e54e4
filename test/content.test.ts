import { readFileSync } from 'node:fs';
import fc from 'fast-check';
import { beforeAll, describe, expect, test } from 'vitest';
import { createAnswerer } from '../bot/answer/answer-question.ts';
import { buildIndex } from '../indexer/build-index.ts';
import { checkContent } from '../indexer/check/check-content.ts';
import { type Index, openIndex } from '../indexer/open-index.ts';
import { readContent } from '../indexer/read-content.ts';
import { readSynonyms } from '../indexer/read-synonyms.ts';
import { foldMarkdown, foldQuote } from './fold-markdown.ts';

const TODAY = '2017-05-26';
let index: Index;
const lines = new Map<string, string[]>();

beforeAll(async () => {
  const [content, synonyms] = await Promise.all([readContent('content'), readSynonyms('content')]);
  index = openIndex(buildIndex(content, synonyms.groups));
  for (const { file } of content.posts) lines.set(file, readFileSync(`content/${file}`, 'utf8').split('\n'));
});

const isQuotedFrom = (quote: string, file: string, [first, last]: readonly [number, number]) =>
  foldMarkdown(lines.get(file)?.slice(first - 1, last) ?? []).includes(foldQuote(quote));

test('every content file is without a fault', async () => {
  expect(await checkContent('content')).toEqual([]);
});

test('every sentence of every passage is found in the lines that it names', () => {
  for (const passage of index.passages) {
    const { file } = index.post(passage.post);
    for (const { start, end, firstLine, lastLine } of passage.sentences) {
      const quote = passage.text.slice(start, end);
      expect(isQuotedFrom(quote, file, [firstLine, lastLine]), `${file}:${firstLine}: ${quote}`).toBe(true);
    }
  }
});

describe('answers from the starter content', () => {
  test('are found word for word where they say, for thousands of questions made of its words', () => {
    const words = [...new Set(index.passages.flatMap((passage) => passage.text.split(/\s+/u)))];
    const answer = createAnswerer(index);
    let quotes = 0;
    fc.assert(
      fc.property(fc.array(fc.constantFrom(...words), { minLength: 1, maxLength: 8 }), (asked) => {
        for (const { quote, post, lines } of answer(asked.join(' '), TODAY).excerpts) {
          quotes++;
          expect(isQuotedFrom(quote, post.file, lines), `${post.file}:${lines}: ${quote}`).toBe(true);
        }
      }),
      { numRuns: 2_000 },
    );
    expect(quotes).toBeGreaterThan(500);
  }, 120_000);

  test.each([
    ['why is my gratuitous ARP ignored?', /locktime/],
    ['what is Snapper?', /^Snapper is/],
    ['how do I create a snapshot with snapper?', /^snapper --config/],
    ['how many people answered the RDO contributor survey?', /21/],
  ])('%s', (question, quote) => {
    expect(createAnswerer(index)(question, TODAY).excerpts[0]?.quote).toMatch(quote);
  });

  test.each([
    ['how do I change a bicycle tyre?'],
    ['what is the meaning of life?'],
    ['how do I install Kubernetes on a Raspberry Pi?'],
    ['what is new in Red Hat OpenStack Platform 17?'],
  ])('are not given to: %s', (question) => {
    expect(createAnswerer(index)(question, TODAY).answered).toBe(false);
  });
});
