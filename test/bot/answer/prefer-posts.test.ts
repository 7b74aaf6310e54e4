import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { findTitleTerms, isTitled } from '../../../bot/answer/prefer-posts.ts';
import { createPostWeigher } from '../../../bot/answer/weigh-post.ts';
import type { Post } from '../../../indexer/types.ts';
import { makeIndex, makePost, numberOf } from '../../make-index.ts';

/** Words as people write them in titles, among them what is one word to the eye and several to the index. */
const WORDS = [
  ...[
    'lamp',
    'Lamps',
    'the',
    'This',
    'tHis',
    'being',
    'its',
    'IT',
    'was',
    'runnings',
    'GetUserName',
    'getUserName',
  ],
  ...[
    'fail-over',
    'arp_accept',
    'C++',
    'RHEL7',
    '4.11',
    'Ada’s',
    "don't",
    'Café',
    'résumé',
    'ﬁles',
    'ſo',
    'Été',
  ],
  ...['“quoted”', '"quoted"', '(NIC)', 'a–b', 'a-b', 'why?', 'why？', 'end.', 'then:', '→', '--', 'e.g.'],
  ...['Linux/Unix', '日本語', 'ＦＵＬＬ', 'İstanbul', 'x'.repeat(60), `get${'User'.repeat(12)}`],
];
/** Other ways to type the same title. */
const TYPINGS: ((title: string) => string)[] = [
  (title) => title,
  (title) => title.toLowerCase(),
  (title) => title.toUpperCase(),
  (title) => ` ${title.replaceAll(' ', '  ')}\t`,
  (title) => title.normalize('NFKD').replace(/\p{M}/gu, ''),
  (title) => title.replace(/[“”]/g, '"').replaceAll('–', '-').replaceAll('’', "'"),
];

/** Does a post of this name hold above its text what whoever types the name asks for? */
function isFound(asked: string, names: Partial<Post>, texts: readonly string[]): boolean {
  const post = makePost('it', 'Here it is.', { title: 'It', ...names });
  const index = makeIndex([post, makePost('else', texts.join('\n\n'))]);
  if (!isTitled(index.post(post.id), asked)) return true;
  return createPostWeigher(index)([numberOf(index, 'it')]).isHeaded(0, findTitleTerms(asked, index));
}

describe('whoever types a title asks for terms that stand in it', () => {
  test('however a word is written', () => {
    const lost = WORDS.flatMap((word) => TYPINGS.map((type) => [word, type(word)] as const)).filter(
      ([word, asked]) => !isFound(asked, { title: word }, [word, word.toLowerCase()]),
    );
    expect(lost).toEqual([]);
  });

  test('of several words, also when it is another name, or the title of a source', () => {
    const titles = fc.array(fc.constantFrom(...WORDS), { minLength: 2, maxLength: 5 });
    fc.assert(
      fc.property(titles, fc.constantFrom(...TYPINGS), fc.nat(2), (list, type, where) => {
        const name = list.join(' ');
        const source = { title: name, author: null, blog: null, published: null, url: null };
        const names = [{ title: name }, { aliases: [name] }, { sources: [source] }][where];
        expect(isFound(type(name), names ?? {}, list)).toBe(true);
      }),
    );
  });
});

test('a post is told by its title from one that says the same words', () => {
  const index = makeIndex([
    makePost('it', 'Lamps are bright.', { title: 'How to mend the lamp' }),
    makePost('other', 'How to mend the lamp.', { title: 'Mend a kettle' }),
  ]);
  const weigher = createPostWeigher(index)([numberOf(index, 'it'), numberOf(index, 'other')]);
  const needed = findTitleTerms('how to mend the lamp', index);
  expect(needed).toEqual(
    [[index.termNumber('mend')], [index.termNumber('lamp')]].map((pair) => [pair[0], pair[0]]),
  );
  expect([0, 1].map((place) => weigher.isHeaded(place, needed))).toEqual([true, false]);
});
