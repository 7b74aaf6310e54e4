import { mkdir, mkdtemp, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { dirname, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentError } from '../../indexer/content-error.ts';
import { findContentFile, hashContentFolder, listContentFiles } from '../../indexer/list-content-files.ts';
import { readContentFile, readContentFiles } from '../../indexer/read-content-file.ts';

let home = '';
let dir = '';
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
  dir = join(home, 'content');
});
afterEach(() => rm(home, { recursive: true }));

/** Writes files given as path → text, relative to the content folder. */
async function lay(files: Record<string, string>): Promise<void> {
  for (const [file, text] of Object.entries(files)) {
    await mkdir(dirname(join(dir, file)), { recursive: true });
    await writeFile(join(dir, file), text);
  }
}
const tell = async () =>
  (await listContentFiles(dir)).faults.map(({ severity, file, message }) => `${severity} ${file} ${message}`);

describe('listContentFiles', () => {
  it('finds posts at any depth and events, by code units of the whole path', async () => {
    await lay({
      'posts/b.md': '',
      'posts/a/z.md': '',
      'posts/a.md': '',
      'posts/B.md': '',
      'posts/2017/05/é.md': '',
      'events/summit.md': '',
      'README.md': '',
      'drafts/c.md': '',
      'posts/picture.png': '',
      'posts/.hidden.md': '',
      'posts/.git/d.md': '',
    });
    expect(await listContentFiles(dir)).toEqual({
      files: [
        'events/summit.md',
        'posts/2017/05/é.md',
        'posts/B.md',
        'posts/a.md',
        'posts/a/z.md',
        'posts/b.md',
      ],
      faults: [],
      folders: ['posts', 'posts/2017', 'posts/2017/05', 'posts/a', 'events'],
    });
  });

  it('tells what looks like content and is not read', async () => {
    await lay({ 'posts/a.markdown': '', 'posts/b.MD': '', 'events/2017/c.md': '' });
    expect(await tell()).toEqual([
      'warning posts/a.markdown is not read: no file whose name ends in .md',
      'warning posts/b.MD is not read: no file whose name ends in .md',
      'warning events/2017 folders in events/ are not read',
    ]);
    expect((await listContentFiles(dir)).files).toEqual([]);
  });

  it('follows a link to a file inside the folder, and none that leads out of it', async () => {
    await lay({ 'posts/a.md': 'a', '..data/b.md': 'b' });
    await writeFile(join(home, 'secret.md'), 'secret');
    await mkdir(join(home, 'content-2'));
    await writeFile(join(home, 'content-2/e.md'), 'beside');
    await symlink('../..data/b.md', join(dir, 'posts/b.md'));
    await symlink('../../secret.md', join(dir, 'posts/c.md'));
    await symlink('..', join(dir, 'posts/circle'));
    await symlink('../../', join(dir, 'posts/outside'));
    await symlink('../../content-2/e.md', join(dir, 'posts/e.md'));
    await symlink('nowhere.md', join(dir, 'posts/f.md'));
    await symlink('nowhere.png', join(dir, 'posts/f.png'));
    expect((await listContentFiles(dir)).files).toEqual(['posts/a.md', 'posts/b.md']);
    expect((await tell()).sort()).toEqual([
      'error posts/c.md leads outside the content folder, and is not followed',
      'error posts/circle is a link to a folder, and is not followed',
      'error posts/e.md leads outside the content folder, and is not followed',
      'error posts/f.md is a link that leads nowhere',
      'error posts/outside leads outside the content folder, and is not followed',
    ]);
  });

  it('does not follow posts/ itself out of the folder', async () => {
    await mkdir(join(home, 'elsewhere'));
    await writeFile(join(home, 'elsewhere/a.md'), 'a');
    await mkdir(dir);
    await symlink('../elsewhere', join(dir, 'posts'));
    expect(await listContentFiles(dir)).toEqual({
      files: [],
      faults: [expect.objectContaining({ file: 'posts', severity: 'error' })],
      folders: [],
    });
  });

  it('follows the content folder itself', async () => {
    await lay({ 'posts/a.md': '' });
    await symlink('content', join(home, 'link'));
    expect((await listContentFiles(join(home, 'link'))).files).toEqual(['posts/a.md']);
  });

  it('throws for a folder that is none', async () => {
    await expect(listContentFiles(dir)).rejects.toThrow(
      new ContentError(
        `there is no content folder "${dir}"`,
        dir,
        'make it, or name another with --content DIR',
      ),
    );
    await writeFile(dir, '');
    await expect(listContentFiles(dir)).rejects.toMatchObject({ name: 'ContentError', folder: dir });
    await rm(dir);
    await mkdir(dir);
    await expect(listContentFiles(dir)).rejects.toThrow(/has neither posts\/ nor events\//);
  });
});

describe('findContentFile', () => {
  it('tells of one path what the listing tells', async () => {
    await lay({
      'posts/a.md': '',
      'posts/2017/b.md': '',
      'posts/c.MD': '',
      'events/2017/d.md': '',
      'e.md': '',
    });
    await symlink('../e.md', join(dir, 'posts/e.md'));
    await symlink('../../..', join(dir, 'posts/up.md'));
    await symlink('2017', join(dir, 'posts/link'));
    const found = async (file: string) => {
      const found = await findContentFile(dir, file);
      return typeof found === 'string' ? found : found.message;
    };
    expect(await found('posts/a.md')).toBe('file');
    expect(await found('posts/2017/b.md')).toBe('file');
    expect(await found('posts/e.md')).toBe('file');
    expect(await found('posts/c.MD')).toBe('is not read: no file whose name ends in .md');
    expect(await found('posts/up.md')).toBe('leads outside the content folder, and is not followed');
    expect(await found('events/2017')).toBe('folders in events/ are not read');
    for (const path of [
      'posts/none.md',
      'posts/.a.md',
      'events/2017/d.md',
      'e.md',
      'posts/../e.md',
      '../x.md',
    ]) {
      expect(await found(path)).toBe('nothing');
    }
    for (const path of ['posts', 'posts/2017', 'posts/link/b.md', 'posts/a.md/b.md']) {
      expect(await found(path)).toBe('unsure');
    }
    await rm(dir, { recursive: true });
    await expect(findContentFile(dir, 'posts/a.md')).rejects.toThrow(ContentError);
  });
});

describe('hashContentFolder', () => {
  it('is the same for the same paths and bytes, wherever the folder is', async () => {
    await lay({ 'posts/a.md': 'one', 'events/b.md': 'two' });
    const before = await hashContentFolder(dir);
    expect(before.all).toMatch(/^[0-9a-f]{64}$/);
    expect([...before.files.keys()]).toEqual(['events/b.md', 'posts/a.md', 'synonyms.yaml']);
    await lay({ 'posts/note.txt': 'not content', 'README.md': 'nor this' });
    expect(await hashContentFolder(dir)).toEqual(before);
    await rm(dir, { recursive: true });
    dir = join(home, 'other');
    await lay({ 'events/b.md': 'two', 'posts/a.md': 'one' });
    expect(await hashContentFolder(dir)).toEqual(before);
  });

  it('is another one for every change', async () => {
    const hashes: string[] = [];
    for (const files of [
      { 'posts/a.md': 'one', 'posts/b.md': 'two' },
      { 'posts/a.md': 'onetwo', 'posts/b.md': '' },
      { 'posts/a.md': 'one', 'posts/c.md': 'two' },
      { 'posts/a.md': 'two', 'posts/b.md': 'one' },
      { 'posts/a.md': 'one["posts/b.md",3]two' },
      { 'posts/a.md': 'one', 'posts/b.md': 'two', 'synonyms.yaml': '' },
      { 'posts/a.md': 'one', 'posts/b.md': 'two', 'synonyms.yaml': '- [a, b]' },
      { 'posts/a.md': 'one', 'posts/b.md': 'two', 'posts/c.md': 'x'.repeat(1024 * 1024 + 1) },
      { 'posts/a.md': 'one', 'posts/b.md': 'two', 'posts/c.md': 'x'.repeat(1024 * 1024 + 2) },
    ]) {
      await lay(files);
      hashes.push((await hashContentFolder(dir)).all);
      await rm(dir, { recursive: true });
    }
    expect(new Set(hashes).size).toBe(9);
  });

  it('loads no library, since it is part of every start', async () => {
    const imports = async (file: string): Promise<string[]> => {
      const source = await readFile(join(import.meta.dirname, '../../indexer', file), 'utf8');
      const names = [...source.matchAll(/^import (?!type ).*from '(.+)';$/gm)].map((match) => match[1] ?? '');
      const below = await Promise.all(names.filter((name) => name.startsWith('./')).map(imports));
      return [...names, ...below.flat()];
    };
    const all = await imports('list-content-files.ts');
    expect(all).toContain('node:crypto');
    expect(all.filter((name) => !/^(?:node:|\.\/)/.test(name))).toEqual([]);
  });
});

describe('readContentFile', () => {
  it('reads up to 1 MiB', async () => {
    await lay({ 'posts/a.md': 'x'.repeat(1024 * 1024), 'posts/b.md': 'x'.repeat(1024 * 1024 + 1) });
    expect((await readContentFile(dir, 'posts/a.md')).bytes).toHaveLength(1024 * 1024);
    expect(await readContentFile(dir, 'posts/b.md')).toEqual({
      file: 'posts/b.md',
      bytes: null,
      fault: {
        severity: 'error',
        file: 'posts/b.md',
        line: 1,
        column: 1,
        message: 'is larger than 1 MiB (1048577 bytes)',
        hint: 'split it into several files',
      },
    });
  });

  it('gives what many are read for at once', async () => {
    const files = ['posts/a.md', 'posts/b.md', 'posts/c.md', 'posts/d.md', 'posts/e.md', 'posts/f.md/'];
    await lay({
      'posts/a.md': 'x'.repeat(1024 * 1024),
      'posts/b.md': 'short, after long',
      'posts/c.md': '',
      'posts/d.md': 'x'.repeat(1024 * 1024 + 1),
      'posts/f.md/g.md': '',
    });
    const one = await Promise.all(files.map((file) => readContentFile(dir, file)));
    const many = Array.from(readContentFiles(dir, files), (content) => ({
      ...content,
      bytes: content.bytes && Buffer.from(content.bytes),
    }));
    expect(many).toEqual(one);
    expect(one.map(({ bytes, fault }) => fault?.message ?? bytes?.length)).toEqual([
      1024 * 1024,
      17,
      0,
      'is larger than 1 MiB (1048577 bytes)',
      "can't be read: ENOENT",
      'is no file',
    ]);
  });

  it('tells a file that went away, and a folder that has the name of a file', async () => {
    await lay({ 'posts/a.md/b.md': '' });
    expect((await readContentFile(dir, 'posts/b.md')).fault?.message).toBe("can't be read: ENOENT");
    expect((await readContentFile(dir, 'posts/a.md')).fault?.message).toBe('is no file');
  });
});
