import {
  chmodSync,
  existsSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs';
import { tmpdir } from 'node:os';
import { join, relative } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { checkContent } from '../../../indexer/check/check-content.ts';
import { importSource } from '../../../indexer/import/import-source.ts';
import { readContent } from '../../../indexer/read-content.ts';

const LAMPS = 'test/fixtures/planet/lamps.txt';
const DUMP = '../shared/planet/planet-openstack-2017-05-26.txt';

let folder: string;
let to: string;
beforeEach(() => {
  folder = mkdtempSync(join(tmpdir(), 'almanac-import-'));
  to = join(folder, 'content');
});
afterEach(() => rmSync(folder, { recursive: true, force: true }));

/** Every file below the folder, with its text. */
function tree(root: string): Record<string, string> {
  const files = readdirSync(root, { recursive: true, withFileTypes: true }).filter((entry) => entry.isFile());
  return Object.fromEntries(
    files
      .map((entry) => join(entry.parentPath, entry.name))
      .map((file) => [relative(root, file), readFileSync(file, 'utf8')])
      .sort(),
  );
}

function source(text: string): string {
  const file = join(folder, 'planet.txt');
  writeFileSync(file, text);
  return file;
}

const post = (title: string, text: string, minute = '00') =>
  `Planet of Lamps\n\n${title}\n\n${text}\n\nby Ada at May 25, 2017 07:${minute} PM\n\n`;

describe('a planet page as plain text', () => {
  it('becomes posts with title, author, blog and instant', async () => {
    const report = await importSource(LAMPS, { to });
    expect(report).toMatchObject({ posts: 6, counts: { written: 6 }, faults: [] });
    const { posts, faults } = await readContent(to);
    expect(faults).toEqual([]);
    expect(posts.map((p) => [p.id, p.title, p.author, p.blog, p.published])).toEqual([
      ['2017-05-23-same-title-2', 'Same title', 'Ada', 'Planet of the Fixtures', '2017-05-23T09:00:00Z'],
      ['2017-05-23-same-title', 'Same title', 'Ada', 'Planet of the Fixtures', '2017-05-23T10:00:00Z'],
      // `TITLE by NAME` inside a digest closes nothing.
      ['2017-05-24-recent-posts', 'Recent posts', 'Grace and Ada', 'Digest Daily', '2017-05-24T23:59:00Z'],
      // Two blank lines where the blog's name was lost: it is unknown, not carried forward.
      [
        '2017-05-25-a-blog-without-a-name',
        'A blog without a name',
        "O'Grace, of the lamps",
        null,
        '2017-05-25T12:00:00Z',
      ],
      // One blank line after a by-line: the same blog goes on.
      [
        '2017-05-26-how-to-change-the-battery',
        'How to change the battery',
        'Ada',
        'Planet of the Fixtures',
        '2017-05-26T00:05:00Z',
      ],
      [
        '2017-05-26-why-the-green-light-blinks',
        'Why the green light blinks',
        'Ada',
        'Planet of the Fixtures',
        '2017-05-26T17:12:00Z',
      ],
    ]);
    expect(posts.at(-1)?.body).toContain('A short second line');
    // A dateline inside a post is text.
    expect(posts.at(-1)?.body).toContain('May 24, 2017');
    expect(posts.map(({ body }) => body).join('')).not.toContain('All times are UTC');
  });

  it('is clean by the check', async () => {
    await importSource(LAMPS, { to });
    expect((await checkContent(to)).filter(({ severity }) => severity === 'error')).toEqual([]);
  });

  it('changes nothing the second time', async () => {
    await importSource(LAMPS, { to });
    const before = tree(to);
    const report = await importSource(LAMPS, { to });
    expect(report.counts).toMatchObject({ written: 0, updated: 0, unchanged: 6 });
    expect(tree(to)).toEqual(before);
  });

  it('is updated where the source has changed, but not where a person has edited', async () => {
    const file = source(post('One', 'Old words of one.', '01') + post('Two', 'Old words of two.', '00'));
    await importSource(file, { to });
    const two = join(to, 'posts/2017/2017-05-25-two.md');
    writeFileSync(two, readFileSync(two, 'utf8').replace('Old words', 'Better words'));
    source(post('One', 'New words of one.', '01') + post('Two', 'New words of two.', '00'));
    const report = await importSource(file, { to });
    expect(report.counts).toMatchObject({ updated: 1, kept: 1 });
    expect(report.kept).toEqual([{ file: 'posts/2017/2017-05-25-two.md', reason: 'edited by hand' }]);
    expect(readFileSync(join(to, 'posts/2017/2017-05-25-one.md'), 'utf8')).toContain('New words of one.');
    expect(readFileSync(two, 'utf8')).toContain('Better words of two.');
  });

  it('may come with CRLF and a byte-order mark', async () => {
    await importSource(source(`\ufeff${post('One', 'Text.')}`.replaceAll('\n', '\r\n')), { to });
    expect(Object.keys(tree(to))).toEqual(['posts/2017/2017-05-25-one.md']);
    expect(Object.values(tree(to))[0]).not.toContain('\r');
  });
});

describe('danger', () => {
  it.each([
    '../../../etc/passwd',
    '/etc/passwd',
    '..',
    '---',
    'CON',
    'a'.repeat(290),
    '\u0000\u001b[31mred',
    '標題',
  ])('a title %j stays inside the folder and out of the front matter', async (title) => {
    await importSource(source(post(title, 'id: evil\n\n---\n\nText.')), { to });
    expect(readdirSync(folder).sort()).toEqual(['content', 'planet.txt']);
    const { posts, faults } = await readContent(to);
    expect(faults.filter(({ severity }) => severity === 'error')).toEqual([]);
    expect(posts.map(({ author, file }) => [author, file.startsWith('posts/2017/')])).toEqual([
      ['Ada', true],
    ]);
  });

  it('a link that leads out of the folder is not written through', async () => {
    const outside = join(folder, 'outside.md');
    writeFileSync(outside, 'mine');
    await importSource(source(post('One', 'Text.')), { to });
    rmSync(join(to, 'posts/2017/2017-05-25-one.md'));
    symlinkSync(outside, join(to, 'posts/2017/2017-05-25-one.md'));
    await importSource(join(folder, 'planet.txt'), { to }).catch(() => undefined);
    expect(readFileSync(outside, 'utf8')).toBe('mine');
  });

  it('a post beyond every bound is left out and told, and the others are kept', async () => {
    const report = await importSource(
      source(post('Huge', 'word '.repeat(500_000), '01') + post('One', 'Text.')),
      { to },
    );
    expect(report.counts.written).toBe(1);
    expect(report.faults.map(({ severity, line }) => [severity, line])).toEqual([['error', 1]]);
  });

  it('bytes that are no UTF-8 are told with their place', async () => {
    const file = join(folder, 'planet.txt');
    writeFileSync(
      file,
      Buffer.concat([
        Buffer.from('Planet\n\nOne\n\nA '),
        Buffer.from([0xff]),
        Buffer.from('\n\nby Ada at May 25, 2017 07:46 PM\n'),
      ]),
    );
    const { faults, posts } = await importSource(file, { to });
    expect([posts, faults.map(({ severity, line, column }) => [severity, line, column])]).toEqual([
      1,
      [['warning', 5, 3]],
    ]);
  });

  it.each([
    ['nothing of the kind', () => source('just words\n'), /no planet page|by-line/],
    ['no file', () => join(folder, 'none.txt'), /there is no such file/],
    ['a folder', () => folder, /is a folder/],
  ])('%s as a source is one clear message', async (_, make, message) => {
    await expect(importSource(make(), { to })).rejects.toThrow(message);
  });

  it.skipIf(process.getuid?.() === 0)(
    'a folder that can not be written to is one clear message',
    async () => {
      chmodSync(folder, 0o500);
      await expect(importSource(LAMPS, { to })).rejects.toThrow(/can't be written/);
      chmodSync(folder, 0o700);
    },
  );

  it('a run that is stopped leaves whole files only, and the next one goes on', async () => {
    const file = source(
      Array.from({ length: 60 }, (_, n) => post(`Post ${n}`, 'Text.', String(59 - n).padStart(2, '0'))).join(
        '',
      ),
    );
    const stop = new AbortController();
    stop.abort(new Error('stopped'));
    await expect(importSource(file, { to, signal: stop.signal })).rejects.toThrow('stopped');
    await importSource(file, { to });
    const files = tree(to);
    expect(Object.keys(files)).toHaveLength(60);
    expect(Object.keys(files).filter((name) => !name.endsWith('.md'))).toEqual([]);
  });
});

describe.skipIf(!existsSync(DUMP))('the dump of Planet OpenStack', () => {
  it('gives its 60 posts, no by-line lost, and passes the check', async () => {
    const report = await importSource(DUMP, { to });
    expect(report).toMatchObject({ posts: 60, counts: { written: 60 }, faults: [] });
    const byLines = readFileSync(DUMP, 'utf8').match(/^by .+ at \w+ \d+, \d{4} \d\d:\d\d [AP]M$/gm);
    const { posts } = await readContent(to);
    expect(posts).toHaveLength(byLines?.length ?? 0);
    expect(await checkContent(to)).toEqual([]);
  });
});
