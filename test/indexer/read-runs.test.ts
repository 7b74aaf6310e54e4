import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, expect, test } from 'vitest';
import type { updateIndex } from '../../indexer/update-index.ts';

const FILES = 2_048;
let folder: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-runs-'));
  await mkdir(join(folder, 'posts'));
  await mkdir(join(folder, 'events'));
  for (let number = 0; number < FILES; number++) {
    const id = number === 900 ? 'id: same-as-first\n' : number === 3 ? 'id: same-as-first\n' : '';
    const title = `Switch ${number}`;
    await writeFile(
      join(folder, 'posts', `post-${number}.md`),
      number === 700
        ? 'no front matter'
        : `---\ntitle: ${title}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n${id}---\nPort ${number * 7} of Neutron is up.\n`,
    );
  }
  await writeFile(
    join(folder, 'events', 'ptg.md'),
    '---\nname: PTG\nstart: 2018-02-26\n---\nIt is in Dublin.\n',
  );
});
afterAll(() => rm(folder, { recursive: true }));

test('any number of threads gives the same bytes and the same faults', async () => {
  // Threads begin with files of JavaScript.
  const built = (file: string) => import(join(import.meta.dirname, '../../dist/indexer', file));
  const update: typeof updateIndex = (await built('update-index.js')).updateIndex;
  const hash = await (await built('list-content-files.js')).hashContentFolder(folder);
  const alone = await update(folder, hash, null, {});
  expect(alone.faults.map(({ file, message }) => [file, message.slice(0, 12)])).toEqual([
    ['posts/post-700.md', 'the file has'],
    ['posts/post-900.md', 'the id "same'],
  ]);
  for (const threads of [1, 2, 5]) {
    const steps: string[] = [];
    const shared = await update(folder, hash, null, {
      threads,
      onProgress: (phase, done, total) => steps.push(`${phase} ${done}/${total}`),
    });
    expect(shared).toEqual(alone);
    expect(steps.slice(0, 2)).toEqual(['reading 1024/2049', 'reading 2048/2049']);
  }
});
