import fc from 'fast-check';
import { describe, expect, it } from 'vitest';
import { parsePost } from '../../indexer/parse-post.ts';

const required = {
  title: 'title: A',
  author: 'author: Editors',
  published: 'published: 2017-05-25T19:46:00Z',
};
const parse = (keys: Record<string, string>, body = 'Text.\n') =>
  parsePost('posts/2017/arp.md', `---\n${Object.values({ ...required, ...keys }).join('\n')}\n---\n${body}`);
const tell = (keys: Record<string, string>) =>
  parse(keys).faults.map(({ line, column, message, hint }) => `${line}:${column}: ${message} (${hint})`);

describe('parsePost', () => {
  it('reads a post with every key', () => {
    const text = `---
id: arp-5
title: "Locktime: why ARP is ignored"
author: Almanac editors
published: 2017-05-25T21:46:00+02:00
updated: 2017-05-26T08:00Z
blog: Almanac
url: https://example.org/arp?x=1#top
tags: [neutron, arp, neutron]
series: { name: Gratuitous ARP, part: 5 }
license: CC-BY-4.0
summary: >
  What locktime
  is.
source: { title: The Failure, author: ihrachyshka, published: 2017-05-25T19:46:00Z }
aliases: [ARP locktime]
applies_to: [Ocata, RHEL 7]
superseded_by: arp-6
imported: { from: planet.txt, line: 4, digest: "sha256-0f" }
---
Text.
`;
    expect(parsePost('posts/2017/arp.md', text)).toEqual({
      faults: [],
      post: {
        id: 'arp-5',
        title: 'Locktime: why ARP is ignored',
        author: 'Almanac editors',
        published: '2017-05-25T19:46:00Z',
        updated: '2017-05-26T08:00:00Z',
        blog: 'Almanac',
        url: 'https://example.org/arp?x=1#top',
        tags: ['neutron', 'arp'],
        series: { name: 'Gratuitous ARP', part: 5 },
        license: 'CC-BY-4.0',
        summary: 'What locktime is.',
        aliases: ['ARP locktime'],
        appliesTo: ['Ocata', 'RHEL 7'],
        supersededBy: 'arp-6',
        sources: [
          {
            title: 'The Failure',
            author: 'ihrachyshka',
            blog: null,
            published: '2017-05-25T19:46:00Z',
            url: null,
          },
        ],
        file: 'posts/2017/arp.md',
        body: 'Text.\n',
        bodyLine: 21,
      },
    });
  });

  it('takes its id from the file, and what is not said is null', () => {
    expect(parse({}).post).toEqual({
      id: 'arp',
      title: 'A',
      author: 'Editors',
      published: '2017-05-25T19:46:00Z',
      updated: null,
      blog: null,
      url: null,
      tags: [],
      series: null,
      license: null,
      summary: null,
      aliases: [],
      appliesTo: [],
      supersededBy: null,
      sources: [],
      file: 'posts/2017/arp.md',
      body: 'Text.\n',
      bodyLine: 6,
    });
  });

  it('takes keys without a value as not said', () => {
    const empty = { blog: 'blog:', url: 'url: ', tags: 'tags:', source: 'source: null', series: 'series: ~' };
    expect(parse(empty)).toEqual(expect.objectContaining({ faults: [] }));
  });

  it('takes several sources', () => {
    const { post } = parse({ source: 'source:\n  - { title: One, blog: B }\n  - { title: Two }' });
    expect(post?.sources.map(({ title, blog }) => [title, blog])).toEqual([
      ['One', 'B'],
      ['Two', null],
    ]);
  });

  it('tells all faults at once, each with its place and mend', () => {
    const text =
      '---\npublished: 2017-13-01\ntitle: 2017\nseries: { name: S, part: 0 }\ntags: neutron\nsourse: x\nsource:\n  author: B\n---\n\n';
    const { post, faults } = parsePost('posts/a.md', text);
    expect(post).toBeNull();
    expect(faults).toEqual(
      [
        ['error', 1, 1, '"author" is missing', null],
        ['error', 2, 12, '"published" is not a date: "2017-13-01"', 'write 2017-05-25T19:46:00Z'],
        ['error', 3, 8, '"title" must be text, not a number: 2017', 'put it in quotes: "2017"'],
        ['error', 4, 26, '"series.part" must be at least 1: 0', null],
        ['error', 5, 7, '"tags" must be a list, not text: "neutron"', 'write a list: ["neutron"]'],
        ['warning', 6, 1, '"sourse" is no known key', 'did you mean "source"?'],
        ['error', 7, 1, '"source.title" is missing', null],
        ['error', 10, 1, 'the post has no text below its front matter', 'write it'],
      ].map(([severity, line, column, message, hint]) => {
        return { severity, file: 'posts/a.md', line, column, message, hint };
      }),
    );
  });

  it.each([
    [
      '2017-05-25T19:46:00',
      'has no time zone: "2017-05-25T19:46:00" (if it is meant in UTC, write 2017-05-25T19:46:00Z)',
    ],
    ['2017-05-25', 'has no time zone: "2017-05-25" (if it is meant in UTC, write 2017-05-25T00:00:00Z)'],
    ['2017-02-30T10:00:00Z', 'is not a date: "2017-02-30T10:00:00Z" (write 2017-05-25T19:46:00Z)'],
    ['2017-05-25T24:61:00Z', 'is not a date: "2017-05-25T24:61:00Z" (write 2017-05-25T19:46:00Z)'],
    ['yesterday', 'is not a date: "yesterday" (write 2017-05-25T19:46:00Z)'],
    ['!!timestamp 2017-05-25T19:46:00Z', null],
  ])('refuses a date such as %s', (date, message) => {
    const faults = tell({ published: `published: ${date}` });
    expect(faults).toHaveLength(1);
    if (message !== null) expect(faults).toEqual([`4:12: "published" ${message}`]);
  });

  it('bounds the length of texts and lists', () => {
    expect(tell({ title: `title: ${'a'.repeat(301)}` })[0]).toMatch(
      /^2:8: "title" is longer than 300 characters/,
    );
    expect(tell({ tags: `tags: [${'a, '.repeat(51)}]` })[0]).toMatch(/^5:7: "tags" has more than 50 entries/);
    expect(tell({ title: 'title: " "' })[0]).toMatch(/^2:8: "title" is empty/);
  });

  it('needs a file name that makes an id, or an id', () => {
    const text = `---\n${Object.values(required).join('\n')}\n---\nText.\n`;
    expect(parsePost('posts/für alle.md', text).faults.map((fault) => fault.message)).toEqual([
      'the file\'s name makes no id: "für alle"',
    ]);
    expect(parsePost('posts/für alle.md', text.replace('title', 'id: for-all\ntitle')).post?.id).toBe(
      'for-all',
    );
  });

  it('never throws, whatever the text', () => {
    fc.assert(
      fc.property(fc.string({ unit: 'binary', maxLength: 400 }), (text) => {
        for (const whole of [text, `---\n${text}\n---\nText.`]) {
          const { post, faults } = parsePost('posts/a.md', whole);
          expect(post !== null || faults.some((fault) => fault.severity === 'error')).toBe(true);
        }
      }),
      { numRuns: 500 },
    );
  });

  it('never throws on front matter that was damaged, and points into the file', () => {
    const text =
      '---\ntitle: "A: b"\nauthor: &x Editors\npublished: 2017-05-25T19:46:00Z\ntags: [a, b]\nseries: { name: S, part: 1 }\nsource:\n  - title: One\n    author: *x\n---\nText.\n';
    expect(parsePost('posts/a.md', text).faults).toEqual([]);
    const piece = fc.constantFrom(
      '---',
      '\n',
      ': ',
      '- ',
      '[',
      '}',
      '"',
      '|',
      '&x ',
      '*x',
      '!!',
      '\t',
      '\0',
      '__proto__: ',
      '9',
    );
    const edit = fc.tuple(fc.nat(text.length), fc.nat(12), piece);
    fc.assert(
      fc.property(fc.array(edit, { minLength: 1, maxLength: 4 }), (edits) => {
        let damaged = text;
        for (const [at, length, insert] of edits)
          damaged = damaged.slice(0, at) + insert + damaged.slice(at + length);
        const lines = damaged.split('\n');
        const { post, faults } = parsePost('posts/a.md', damaged);
        expect(post !== null || faults.some((fault) => fault.severity === 'error')).toBe(true);
        for (const { line, column, message } of faults) {
          expect(line).toBeLessThanOrEqual(lines.length);
          expect(Math.min(line, column)).toBeGreaterThanOrEqual(1);
          expect(message).not.toMatch(/\p{Cc}/u);
        }
        if (post !== null)
          expect(
            lines
              .slice(post.bodyLine - 1)
              .join('\n')
              .endsWith(post.body),
          ).toBe(true);
      }),
      { numRuns: 1_000 },
    );
  });
});
