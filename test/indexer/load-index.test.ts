import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { loadIndex } from '../../indexer/load-index.ts';

let folder: string;
beforeEach(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-load-'));
  await mkdir(join(folder, 'content', 'posts'), { recursive: true });
  const post = '---\ntitle: A\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\nText.\n';
  await writeFile(join(folder, 'content', 'posts', 'a.md'), post);
});
afterEach(() => rm(folder, { recursive: true }));

const load = (snapshot: string, rebuild = false) =>
  loadIndex({ content: join(folder, 'content'), snapshot: join(folder, snapshot), rebuild });

describe('loadIndex', () => {
  test('leaves a file that is none of its snapshots as it is', async () => {
    await writeFile(join(folder, 'thesis.txt'), 'Years of work.\n');
    for (const rebuild of [false, true]) {
      const { index, built } = await load('thesis.txt', rebuild);
      expect(index.posts).toHaveLength(1);
      expect(built?.unwritten).toMatch(/thesis\.txt is left as it is, since it is no snapshot of Almanac$/);
    }
    expect(await readFile(join(folder, 'thesis.txt'), 'utf8')).toBe('Years of work.\n');
  });

  test.each([['nothing'], ['']])('writes where there is %j', async (text) => {
    if (text === '') await writeFile(join(folder, 'new.index'), text);
    expect((await load('new.index')).built?.unwritten).toBeNull();
    expect((await load('new.index')).built).toBeNull();
  });

  test('tells how many files are read, then how many are indexed', async () => {
    await writeFile(
      join(folder, 'content', 'posts', 'b.md'),
      '---\ntitle: B\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\nMore text.\n',
    );
    const told: string[] = [];
    await loadIndex({
      content: join(folder, 'content'),
      snapshot: join(folder, 'new.index'),
      onProgress: (phase, done, total) => told.push(`${phase} ${done}/${total}`),
    });
    expect(told.slice(0, 2)).toEqual(['reading 1/2', 'reading 2/2']);
    expect([...new Set(told.slice(2))]).toEqual(['indexing 0/2', 'indexing 1/2', 'indexing 2/2']);
  });
});
