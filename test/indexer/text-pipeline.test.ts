import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { fold, termsOf, tokenize } from '../../indexer/text-pipeline.ts';

describe('termsOf', () => {
  test.each([
    ['plain words are stemmed and lower case', 'Ignored packets', ['ignor', 'packet']],
    ['an underscore word is found whole and in parts', 'arp_accept', ['arp_accept', 'arp', 'accept']],
    ['so is a hyphenated one, and joined', 'fail-over', ['fail-over', 'failov', 'fail', 'over']],
    ['parts with digits stay whole', 'neutron-l3-agent', ['neutron-l3-agent', 'neutron', 'l3', 'agent']],
    ['a name and its number part', 'RHEL7', ['rhel7', 'rhel', '7']],
    ['a version is one term', '4.11', ['4.11']],
    ['also behind a name', 'linux-4.11.3', ['linux-4.11.3', 'linux', '4.11.3']],
    ['an address is one term', '10.0.0.1', ['10.0.0.1']],
    ['dashes of an option fall away', '--template-file', ['template-file', 'templatefil', 'templat', 'file']],
    [
      'a path is found whole and in parts',
      '/etc/default/grub',
      ['etc/default/grub', 'etc', 'default', 'grub'],
    ],
    ['an arrow of C belongs to the word', 'n->updated', ['n->updated', 'updat']],
    ['camel case parts', 'getUserName', ['getusername', 'get', 'user', 'name']],
    ['names in mixed case stay whole', 'OpenStack', ['openstack']],
    ['languages keep their marks', 'C++ and C#.', ['c++', 'and', 'c#']],
    ['curly quotes and possessives fold away', 'the router’s “table”', ['the', 'router', 'tabl']],
    ['accents fold away', 'Café Müller', ['cafe', 'muller']],
    ['punctuation is no term', '… -- ?! (…)', []],
    [
      'what people type of a query language is plain text',
      'php: +foo~1 ^2',
      ['php', 'foo~1', 'foo', '1', '2'],
    ],
  ])('%s: %s', (_, text, terms) => {
    expect(termsOf(text)).toEqual(terms);
  });

  test('a question and a post that write a word in other ways share a term', () => {
    const pairs = [
      ['ignored?', 'ignoring'],
      ['"ARP"', 'arp'],
      ['neutron’s', 'Neutron'],
      ['failover', 'fail-over'],
      ['accept', 'arp_accept'],
    ];
    for (const [one, other] of pairs as [string, string][]) {
      expect(termsOf(one).filter((term) => termsOf(other).includes(term))).not.toEqual([]);
    }
  });
});

describe('tokenize', () => {
  test('tells where each term was read, so that it can be marked', () => {
    const text = 'Set “arp_accept”!';
    const [, whole, , accept] = tokenize(text);
    expect(text.slice(whole?.start, whole?.end)).toBe('arp_accept');
    expect(text.slice(accept?.start, accept?.end)).toBe('accept');
  });

  test('never leaves the text, whatever it is, and is bounded', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 300 }), (text) => {
        for (const { term, start, end } of tokenize(text)) {
          expect(term.length).toBeGreaterThan(0);
          expect(term.length).toBeLessThanOrEqual(64);
          expect(start).toBeGreaterThanOrEqual(0);
          expect(end).toBeGreaterThan(start);
          expect(end).toBeLessThanOrEqual(text.length);
        }
      }),
      { numRuns: 2_000 },
    );
  });

  test('gives the same terms for the same word in any case', () => {
    fc.assert(
      fc.property(fc.stringMatching(/^[a-z]{1,12}$/), (word) => {
        expect(termsOf(word.toUpperCase())).toEqual(termsOf(word));
      }),
    );
  });
});

test('fold makes letters alike that people take for the same', () => {
  expect(fold('Ｃafé ’n’ ﬁne')).toBe("cafe 'n' fine");
});
