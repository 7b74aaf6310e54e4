import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { createEngine } from '../../../../bot/answer/engine.ts';
import type { Answer, Excerpt } from '../../../../bot/answer/types.ts';
import { byteLength } from '../../../../bot/render/irc/clean-text.ts';
import { renderAnswer } from '../../../../bot/render/irc/render-answer.ts';
import { renderEvents } from '../../../../bot/render/irc/render-events.ts';
import { renderPost, renderSearch } from '../../../../bot/render/irc/render-search.ts';
import type { IrcView } from '../../../../bot/render/irc/view.ts';
import type { Index } from '../../../../indexer/open-index.ts';
import { makeEvent, makeIndex, makePost } from '../../../make-index.ts';

const view: IrcView = {
  today: '2017-05-26',
  community: { name: 'Planet', ask_humans: '#openstack on OFTC' },
  linkTo: (post) => post.url,
  asker: 'ada',
  width: 400,
  prefix: '!',
};
const post = makePost('arp', 'x', {
  title: 'Why Linux ignores gratuitous ARP',
  author: 'Grace',
  published: '2017-05-25T19:46:00Z',
  url: 'https://example.org/arp',
});

function infoOf(index: Index, id = 0) {
  const info = index.posts[id];
  if (info === undefined) throw new Error('no such post');
  return info;
}

function answerWith(quote: string, more: Partial<Excerpt> = {}): Answer {
  const info = infoOf(makeIndex([post]));
  const excerpt: Excerpt = {
    quote,
    kind: 'prose',
    post: info,
    heading: [],
    lines: [3, 4],
    score: 1,
    ...more,
  };
  return {
    question: 'why?',
    terms: new Set(),
    more: 0,
    related: [],
    answered: true,
    excerpts: [excerpt],
    events: [],
  };
}

describe('an answer on IRC', () => {
  test('is one line where it fits: asker, quote, citation, link', () => {
    expect(renderAnswer(answerWith('The kernel ignores it\nfor a while.'), view)).toEqual([
      [
        'ada: “The kernel ignores it for a while.” — Why Linux ignores gratuitous ARP, Grace, 2017-05-25 · https://example.org/arp',
      ],
    ]);
  });

  test('gives quote and citation lines of their own where one line is too short, and goes on on a second page', () => {
    const pages = renderAnswer(answerWith(`${'word '.repeat(60)}end.`), { ...view, width: 256 });
    expect(pages.map((page) => page.length)).toEqual([3]);
    expect(pages[0]?.[0]).toMatch(/^ada: “word/);
    expect(pages[0]?.[1]).toMatch(/^▏ word .* end\.”$/);
    expect(pages[0]?.[2]).toMatch(/^— Why Linux ignores/);
    const long = renderAnswer(answerWith(`${'word '.repeat(120)}end.`), { ...view, width: 256 });
    expect(long.map((page) => page.length)).toEqual([3, 2]);
    expect(long[0]?.[1]).toMatch(/ word …$/);
    expect(long[0]?.[2]).toMatch(/· !more$/);
    expect(long[1]).toEqual([
      expect.stringMatching(/^ada: ▏ word.* end\.”$/),
      expect.stringMatching(/^— Why Linux .*arp$/),
    ]);
  });

  test('keeps the lines of code, each behind a bar, so that no other bot takes one for a command', () => {
    expect(
      renderAnswer(answerWith('!reboot\n  sysctl -a', { kind: 'code' }), { ...view, asker: null }),
    ).toEqual([
      [
        '▏ !reboot',
        '▏   sysctl -a',
        '— Why Linux ignores gratuitous ARP, Grace, 2017-05-25 · https://example.org/arp',
      ],
    ]);
  });

  test('names the place in the content when a post has no address', () => {
    expect(renderAnswer(answerWith('So.'), { ...view, linkTo: () => null })[0]).toEqual([
      'ada: “So.” — Why Linux ignores gratuitous ARP, Grace, 2017-05-25 · posts/arp.md:3-4',
    ]);
  });

  test('that is declined says so, names people who may know, and the nearest post', () => {
    const index = makeIndex([post]);
    const declined: Answer = {
      question: '?',
      terms: new Set(),
      more: 0,
      related: [infoOf(index)],
      answered: false,
      excerpts: [],
      events: [],
    };
    expect(renderAnswer(declined, view)).toEqual([
      [
        "ada: I don't know: nothing in the posts of Planet answers that. People may: ask in #openstack on OFTC.",
        'Near it — Why Linux ignores gratuitous ARP, Grace, 2017-05-25 · https://example.org/arp',
      ],
    ]);
  });
});

