import fc from 'fast-check';
import { expect, test } from 'vitest';
import { parseDocument } from 'yaml';
import { readPlainYaml } from '../../indexer/read-plain-yaml.ts';

test('reads front matter as most people write it, and importers do', () => {
  const text = `
title: "RDO: \\"C:\\\\\\" in March"
author: Adam Young's C#
published: 2017-05-18T13:33:00Z

tags: [rdo, l3 agent, ci/cd]
aliases: []
blog:
url: https://example.org/?a=1#b
series:
  name: 'It''s ARP'
  part: 5
imported:
  also:
    - https://example.org/2
    - 2017
source:
  - title: A
    part: 1
  - title: B
`;
  expect(readPlainYaml(text)).toEqual({
    title: 'RDO: "C:\\" in March',
    author: "Adam Young's C#",
    published: '2017-05-18T13:33:00Z',
    tags: ['rdo', 'l3 agent', 'ci/cd'],
    aliases: [],
    blog: null,
    url: 'https://example.org/?a=1#b',
    series: { name: "It's ARP", part: 5 },
    imported: { also: ['https://example.org/2', 2017] },
    source: [{ title: 'A', part: 1 }, { title: 'B' }],
  });
});

test.each([
  ['an empty text', '\n\n'],
  ['a key that is there twice', 'title: a\ntitle: b'],
  ['a key that may do harm', '__proto__: a'],
  ['what is no text but looks like one', 'title: 1e3'],
  ['a second key in a value', 'title: a: b'],
  ['a comment', 'title: a # b'],
  ['text over two lines', 'title: a\n  b'],
  ['keys below a value', 'title: a\n  blog: b'],
  ['an escape', 'title: "a\\tb"'],
  ['text behind a quotation', 'title: "a" b'],
  ['an anchor', 'title: &a b'],
  ['a block', 'title: |\n  a'],
  ['a tab', 'title:\ta'],
  ['a carriage return', 'title: a\r\nblog: b\r\n'],
  ['other indents', 'source:\n    title: a'],
  ['a second document', 'title: a\n---\ntitle: b'],
  ['a list in a list', 'tags:\n  - - a'],
  ['many levels', 'a:\n  b:\n    c:\n      d: e'],
])('leaves %s to others', (_, text) => {
  expect(readPlainYaml(text)).toBeNull();
});

test('gives what the library does, or nothing, of plain text that was damaged', () => {
  const words = [
    'a',
    'Null',
    'true',
    '12',
    '0',
    '1.5',
    '1e3',
    '0x1f',
    '017',
    '.nan',
    'é',
    '\u3000',
    '\u{1d400}',
    "'b'",
  ];
  const marks = [
    ' ',
    '  ',
    '\n',
    '-',
    '- ',
    ':',
    ': ',
    ' #',
    "'",
    '"',
    '[',
    ']',
    ', ',
    '{',
    '&',
    '*',
    '|',
    '%',
    '!',
    '?',
    '\\',
  ];
  const word = fc.oneof(fc.constantFrom(...words), fc.string({ unit: 'binary', minLength: 1, maxLength: 2 }));
  const value = fc.oneof(
    word,
    fc.tuple(word, word).map(([a, b]) => `${a} ${b}`),
    fc.constantFrom('"a: b"', '"\\\\ \\""', "'a '' b'", '[a, 12]', '[]', ''),
  );
  const entry = fc.oneof(
    value.map((text) => ` ${text}`),
    fc.tuple(value, value).map(([a, b]) => `\n  a: ${a}\n  b: ${b}`),
    fc.tuple(word, word).map(([a, b]) => `\n  - ${a}\n  - ${b}`),
    fc.tuple(value, value).map(([a, b]) => `\n  - a: ${a}\n    b: ${b}\n  - c: 1`),
  );
  const damage = fc.tuple(fc.nat(60), fc.oneof(fc.constantFrom(...words, ...marks), word));
  let plain = 0;
  fc.assert(
    fc.property(fc.array(entry, { maxLength: 3 }), fc.array(damage, { maxLength: 2 }), (entries, damages) => {
      let text = entries.map((entry, at) => `${'abc'[at]}:${entry}`.trimEnd()).join('\n');
      for (const [at, piece] of damages) text = text.slice(0, at) + piece + text.slice(at);
      const value = readPlainYaml(text);
      if (value === null) return;
      plain++;
      const document = parseDocument(text, { schema: 'core', merge: false });
      expect([...document.errors, ...document.warnings]).toEqual([]);
      expect(JSON.stringify(value)).toBe(JSON.stringify(document.toJS()));
    }),
    { numRuns: 20_000 },
  );
  expect(plain).toBeGreaterThan(500);
});
