import fc from 'fast-check';
import { expect, test } from 'vitest';
import { readDraft, writeDraft } from '../../../bot/drafts/draft-file.ts';
import { type Contribution, makeDraft, readTags } from '../../../bot/drafts/make-draft.ts';
import { signCommit } from '../../../bot/drafts/sign-commit.ts';
import { toPost } from '../../../bot/drafts/to-post.ts';
import type { Draft } from '../../../bot/drafts/types.ts';

const ada = { name: 'Ada', place: 'Discord', account: '400000000000000001', consent: 'wrote it for this' };
const at = '2017-05-26T10:00:00Z';
const lamp: Contribution = {
  title: 'How to change: the lamp',
  text: 'Turn the lamp to the left.\n',
  tags: ['led', ' #lamp '],
  source: 'https://example.org/lamps',
  contributors: [ada],
  at,
};
const make = (more: Partial<Contribution>) => makeDraft({ ...lamp, ...more }) as Draft;

test('a draft is a Markdown file that says whose words it holds, and is read back as it was', () => {
  const draft = make({});
  expect(writeDraft(draft)).toBe(
    [
      '---',
      'title: "How to change: the lamp"',
      'author: Ada',
      'tags:',
      '  - led',
      '  - lamp',
      'source: https://example.org/lamps',
      'draft:',
      '  at: 2017-05-26T10:00:00Z',
      '  contributors:',
      '    - name: Ada',
      '      place: Discord',
      '      account: "400000000000000001"',
      '      consent: wrote it for this',
      '---',
      '',
      'Turn the lamp to the left.',
      '',
    ].join('\n'),
  );
  expect(readDraft('draft-1.md', writeDraft(draft))).toEqual({ draft, faults: [] });
});

test('it becomes a post of the day on which it is published', () => {
  const post = toPost(make({}), '2017-05-27T08:00:00Z');
  expect([post.file, post.faults]).toEqual(['posts/2017/2017-05-27-how-to-change-the-lamp.md', []]);
  expect(post.text).toBe(
    '---\ntitle: "How to change: the lamp"\nauthor: Ada\npublished: 2017-05-27T08:00:00Z\ntags:\n  - led\n  - lamp\n' +
      'source:\n  title: https://example.org/lamps\n  url: https://example.org/lamps\n---\n\nTurn the lamp to the left.\n',
  );
  expect(toPost(make({ source: 'my own *experience*' }), at).text).toContain(
    'source:\n  title: my own *experience*\n',
  );
});

test.each([
  ['../../out/side', 'posts/2017/2017-05-26-out-side.md'],
  ['/out/side\u0000.md', 'posts/2017/2017-05-26-out-side-md.md'],
  ['..\\..\\CON', 'posts/2017/2017-05-26-con.md'],
  ['-rf --force', 'posts/2017/2017-05-26-rf-force.md'],
  ['パン', 'posts/2017/2017-05-26-post-ce3cb8f0.md'],
])('the title %j names a file inside posts/', (title, file) => {
  expect(toPost(make({ title }), at).file).toMatch(/^posts\/2017\/2017-05-26-[a-z0-9-]+\.md$/);
  if (!title.includes('パ')) expect(toPost(make({ title }), at).file).toBe(file);
});

test.each([
  ['x"\nauthor: Somebody Else\nimported: {from: y}'],
  ['!!js/function "return 1"'],
  ['&a [*a, *a] # {{ }}'],
  ['---\nid: other\n---'],
  ['"'],
])('YAML in a title, %j, is a title', (title) => {
  const draft = make({ title, tags: [title], source: title });
  expect(readDraft('draft-1.md', writeDraft(draft)).draft).toEqual(draft);
  const { text, faults } = toPost(draft, at);
  expect(faults).toEqual([]);
  expect(text).not.toMatch(/^(?:imported|id|author: Somebody Else)/m);
});

test('control characters, marks that turn the text, and giants are cut out', () => {
  const draft = make({
    title: `A\u0007 \u202ebad\r\n title ${'x'.repeat(1e6)}`,
    text: `one\r\ntwo\u001b[31m\u0000\ttab\u2066\n\n\n\n\nthree   \n${'y'.repeat(1e6)}`,
    tags: Array.from({ length: 100 }, (_, n) => `tag ${n} ${'z'.repeat(1000)}`),
    source: 's'.repeat(1e6),
    contributors: [
      { ...ada, name: '\u0000\u202e' },
      ...Array.from({ length: 100 }, (_, n) => ({ ...ada, name: `n${n}` })),
    ],
  });
  expect(draft.title).toMatch(/^A bad title x+$/);
  expect(draft.title).toHaveLength(150);
  expect(draft.text).toMatch(/^one\ntwo\[31m\ttab\n\nthree\ny+$/);
  expect([
    draft.text.length <= 20_000,
    draft.tags.length,
    draft.tags[0]?.length,
    draft.source?.length,
  ]).toEqual([true, 10, 60, 500]);
  expect([draft.contributors.length, draft.contributors[0].name]).toEqual([20, 'somebody']);
  expect(readDraft('draft-1.md', writeDraft(draft)).faults).toEqual([]);
});

test('without a title or a text there is no draft', () => {
  expect(makeDraft({ ...lamp, title: ' \u0000\u202e ' })).toBeNull();
  expect(makeDraft({ ...lamp, text: '\r\n\u0007' })).toBeNull();
  expect(readTags('led, , lamp')).toEqual(['led', '', 'lamp']);
});

test('whatever a chat brings becomes a file that is read back, and a post without faults', () => {
  const anything = fc.string({ unit: 'binary', maxLength: 200 });
  fc.assert(
    fc.property(anything, anything, anything, anything, (title, text, name, tag) => {
      const draft = makeDraft({ ...lamp, title, text, tags: [tag], contributors: [{ ...ada, name }] });
      if (draft === null) return;
      expect(readDraft('draft-1.md', writeDraft(draft))).toEqual({ draft, faults: [] });
      const post = toPost(draft, at);
      expect(post.faults.filter(({ severity }) => severity === 'error')).toEqual([]);
      expect(post.file).toMatch(/^posts\/2017\/2017-05-26-[a-z0-9-]+\.md$/);
    }),
    { numRuns: 500 },
  );
});

test('a commit names the first contributor as its author, the others below, in forms that git takes', () => {
  const ben = {
    ...ada,
    name: 'Ben <x@evil.example>\nSigned-off-by: Somebody Else',
    place: 'IRC oftc',
    account: 'ben|away',
  };
  expect(signCommit('Publish', make({ title: 'A\nB', contributors: [ada, ben] }))).toEqual({
    author: 'Ada <400000000000000001@discord.noreply.invalid>',
    message:
      'Publish: A B\n\nCo-authored-by: Ben x@evil.example Signed-off-by: Somebody Else <ben-away@irc-oftc.noreply.invalid>',
  });
  expect(
    signCommit('Publish', make({ contributors: [{ ...ada, name: '<>', account: '', place: '' }] })).author,
  ).toBe('A contributor <somebody@chat.noreply.invalid>');
});
