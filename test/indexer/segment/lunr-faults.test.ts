import lunr from 'lunr';
import { describe, expect, test } from 'vitest';
import { termsOf } from '../../../indexer/text-pipeline.ts';
import { makeIndex, makePost } from '../../make-index.ts';
import { type Doc, searchLunr, searchOurs } from './lunr-model.ts';

const document = (...body: string[]): Doc => ({ body, title: [], blog: [] });

describe('where lunr 2.3.9 is at fault, search differs', () => {
  const docs = [document('arp', 'nic'), document('nic')];

  test('a question without terms finds nothing; there, everything', () => {
    expect(searchLunr(docs)([], 10)).toHaveLength(2);
    expect(searchOurs(docs)([], 10)).toEqual([]);
  });

  test('an asterisk in a term is a letter like others; there, any letters', () => {
    expect(searchLunr(docs)([{ term: 'a*', boost: 1 }], 10)).toHaveLength(1);
    expect(searchOurs(docs)([{ term: 'a*', boost: 1 }], 10)).toEqual([]);
  });

  const posts = [
    makePost('account', 'An account needs a password.'),
    makePost('time', 'At 10:30 the ~ sign.'),
  ];
  const text = lunr((builder) => {
    builder.ref('id');
    builder.field('body');
    for (const post of posts) builder.add(post);
  });
  const ask = (question: string) =>
    makeIndex(posts)
      .search(
        termsOf(question).map((term) => ({ term, boost: 1 })),
        10,
      )
      .map(({ passage }) => posts[passage]?.id);

  test("a question's words are trimmed as the posts' are; there, a question mark hides the word", () => {
    expect(text.search('account').map(({ ref }) => ref)).toEqual(['account']);
    expect(text.search('account?')).toEqual([]);
    expect(ask('account?')).toEqual(['account']);
  });

  test.each(['10:30', 'account^', 'account~x'])('"%s" is words; there, it throws', (question) => {
    expect(() => text.search(question)).toThrow(lunr.QueryParseError);
    expect(ask(question)).toHaveLength(1);
  });
});

test('what is kept of its faults, so that scores are equal: a term in most fields of all documents gains again', () => {
  // Each field counts as a holding: ln(1 + |3 − 9 + 0.5| / (9 + 0.5)) = 0.46, where 3 of 3 would give 0.13.
  const everywhere = { body: ['vm'], title: ['vm'], blog: [] };
  const docs = [everywhere, everywhere, { ...everywhere, body: ['vm', 'arp'] }];
  for (const search of [searchOurs(docs), searchLunr(docs)]) {
    const [hit] = search([{ term: 'vm', boost: 1 }], 1);
    expect(hit?.score).toBeCloseTo(0.622, 3);
  }
});
