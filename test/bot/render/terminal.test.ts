import { describe, expect, test } from 'vitest';
import { createAnswerer } from '../../../bot/answer/answer-question.ts';
import { createSearcher } from '../../../bot/answer/search-posts.ts';
import { clean, renderAnswer, renderSearch } from '../../../bot/render/terminal.ts';
import { makeEvent, makeIndex, makePost } from '../../make-index.ts';

const bracket = (open: string) => (text: string) => `${open}${text}>`;
const terminal = {
  width: 44,
  colours: { bold: bracket('<b:'), dim: bracket('<d:'), cyan: bracket('<c:'), yellow: bracket('<y:') },
};
const plainTerminal = {
  width: 44,
  colours: { bold: String, dim: String, cyan: String, yellow: String },
};
const community = { name: 'Engines', ask_humans: null };
const index = makeIndex(
  [
    makePost(
      'arp',
      '## Locktime\n\nThe kernel ignores gratuitous ARP because it comes within the locktime window.',
      {
        title: 'Kernel notes',
        published: '2015-05-27T00:00:00Z',
        blog: 'Engines',
        url: 'https://example.org/arp',
        sources: [{ title: 'S', author: 'Grace', blog: null, published: null, url: null }],
      },
    ),
    makePost(
      'code',
      'To list it:\n\n```bash\necho a-very-long-line that is --never --wrapped because it is code\n```',
    ),
  ],
  [
    makeEvent('party', '2017-06-01', {
      name: 'Engine party',
      end: '2017-06-02',
      place: 'London',
      status: 'tentative',
    }),
    makeEvent('wake', '2017-01-01', { name: 'Engine wake', online: true }),
  ],
);
const ask = (question: string, today = '2017-05-26') => createAnswerer(index)(question, today);

describe('renderAnswer', () => {
  test('wraps the quote, marks the asked words and cites', () => {
    expect(renderAnswer(ask('why is ARP ignored?'), '2017-05-26', terminal, community)).toBe(
      [
        '<d:▏ >The kernel <b:ignores> gratuitous <b:ARP> because',
        '<d:▏ >it comes within the locktime window.',
        '<c:[1]> <b:Kernel notes>',
        '    <d:Ada, after Grace, Engines, 2015-05-27 (1 year old)>',
        '    <d:Locktime>',
        '    <d:https://example.org/arp  posts/arp.md:3>',
      ].join('\n'),
    );
  });

  test('counts full years of age', () => {
    const age = (today: string) => renderAnswer(ask('why is ARP ignored?'), today, plainTerminal, community);
    expect(age('2016-05-26')).toContain('2015-05-27\n');
    expect(age('2016-05-27')).toContain('2015-05-27 (1 year old)');
    expect(age('2024-05-26')).toContain('2015-05-27 (8 years old)');
  });

  test('never breaks code', () => {
    expect(renderAnswer(ask('how to list it with echo?'), '2017-05-26', plainTerminal, community)).toContain(
      '▏ echo a-very-long-line that is --never --wrapped because it is code\n',
    );
  });

  test('tells events with their state', () => {
    expect(renderAnswer(ask('when is the engine party?'), '2017-05-26', plainTerminal, community)).toBe(
      'Engine party [tentative]\n    1–2 June 2017, London\n    events/party.md',
    );
    expect(renderAnswer(ask('when was the engine wake?'), '2017-05-26', plainTerminal, community)).toBe(
      'Engine wake\n    was 1 January 2017, online\n    events/wake.md',
    );
  });

  test('declines, and says what to do', () => {
    expect(renderAnswer(ask('bake bread'), '2017-05-26', plainTerminal, community)).toBe(
      "I don't know: nothing in the posts of Engines answers that.\n" +
        'Try other words, or the name of a project, command or person.',
    );
    expect(
      renderAnswer(ask('bake bread'), '2017-05-26', plainTerminal, {
        name: 'Engines',
        ask_humans: '#engines',
      }),
    ).toContain('People may: ask in #engines.');
  });
});

describe('renderSearch', () => {
  test('lists hits and counts them', () => {
    const search = createSearcher(index);
    expect(renderSearch(search('locktime', 10), '2015-06-01', plainTerminal)).toMatch(
      /Kernel notes[\s\S]*\n\n1 post matches\.$/,
    );
    expect(renderSearch(search('because', 1), '2015-06-01', plainTerminal)).toBe(
      'No post matches "because".',
    );
    expect(renderSearch(search('code kernel', 1), '2015-06-01', plainTerminal)).toMatch(
      /2 posts match, the best 1\.$/,
    );
  });

  test('finds a post by its title alone', () => {
    expect(createSearcher(index)('notes', 10).hits.map((hit) => hit.post.id)).toEqual(['arp']);
  });
});

test('clean leaves no control code, no reordering mark, and keeps lines', () => {
  expect(clean('a\u001b[31mb\u0007\r\nc\td\u009b\u202ee\u2066')).toBe('a[31mb\nc    de');
});
