import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { makeEvent, makeIndex, makePost } from '../../make-index.ts';

const posts = [
  makePost(
    'locktime',
    [
      'The kernel keeps an ARP table.',
      '',
      '## Locktime',
      '',
      'Gratuitous ARP is an ARP packet that nobody asked for. The kernel ignores a gratuitous ARP packet ' +
        'because it arrives within the locktime window. The window lasts 1 second.',
      '',
      '## Settings',
      '',
      'To accept new entries from gratuitous packets, set `arp_accept`:',
      '',
      '```bash',
      'sysctl -w net.ipv4.conf.all.arp_accept=1',
      '```',
    ].join('\n'),
    { title: 'Diggin’ the kernel', tags: ['neutron'] },
  ),
  makePost(
    'snapper',
    'Snapper is a tool that takes snapshots of file systems.\n\n## Install it\n\nInstall Snapper on Ubuntu:\n\n```bash\napt-get install snapper -y\n```\n',
    { title: 'Snapshots with Snapper' },
  ),
  makePost(
    'survey',
    'The survey had 21 respondents, 18 of them from Red Hat. Most of them use Fedora. What next?',
    {
      title: 'A survey of contributors',
    },
  ),
  makePost(
    'osp',
    'Red Hat OpenStack Platform 11 brings composable upgrades. Version 11 is supported for one year.',
    {
      title: 'What is new in Red Hat OpenStack Platform 11',
    },
  ),
];
const events = [
  makeEvent('summit-sydney', '2017-11-06', {
    name: 'OpenStack Summit Sydney',
    end: '2017-11-08',
    place: 'Sydney, Australia',
  }),
  makeEvent('summit-boston', '2017-05-08', {
    name: 'OpenStack Summit Boston',
    end: '2017-05-11',
    place: 'Boston, USA',
  }),
  makeEvent('opendev', '2017-09-07', { name: 'OpenDev', place: 'San Francisco, USA' }),
];
const ask = createAnswerer(makeIndex(posts, events, [['fs', 'file system']]));
const answer = (question: string) => ask(question, '2017-05-26');
const first = (question: string) => answer(question).excerpts[0]?.quote;

describe('an answer', () => {
  test('quotes the sentence that says why, for the question why', () => {
    expect(first('why is my gratuitous ARP ignored?')).toContain(
      'because it arrives within the locktime window',
    );
  });

  test('quotes the definition, for the question what', () => {
    expect(first('what is gratuitous ARP?')).toMatch(/^Gratuitous ARP is an ARP packet/);
    expect(first('what is Snapper?')).toBe('Snapper is a tool that takes snapshots of file systems.');
  });

  test('quotes the command, for the question how', () => {
    expect(first('how do I install snapper on ubuntu?')).toBe('apt-get install snapper -y');
    expect(first('how do I set arp_accept?')).toBe('sysctl -w net.ipv4.conf.all.arp_accept=1');
  });

  test('says where the quote stands', () => {
    expect(answer('what is gratuitous ARP?').excerpts[0]).toMatchObject({
      post: { id: 'locktime', file: 'posts/locktime.md' },
      heading: ['Locktime'],
      lines: [5, 5],
    });
  });

  test('forgives a slip of the finger', () => {
    expect(first('whats gratuitious arp')).toMatch(/^Gratuitous ARP is an ARP packet/);
  });

  test('knows the words that the community takes for the same', () => {
    expect(first('snapshots of the fs')).toContain('Snapper is a tool');
  });

  test('does not trip over what Lunr would take for a query language', () => {
    expect(first('arp: "gratuitous" +ignored? ~1 ^2 *')).toBeUndefined();
    expect(first('php: gratuitous arp ignored?')).toContain('locktime window');
  });

  test('holds exact words in quotes', () => {
    expect(first('"18 of them" survey')).toContain('18 of them from Red Hat');
    expect(answer('"nineteen of them" survey').answered).toBe(false);
  });

  test('never ends in the middle of a sentence nor asks itself', () => {
    expect(first('how many respondents had the survey?')).toMatch(/^The survey had 21 respondents.*\.$/);
  });
});

