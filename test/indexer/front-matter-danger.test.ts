import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import matter from 'gray-matter';
import { afterEach, describe, expect, it } from 'vitest';
import { parsePost } from '../../indexer/parse-post.ts';
import { readContent } from '../../indexer/read-content.ts';

const marks = globalThis as { almanacRan?: boolean };
afterEach(() => {
  delete marks.almanacRan;
});

const code = '{ title: (globalThis.almanacRan = true, "x") }';

describe('code in front matter', () => {
  it('would run, if gray-matter were left to itself', () => {
    matter(`---js\n${code}\n---\nText.\n`, {});
    expect(marks.almanacRan).toBe(true);
  });

  it.each([
    '---js',
    '--- js',
    '---\tjs',
    '---\u00a0js',
    '---\u2003js\u2003',
    '---\ufeffjs',
    '---JS',
    '---Js',
    '---javascript',
    '---JavaScript',
    '--- javascript ',
    '---js\r',
    '\ufeff---js',
    '---coffee',
    '---cson',
    '---json',
    '---toml',
    '---yaml',
    '---constructor',
    '---__proto__',
    '---toString',
    '---js\u2028',
    '---\vjs',
    '---\u00a0',
    '---\rjs',
    '---\r__proto__',
  ])('is refused and not run: %j', (fence) => {
    const { post, faults } = parsePost('posts/a.md', `${fence}\n${code}\n---\nText.\n`);
    expect(post).toBeNull();
    expect(faults.map((fault) => fault.message)).toContainEqual(
      expect.stringContaining('front matter in a language of its own is refused, no code is run: "'),
    );
    expect(marks.almanacRan).toBeUndefined();
  });

  it.each(['\n---js', ' ---js', '\ufeff\ufeff---js', '----js', '', '\r---js', '--js'])(
    'is no front matter behind anything else: %j',
    (start) => {
      const { post, faults } = parsePost('posts/a.md', `${start}\n${code}\n---\nText.\n`);
      expect(post).toBeNull();
      expect(faults.map((fault) => fault.message)).toContain('the file has no front matter');
      expect(marks.almanacRan).toBeUndefined();
    },
  );

  it('stops no other file', async () => {
    const dir = await mkdtemp(join(tmpdir(), 'almanac-'));
    try {
      await mkdir(join(dir, 'posts'));
      await writeFile(join(dir, 'posts/a.md'), `---js\n${code}\n---\nText.\n`);
      await writeFile(
        join(dir, 'posts/b.md'),
        '---\ntitle: B\nauthor: Editors\npublished: 2017-05-25T19:46:00Z\n---\nText.\n',
      );
      const content = await readContent(dir);
      expect(content.posts.map((post) => post.id)).toEqual(['b']);
      expect(content.faults.map((fault) => `${fault.file}:${fault.line}:${fault.column}`)).toEqual([
        'posts/a.md:1:4',
      ]);
      expect(marks.almanacRan).toBeUndefined();
    } finally {
      await rm(dir, { recursive: true });
    }
  });
});

const post = (keys: string, body = 'Text.\n') =>
  parsePost(
    'posts/a.md',
    `---\ntitle: A\nauthor: Editors\npublished: 2017-05-25T19:46:00Z\n${keys}\n---\n${body}`,
  );

