import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { parseMarkdown } from '../../../indexer/markdown.ts';
import { mendText } from '../../../indexer/mend/mend-text.ts';

const spelling = {
  words: ['OpenStack', 'Neutron', 'Red Hat', 'systemd'],
  tags: new Map([
    ['neutron', 'neutron'],
    ['rdo', 'RDO'],
  ]),
};
const mend = (text: string) => {
  const { text: now, mends } = mendText(text, spelling);
  expect(mendText(now, spelling)).toEqual({ text: now, mends: [] });
  return [now, ...mends.map(({ line, what }) => `${line}: ${what}`)];
};
const front = (yaml: string) => `---\n${yaml}---\nText.\n`;

describe('layout', () => {
  test.each([
    ['a\r\nb\r\n', ['a\nb\n', '1: lines end with LF now, not CR LF']],
    ['a', ['a\n', '1: the last line has its end now']],
    [
      'a \nb\t\n',
      ['a\nb\n', '1: blanks at the end of the line are gone', '2: blanks at the end of the line are gone'],
    ],
    // Two blanks break a line, unless nothing follows.
    ['a  \nb  \n\nc\n', ['a  \nb\n\nc\n', '2: blanks at the end of the line are gone']],
    // In code they may mean something.
    ['```diff\n+a \n```\nb \n', ['```diff\n+a \n```\nb\n', '4: blanks at the end of the line are gone']],
    [
      front('title:\tA\nseries:\n\tname: B\n\tpart: 1\n'),
      [
        front('title: A\nseries:\n  name: B\n  part: 1\n'),
        '2: the tab is blanks now',
        '4: the tab is blanks now',
        '5: the tab is blanks now',
      ],
    ],
    // A tab in quotes, and blanks in a text, are what somebody wrote.
    [front('title: "A\tB"\n'), [front('title: "A\tB"\n')]],
    [front('summary: |\n  one \n  two\n'), [front('summary: |\n  one \n  two\n')]],
  ])('%j', (text, expected) => {
    expect(mend(text)).toEqual(expected);
  });
});

describe('tags', () => {
  test.each([
    [
      'tags: [Neutron, arp, rdo]\n',
      'tags: [neutron, arp, RDO]\n',
      ['the tag "Neutron" is "neutron" now, as elsewhere', 'the tag "rdo" is "RDO" now, as elsewhere'],
    ],
    [
      'tags: [arp, Neutron, ARP, neutron]\n',
      'tags: [arp, neutron]\n',
      [
        'the tag "Neutron" is "neutron" now, as elsewhere',
        'the tag "ARP" stands once now',
        'the tag "neutron" stands once now',
      ],
    ],
    [
      'tags:\n  - arp\n  - arp\n  - lamp\ntitle: A\n',
      'tags:\n  - arp\n  - lamp\ntitle: A\n',
      ['the tag "arp" stands once now'],
    ],
    // What could be more than a tag is left.
    ['tags: [arp, arp] # both\n', 'tags: [arp] # both\n', ['the tag "arp" stands once now']],
    ['tags:\n  - arp # the protocol\n  - arp\n', 'tags:\n  - arp # the protocol\n  - arp\n', []],
    ['tags: ["Neutron"]\n', 'tags: ["Neutron"]\n', []],
    ['tags: Neutron\n', 'tags: Neutron\n', []],
  ])('%j', (before, after, whats) => {
    const [text, ...mends] = mend(front(before));
    expect(text).toBe(front(after));
    expect(mends.map((line) => line.replace(/^\d+: /, ''))).toEqual(whats);
  });
});

describe('headings', () => {
  test.each([
    // The title is level 1. Neighbours stay neighbours, what is below stays below.
    [
      '### A\n\n### B\n',
      [
        '## A\n\n## B\n',
        '1: the heading is of level 2 now, not 3',
        '3: the heading is of level 2 now, not 3',
      ],
    ],
    [
      '## A\n\n#### B\n\n##### C\n\n#### D\n\n## E\n',
      [
        '## A\n\n### B\n\n#### C\n\n### D\n\n## E\n',
        '3: the heading is of level 3 now, not 4',
        '5: the heading is of level 4 now, not 5',
        '7: the heading is of level 3 now, not 4',
      ],
    ],
    ['> #### A\n', ['> ## A\n', '1: the heading is of level 2 now, not 4']],
    ['# A\n\n## B\n', ['# A\n\n## B\n']],
    ['- #### A\n', ['- #### A\n']],
    ['```text\n#### A\n```\n', ['```text\n#### A\n```\n']],
  ])('%j', (text, expected) => {
    expect(mend(text)).toEqual(expected);
  });
});

