import { describe, expect, test } from 'vitest';
import { buildIndex, type IndexData } from '../../indexer/build-index.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { splitPassages } from '../../indexer/split-passages.ts';
import type { Passage, Post, PostId } from '../../indexer/types.ts';
import { makeIndex, makePost } from '../make-index.ts';

const posts = [
  makePost(
    'arp',
    'Linux ignores gratuitous ARP. The `arp_accept` setting of Linux matters.\n\n## Kernel 4.11\n\nFixed there.',
    {
      title: 'Locktime',
      tags: ['neutron'],
      author: 'Ihar',
    },
  ),
  makePost(
    'vrrp',
    'Keepalived speaks VRRP. Gratuitous packets go out.\n\n```bash\nsystemctl reload keepalived\n```',
  ),
];
const index = makeIndex(posts);
const found = (...terms: string[]) =>
  index
    .search(
      terms.map((term) => ({ term, boost: 1 })),
      10,
    )
    .map(({ passage }) => index.passages[passage]?.text);

describe('an index', () => {
  test('finds passages by any field', () => {
    expect(found('arp_accept')[0]).toContain('arp_accept');
    expect(found('4.11')).toEqual(['Fixed there.']);
    expect(found('locktim')).toHaveLength(2);
    expect(found('neutron')).toHaveLength(2);
    expect(found('ihar')).toHaveLength(2);
    expect(found('systemctl')).toHaveLength(1);
    expect(found('nothing')).toEqual([]);
  });

  test('puts the passage that holds more of the terms first', () => {
    expect(found('gratuit', 'vrrp')[0]).toContain('VRRP');
  });

  test('takes terms as they are, whatever Lunr makes of such text in a query', () => {
    expect(found('php:', '+', '~1', '*', '-arp')).toEqual([]);
    expect(found('__proto__', 'constructor', 'toString')).toEqual([]);
  });

  test('knows in how many passages a term stands', () => {
    expect(index.frequency('gratuit')).toBe(2);
    expect(index.frequency('locktim')).toBe(2);
    expect(index.frequency('vrrp')).toBe(1);
    expect(index.frequency('hasOwnProperty')).toBe(0);
  });

  test('knows terms near a misspelt one', () => {
    expect(index.similarTerms('gratuti', 1)).toEqual(['gratuit']);
    expect(index.similarTerms('keepaliv', 1)).toContain('keepaliv');
    expect(index.similarTerms('xyz', 1)).toEqual([]);
  });

  test('tells names by their capitals', () => {
    expect(index.isName('arp')).toBe(true);
    expect(index.isName('packet')).toBe(false);
  });

  test('hands out the terms of a passage by heading, sentence and post', () => {
    const number = index.passages.findIndex(({ text }) => text === 'Fixed there.');
    const { heading, sentences, title } = index.termsOfPassage(number);
    expect(heading).toContain(index.termNumber('4.11'));
    expect(sentences).toEqual([[index.termNumber('fix')]]);
    expect(title).toContain(index.termNumber('locktim'));
  });

  test('is the same data from the same content', () => {
    expect(buildIndex({ posts, events: [] }, [])).toEqual(buildIndex({ posts, events: [] }, []));
  });

  test('reads a passage as it was split', () => {
    const cut = splitPassages(posts[0] as Post);
    const read = cut.map((_, number) => index.passages[number] as Passage);
    expect(
      read.map(({ post, heading, lines, text, sentences }) => ({ post, heading, lines, text, sentences })),
    ).toEqual(cut);
    expect(index.passagesOf('vrrp' as PostId)).toEqual([cut.length]);
  });

  test('numbers its posts, whichever part of it holds them', () => {
    const build = (post: Post) => buildIndex({ posts: [post], events: [] }, []);
    const [first, second] = posts.map(build) as [IndexData, IndexData];
    const inParts = openIndex({ ...first, parts: [first.parts[0], second.parts[0]] });
    for (const index of [makeIndex(posts), inParts]) {
      const numbers = index.passages.map((_, passage) => index.postOf(passage));
      expect(numbers).toEqual([0, 0, 1]);
      expect(numbers.map((post) => index.idOf(post))).toEqual(index.passages.map(({ post }) => post));
      const terms = [0, 1].map((post) => [...index.termsOfPost(post).title]);
      const termOf = (term: string) => (index.termNumber(term) as number) + 1;
      expect(terms.map((held) => held.includes(termOf('locktim')))).toEqual([true, false]);
      expect(terms.map((held) => held.includes(termOf('vrrp')))).toEqual([false, true]);
    }
  });

  test('knows its posts, each and all', () => {
    expect(index.posts.map(({ title }) => title)).toEqual(['Locktime', 'vrrp']);
    expect(index.post('arp' as PostId)).toMatchObject({
      author: 'Ihar',
      tags: ['neutron'],
      supersededBy: null,
    });
    expect(index.post('none' as PostId)).toBeUndefined();
    expect(index.passagesOf('none' as PostId)).toEqual([]);
  });

  test('may be empty', () => {
    expect(makeIndex([]).search([{ term: 'a', boost: 1 }], 10)).toEqual([]);
  });
});
