import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { createSearcher } from '../../../bot/answer/search-posts.ts';
import type { Post } from '../../../indexer/types.ts';
import { makeIndex, makePost } from '../../make-index.ts';

const filler = [
  makePost('filler-1', 'Whatever the weather, the meadow is green and the river is wide.'),
  makePost('filler-2', 'A lantern hangs above the door of every house in the village.'),
  makePost('filler-3', 'Bakers rise early, and their bread is warm when the village wakes.'),
];
const firstPost = (question: string, posts: Post[]) =>
  createAnswerer(makeIndex([...posts, ...filler]))(question, '2017-05-26').excerpts[0]?.post.id;
const found = (query: string, posts: Post[]) =>
  createSearcher(makeIndex([...posts, ...filler]))(query, 5).hits.map(({ post }) => post.id);

describe('the first place belongs to', () => {
  test('the post whose title is typed, though others say its words more often', () => {
    const posts = [
      makePost('chatty', 'Nova cells and Nova cells: cells in Nova are cells of Nova. Nova cells scale.', {
        title: 'Notes',
      }),
      makePost('titled', 'Each cell has a database of its own and a queue of its own.', {
        title: 'Nova cells',
      }),
    ];
    expect(found('nova cells', posts)[0]).toBe('titled');
    expect(found('Nova Cells', posts.toReversed())[0]).toBe('titled');
  });

  test('the post with that alias', () => {
    const posts = [
      makePost('chatty', 'The gateway of the gateway: a gateway guide guides through the gateway guide.'),
      makePost('aliased', 'Routers forward packets between networks.', { aliases: ['gateway guide'] }),
    ];
    expect(found('gateway guide', posts)[0]).toBe('aliased');
  });

  test('the newer of two posts that say the same', () => {
    const text = 'To restart the scheduler, run systemctl restart nova-scheduler.';
    const posts = [
      makePost('old', text, { published: '2012-05-01T00:00:00Z' }),
      makePost('new', `${text} `, { published: '2017-05-01T00:00:00Z' }),
    ];
    expect(firstPost('how do I restart the scheduler?', posts)).toBe('new');
    expect(firstPost('how do I restart the scheduler?', posts.toReversed())).toBe('new');
  });

  test('the older post when it answers better: age alone decides nothing', () => {
    const posts = [
      makePost('old', 'The scheduler fails because the database is locked.', {
        published: '2012-05-01T00:00:00Z',
      }),
      makePost('new', 'The scheduler was painted by its database team.', {
        published: '2017-05-01T00:00:00Z',
      }),
    ];
    expect(firstPost('why does the scheduler fail?', posts)).toBe('old');
  });

  test('the successor of a superseded post, which stays quoted behind it', () => {
    const posts = [
      makePost(
        'old',
        'To restart the scheduler, run service nova-scheduler restart; the scheduler will restart.',
        {
          supersededBy: 'new' as Post['id'],
        },
      ),
      makePost('new', 'These days you would rather run systemctl restart nova-scheduler for the scheduler.'),
    ];
    const { excerpts } = createAnswerer(makeIndex([...posts, ...filler]))(
      'how do I restart the scheduler?',
      '2017-05-26',
    );
    expect(excerpts.map(({ post }) => post.id)).toEqual(['new', 'old']);
    expect(excerpts[1]?.post.supersededBy).toEqual({ id: 'new', title: 'new' });
  });
});

test('the same article on two blogs counts once', () => {
  const text = 'To restart the scheduler, run systemctl restart nova-scheduler.';
  const posts = [
    makePost('mine', text, { title: 'Restart it', blog: 'Mine' }),
    makePost('theirs', text, { title: 'Restart it', blog: 'Theirs' }),
  ];
  const index = makeIndex([...posts, ...filler]);
  const { excerpts, related } = createAnswerer(index)('how do I restart the scheduler?', '2017-05-26');
  expect(excerpts).toHaveLength(1);
  expect(related).toEqual([]);
  expect(found('restart scheduler', posts)).toHaveLength(1);
});

describe('a word is found', () => {
  test.each([
    ['neutron.conf', 'Edit neutron.conf on the controller.', ['neutron.conf', 'neutron conf']],
    [
      'allowed_address_pairs',
      'Set allowed_address_pairs on the port.',
      ['allowed_address_pairs', 'allowed address pairs'],
    ],
    ['CVE-2024-1234', 'It mends CVE-2024-1234 at last.', ['CVE-2024-1234', 'cve-2024-1234']],
    ['10.0.0.1', 'The gateway is 10.0.0.1 by default.', ['10.0.0.1', '10.0.0.1?']],
    ['C++', 'The agent is written in C++ today.', ['C++', 'c++?']],
    ['camelCase', 'Call getUserName on the session.', ['getUserName', 'getusername', 'user name']],
    ['path', 'The defaults are in /etc/default/grub as ever.', ['/etc/default/grub', 'default grub']],
    ['accent', 'América Móvil runs it in Mexico.', ['América Móvil', 'america movil']],
    ['punctuation', 'The php: stream wrapper reads it.', ['php:', 'php']],
  ])('with its %s, however it is typed', (_, text, queries) => {
    for (const query of queries)
      expect([query, found(query, [makePost('it', text)])[0]]).toEqual([query, 'it']);
  });

  test('only with its own digits: numbers are never guessed at', () => {
    const posts = [makePost('it', 'It mends CVE-2024-1234 at last.')];
    expect(firstPost('what about CVE-2024-1235?', posts)).toBeUndefined();
  });

  test('by a phrase in quotes, also when it is made of words that mostly only ask', () => {
    const posts = [
      makePost('it', 'The banner says just do what you can today.'),
      makePost('other', 'The banner says that you can do it, just not today.'),
    ];
    expect(found('"just do what you can"', posts)).toEqual(['it']);
  });

  test('spelt right before one that is only like it', () => {
    const posts = [
      makePost('like', 'The planter planted the planet tree; planter, planter, planter.'),
      makePost('right', 'The planet feed lists every blog.'),
    ];
    expect(found('planet feed', posts)[0]).toBe('right');
  });

  test('by the words that its acronym stands for, where a post spells them out', () => {
    const posts = [
      makePost('it', 'The NIC drops frames because its ring is full.'),
      makePost('spelt', 'A network interface controller (NIC) has a ring.'),
    ];
    expect(found('network interface controller drops frames', posts)[0]).toBe('it');
  });
});