describe('a decline', () => {
  test.each([
    ['nothing of it is known', 'how do I change a bicycle tyre?'],
    ['what it names is not there', 'how do I install snapper on a Raspberry Pi?'],
    ['the version is another one', 'what is new in Red Hat OpenStack Platform 17?'],
    ['there is no word in it', '?!'],
    ['there is nothing in it', ''],
    ['all its words only ask', 'what is it?'],
  ])('comes when %s', (_, question) => {
    expect(answer(question)).toMatchObject({ answered: false, excerpts: [], events: [] });
  });

  test('offers the closest posts', () => {
    expect(answer('what is new in Red Hat OpenStack Platform 17?').related.map((post) => post.id)).toContain(
      'osp',
    );
  });
});

describe('events', () => {
  const names = (question: string) => answer(question).events.map((event) => event.id);

  test.each([
    ['the next one by name', 'when is the next summit?', ['summit-sydney']],
    ['the last one', 'when was the last OpenStack summit?', ['summit-boston']],
    ['by place', 'any openstack events in australia?', ['summit-sydney']],
    ['by month', 'which events took place in may 2017?', ['summit-boston']],
    ['all that come, the nearest first', 'what events are coming up?', ['opendev', 'summit-sydney']],
    ['none for a question about something else', 'what is gratuitous ARP?', []],
    ['none that is not known', 'when is the PTG in Denver?', []],
    ['none of a year without any', 'events in 2019?', []],
  ])('are found: %s', (_, question, ids) => {
    expect(names(question)).toEqual(ids);
  });
});

describe('any question', () => {
  const word = fc.constantFrom(
    'gratuitous',
    'ARP',
    'why',
    'is',
    'snapper',
    'install',
    'Fedora',
    '11',
    '17',
    'arp_accept',
    '"',
    '*',
    ':',
    '~2',
    '-',
    '😀',
    'survey',
    'kernl',
    'respondants',
  );

  test('gets the same answer twice, with every quote found in its post', () => {
    fc.assert(
      fc.property(
        fc.array(word, { maxLength: 12 }).map((words) => words.join(' ')),
        (question) => {
          const given = answer(question);
          expect(answer(question)).toEqual(given);
          expect(given.excerpts.length).toBeLessThanOrEqual(3);
          for (const { quote, post } of given.excerpts) {
            const body = posts.find(({ id }) => id === post.id)?.body.replaceAll('`', '');
            expect(body).toContain(quote);
          }
        },
      ),
      { numRuns: 1_000 },
    );
  });

  test('is survived, whatever is typed', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (question) => {
        expect(answer(question).question).toBe(question);
      }),
      { numRuns: 1_000 },
    );
  });

  test('of any length takes bounded work', () => {
    expect(answer('gratuitous arp '.repeat(10_000)).answered).toBe(true);
  });
});

describe('more excerpts', () => {
  const many = createAnswerer(
    makeIndex(
      ['one', 'two', 'three', 'four', 'five'].map((id) =>
        makePost(id, `Snapper in post ${id} takes snapshots of file systems every ${id} hours.`),
      ),
    ),
  );
  const question = 'how often does snapper take snapshots?';

  test('are counted, given by `skip`, and never one twice', () => {
    const pages = [0, 3, 6].map((skip) => many(question, '2017-05-26', { skip }));
    expect(pages.map(({ excerpts, more }) => [excerpts.length, more])).toEqual([
      [3, 2],
      [2, 0],
      [0, 0],
    ]);
    const quotes = pages.flatMap(({ excerpts }) => excerpts.map(({ quote }) => quote));
    expect(new Set(quotes).size).toBe(5);
  });
});
