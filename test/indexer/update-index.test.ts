import { cp, mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { basename, join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { IndexData } from '../../indexer/build-index.ts';
import { hashContentFolder, listContentFiles } from '../../indexer/list-content-files.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { updateIndex } from '../../indexer/update-index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-update-'));
});
afterEach(() => rm(folder, { recursive: true }));

const update = async (before: IndexData | null) =>
  updateIndex(folder, await hashContentFolder(folder), before, {});

const write = (file: string, text: string) => writeFile(join(folder, file), text);
const post = (title: string, text: string, more = '') =>
  `---\ntitle: ${title}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n${more}---\n${text}\n`;

describe('an index that is brought up to date', () => {
  test('is that of a fresh build, byte for byte, whatever was added, changed or removed', async () => {
    await cp('content', folder, { recursive: true });
    let { data } = await update(null);
    const { files } = await listContentFiles(folder);
    const [first, second, third, fourth] = files.filter((file) => file.startsWith('posts/')) as string[];
    const [event] = files.filter((file) => file.startsWith('events/'));
    const steps: (() => Promise<unknown>)[] = [
      () => write('posts/aa.md', post('First', 'A zyxwv that nobody else has. Ask the Zyxwv (ZX).')),
      () => rm(join(folder, `${first}`)),
      async () =>
        write(`${second}`, (await readFile(join(folder, `${second}`), 'utf8')).replaceAll('the', 'that')),
      () => rm(join(folder, 'posts/aa.md')),
      () => write(`${third}`, 'no front matter'),
      () => rm(join(folder, `${event}`)),
      () => write('synonyms.yaml', '- [port, socket]'),
      () =>
        write(
          'posts/zz.md',
          post('Last', 'Said better.', `superseded_by: ${basename(`${fourth}`, '.md')}\n`),
        ),
    ];
    for (const step of steps) {
      await step();
      const updated = await update(data);
      const fresh = await update(null);
      expect(updated.data).toEqual(fresh.data);
      ({ data } = updated);
    }
  });

  test('is known by what was read, also when files changed after they were listed', async () => {
    await mkdir(join(folder, 'posts'));
    await write('posts/a.md', post('A', 'One.'));
    const stale = await hashContentFolder(folder);
    expect((await updateIndex(folder, stale, null, {})).hash).toBe(stale.all);
    await write('posts/a.md', post('A', 'Two.'));
    await write('posts/b.md', post('B', 'Three.'));
    const { data, hash } = await updateIndex(folder, stale, null, {});
    expect(hash).toBe((await hashContentFolder(folder)).all);
    expect((await update(data)).data).toEqual(data);
  });

  test('reads what had errors again, and lets a file take an id that has become free', async () => {
    await mkdir(join(folder, 'posts'));
    await write('posts/a.md', post('A', 'One.', 'id: same\n'));
    await write('posts/b.md', post('B', 'Two.', 'id: same\n'));
    await write('posts/c.md', 'no front matter');
    const before = await update(null);
    expect(before.faults.map(({ file }) => file)).toEqual(['posts/b.md', 'posts/c.md']);
    expect((await update(before.data)).faults).toEqual(before.faults);
    await rm(join(folder, 'posts/a.md'));
    const after = await update(before.data);
    expect(after.faults.map(({ file }) => file)).toEqual(['posts/c.md']);
    expect(openIndex(after.data).posts.map(({ title }) => title)).toEqual(['B']);
  });
});