describe('code without a language', () => {
  test.each([
    ['{"a": 1}', 'json'],
    ['$ ls', 'console'],
    ['[root@host ~]$ ls', 'console'],
    ['#!/usr/bin/env bash\nls', 'bash'],
    ['>>> 1 + 1', 'python'],
    ['#include <stdio.h>', 'c'],
    ['--- a/x\n+++ b/x\n@@ -1 +1 @@', 'diff'],
    ['<?xml version="1.0"?>', 'xml'],
    // In doubt there is none.
    ['ls -l', ''],
    ['# a comment, or a prompt', ''],
    ['{ not: json }', ''],
    ['key: value', ''],
  ])('%j is %j', (code, language) => {
    expect(mend(`\`\`\`\n${code}\n\`\`\`\n`)[0]).toBe(`\`\`\`${language}\n${code}\n\`\`\`\n`);
    expect(mend(`- a\n\n  ~~~~\n  ${code.replaceAll('\n', '\n  ')}\n  ~~~~\n`)[0]).toContain(
      `~~~~${language}\n`,
    );
  });
});

describe('names of products', () => {
  test.each([
    [
      'Openstack and RED HAT run openstack.\n',
      [
        'OpenStack and Red Hat run OpenStack.\n',
        '1: "Openstack" is "OpenStack" now',
        '1: "RED HAT" is "Red Hat" now',
        '1: "openstack" is "OpenStack" now',
      ],
    ],
    [
      '## The **neutron** of [openstack](openstack.md)\n',
      [
        '## The **Neutron** of [OpenStack](openstack.md)\n',
        '1: "neutron" is "Neutron" now',
        '1: "openstack" is "OpenStack" now',
      ],
    ],
    [
      '| openstack | openstack |\n| --- | --- |\n| a | neutron |\n',
      [
        '| OpenStack | OpenStack |\n| --- | --- |\n| a | Neutron |\n',
        '1: "openstack" is "OpenStack" now',
        '1: "openstack" is "OpenStack" now',
        '3: "neutron" is "Neutron" now',
      ],
    ],
    ...[
      'Type `openstack server list`, or ``a ` openstack``.\n',
      '```console\n$ openstack\n```\n',
      '    openstack\n',
      'See https://docs.example/openstack/neutron, <https://openstack.example> and docs.openstack.org.\n',
      'Ask in #openstack, write to openstack-dev, run /usr/bin/neutron-server or openstack_neutron.\n',
      '[a][openstack]\n\n[openstack]: https://example.org/openstack "openstack"\n',
      'OpenStack, Neutrons, reneutron.\n',
    ].map((text): [string, string[]] => [text, [text]]),
  ])('%j', (text, expected) => {
    expect(mend(text)).toEqual(expected);
  });
});

test('whatever the text: mended once is mended, and the same words stand in the same blocks', () => {
  const piece = fc.constantFrom(
    '---\n',
    'title: A \n',
    'tags: [a, A]\n',
    '\t',
    '  ',
    '\r\n',
    '\n',
    '\n\n',
    '# ',
    '#### ',
    '> ',
    '- ',
    '```',
    '~~~',
    '\n```\n',
    'openstack',
    'Neutron',
    '`',
    '[x](',
    ')',
    '$ ls',
    '{}',
    '|',
    '| --- |',
    '<',
    'https://',
    '\\',
    'word ',
  );
  // Words of all blocks, caseless: neither of a mend's changes shows in them.
  const words = (text: string) =>
    parseMarkdown(text.replaceAll('\r\n', '\n'))
      .filter(({ type }) => type === 'inline' || type === 'fence' || type === 'code_block')
      .map(({ type, content }) => [
        type,
        content
          .toLowerCase()
          .replace(/[ \t]+$/gm, '')
          .trimEnd(),
      ]);
  fc.assert(
    fc.property(fc.array(piece, { maxLength: 40 }), (pieces) => {
      const text = pieces.join('');
      const { text: now } = mendText(text, { words: ['OpenStack', 'Neutron'], tags: new Map() });
      expect(mendText(now, { words: ['OpenStack', 'Neutron'], tags: new Map() })).toEqual({
        text: now,
        mends: [],
      });
      // Front matter is compared by what YAML makes of it, where it is mended.
      if (!text.startsWith('---')) expect(words(now)).toEqual(words(text));
    }),
    { numRuns: 1_000 },
  );
});