test('events are a line each, three at a time', () => {
  const index = makeIndex(
    [],
    [
      makeEvent('summit', '2017-11-06', { name: 'Summit Sydney', end: '2017-11-08', place: 'Sydney' }),
      makeEvent('a', '2017-01-06', { online: true, url: 'https://example.org/a' }),
      makeEvent('b', '2017-12-01'),
      makeEvent('c', '2017-12-02', { status: 'cancelled' }),
    ],
  );
  expect(renderEvents(index.events, view)).toEqual([
    [
      'ada: • Summit Sydney, 6–8 November 2017, Sydney · events/summit.md',
      '• a, was 6 January 2017, online · https://example.org/a',
      '• b, 1 December 2017, place not announced · events/b.md · !more',
    ],
    ['ada: • c, was to be 2 December 2017, place not announced (cancelled) · events/c.md'],
  ]);
  expect(renderEvents([], view)).toEqual([['ada: No such event is on file.']]);
});

test('posts found are numbered, and one is shown by what it is about', () => {
  const index = makeIndex([makePost('arp', 'ARP packets are sent.', { summary: 'All about ARP.' })]);
  const { search } = createEngine(index);
  expect(renderSearch(search('ARP', 10), view)).toEqual([
    ['ada: 1 — arp, Ada, 2017-05-01 · posts/arp.md:1 · !post N, !more (1 post)'],
  ]);
  expect(renderPost(infoOf(index), 'unused', view)).toEqual([
    'ada: “All about ARP.”',
    '— arp, Ada, 2017-05-01',
  ]);
});

describe('hostile posts', () => {
  const nasty = fc.string({
    unit: fc.oneof(
      fc.constantFrom(
        '\r',
        '\n',
        '\0',
        '\u0001',
        '\u0003',
        '\u202e',
        '\ud800',
        '\u007f',
        ' ',
        '!',
        '水',
        '👍',
        '\u2028',
      ),
      fc.string({ unit: 'binary', minLength: 1, maxLength: 1 }),
    ),
    minLength: 1,
    maxLength: 900,
  });

  test('cannot put control codes on the wire, begin a line, or make it too long', () => {
    fc.assert(
      fc.property(
        nasty,
        nasty,
        fc.constantFrom('prose', 'code', 'item'),
        fc.integer({ min: 256, max: 420 }),
        (quote, name, kind, width) => {
          const info = {
            ...infoOf(makeIndex([post])),
            title: name,
            author: name,
            url: `https://example.org/${name}`,
          };
          const answer = answerWith(quote, { kind: kind as 'prose', post: info });
          for (const line of renderAnswer(answer, { ...view, width, asker: name }).flat()) {
            expect(byteLength(line)).toBeLessThanOrEqual(width);
            expect(line).not.toMatch(/[\p{Cc}\p{Bidi_Control}\p{Cs}]/u);
          }
          for (const line of renderAnswer(answer, { ...view, width, asker: null }).flat()) {
            expect(line).toMatch(/^[“▏—]/u);
          }
        },
      ),
      { numRuns: 500 },
    );
  });

  test('lose no word of a quote over lines and pages', () => {
    const words = fc.array(fc.stringMatching(/^[a-z]{1,20}$/), { minLength: 1, maxLength: 200 });
    fc.assert(
      fc.property(words, (list) => {
        const lines = renderAnswer(answerWith(list.join(' ')), { ...view, asker: null, width: 256 }).flat();
        const quoted = lines
          .filter((line) => !line.startsWith('— '))
          .join(' ')
          .replace(/ — Why.*$/, '')
          .replace(/[“”▏…]/g, ' ');
        expect(quoted.split(/\s+/).filter(Boolean)).toEqual(list);
      }),
    );
  });
});