describe('front matter that is meant to hurt', () => {
  it('has no say over prototypes', () => {
    const { faults } = post('__proto__: { polluted: true }\nconstructor: { prototype: { polluted: true } }');
    expect(faults.map((fault) => [fault.severity, fault.message])).toEqual([
      ['warning', '"__proto__" is no known key'],
      ['warning', '"constructor" is no known key'],
    ]);
    expect(({} as { polluted?: boolean }).polluted).toBeUndefined();
  });

  it('does not have its tags obeyed', () => {
    const { post: read, faults } = post(
      'summary: !!js/function "function () { globalThis.almanacRan = true }"',
    );
    expect(read).toBeNull();
    expect(faults.map((fault) => fault.line)).toEqual([5]);
    expect(marks.almanacRan).toBeUndefined();
  });

  it('does not blow up by aliases', () => {
    const bomb = ['x0: &x0 [a, a, a, a, a, a, a, a, a]'];
    for (let level = 1; level < 12; level++) {
      const uses = Array.from({ length: 9 }, () => `*x${level - 1}`).join(', ');
      bomb.push(`x${level}: &x${level} [${uses}]`);
    }
    const { post: read, faults } = post(bomb.join('\n'));
    expect(read).toBeNull();
    expect(faults.map((fault) => fault.message)).toContain('more than 16 aliases (*name)');
  });

  it('does not exhaust the stack by depth', () => {
    const { post: read, faults } = post(`tags: ${'['.repeat(8_000)}`);
    expect(read).toBeNull();
    expect(faults.map((fault) => fault.message)).toEqual(['values are nested deeper than 64 levels']);
  });

  it('is refused when it is large', () => {
    const { faults } = post(`summary: ${'a'.repeat(17_000)}`);
    expect(faults.map((fault) => fault.message)).toEqual([
      'the front matter is larger than 16 KiB or 500 lines',
    ]);
    expect(post('\n'.repeat(600)).faults).toHaveLength(1);
    expect(post('#\n'.repeat(400)).faults).toEqual([]);
  });

  it('does not reach the options of gray-matter', () => {
    const { post: read } = post('excerpt_separator: { toString: 1 }\nengines: { yaml: 1 }\nlanguage: js');
    expect(read?.title).toBe('A');
    expect(read?.body).toBe('Text.\n');
  });

  it.each([
    ['title', 'title: "a\\u001b[2Jb"'],
    ['title', 'title: "a\\nb"'],
    ['title', 'title: "a\\u202eb"'],
    ['title', 'title: "a\\ud800b"'],
    ['title', 'title: "a\\u2028b"'],
    ['author', 'author: "a\\u0000"'],
  ])('may not steer a terminal: %s', (key, line) => {
    const keys = { title: 'title: A', author: 'author: B', published: 'published: 2017-05-25T19:46:00Z' };
    const text = Object.values({ ...keys, [key]: line }).join('\n');
    const { post: read, faults } = parsePost('posts/a.md', `---\n${text}\n---\nText.\n`);
    expect(read).toBeNull();
    expect(faults.map((fault) => fault.message)).toEqual([
      expect.stringMatching(new RegExp(`^"${key}" holds a line break or a control character`)),
    ]);
    expect(faults[0]?.message).not.toMatch(/[\p{Cc}\u202e\u2028]/u);
  });

  it('has its control characters refused in the text below it too', () => {
    expect(post('', 'One\ntwo \u001b[2J\n').faults).toEqual([
      {
        severity: 'error',
        file: 'posts/a.md',
        line: 8,
        column: 5,
        message: 'the file holds a control character: U+001B',
        hint: 'delete it',
      },
    ]);
    expect(post('', 'One\rtwo\n').faults.map((fault) => fault.hint)).toEqual(['end lines with LF or CR LF']);
    expect(post('', 'One\r\n\ttwo\r\n').faults).toEqual([]);
  });

  it.each([
    'javascript:alert(1)',
    'JAVASCRIPT:alert(1)',
    'data:text/html,x',
    'file:///etc/passwd',
    '//example.org/a',
    'example.org',
    'https://user:secret@example.org/',
    'https://exa mple.org/',
    'https://example.org/"onclick="x',
    'https://example.org/<script>',
    'https://',
    'https://[::1',
    ' ',
  ])('may not make a link of %j', (url) => {
    const { post: read, faults } = post(`url: ${JSON.stringify(url)}`);
    expect(read).toBeNull();
    expect(faults.map((fault) => fault.message)).toEqual([expect.stringMatching(/^"url" is no web address/)]);
  });

  it.each([
    '../../etc/passwd',
    '..',
    '.hidden',
    'a/b',
    'a b',
    'a\\b',
    '',
    '-rf',
    'é',
    'a'.repeat(121),
    'a:b',
  ])('may not make an id of %j', (id) => {
    const { post: read, faults } = post(`id: ${JSON.stringify(id)}`);
    expect(read).toBeNull();
    expect(faults.map((fault) => fault.message)).toEqual([expect.stringMatching(/^"id" is no id/)]);
  });
});
