import { mkdir, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { writeDraft } from '../../bot/drafts/draft-file.ts';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
  await mkdir(join(home, 'content', 'posts'), { recursive: true });
  await mkdir(join(home, 'drafts'));
});
afterEach(() => rm(home, { recursive: true }));
const run = (...args: string[]) => runAlmanac(['drafts', ...args], { home, cwd: home });

test('almanac drafts lists, shows, names the file, publishes, takes back, rejects and restores', async () => {
  expect(await run()).toEqual({ code: 0, stdout: '', stderr: 'No draft is waiting.\n' });
  const draft = writeDraft({
    title: 'Lamps \u{1b}[31m',
    author: 'Ada',
    text: 'A lamp gives light.',
    tags: ['led'],
    source: null,
    contributors: [{ name: 'Ada', place: 'IRC oftc', account: 'ada', consent: 'wrote it for this' }],
    at: '2017-05-26T10:00:00Z',
    post: null,
  });
  await writeFile(join(home, 'drafts', 'draft-7.md'), draft.replace(/title: .*/, 'title: Lamps'));
  expect(await run()).toMatchObject({ stdout: '7  Lamps (Ada on IRC oftc, 2017-05-26)\n' });
  expect(await run('show', '7')).toMatchObject({
    code: 0,
    stdout: 'Lamps\nBy Ada: Ada on IRC oftc (ada; wrote it for this)\nTags: led\n\nA lamp gives light.\n',
  });
  expect((await run('edit', '7')).stdout).toMatch(/\/drafts\/draft-7\.md\n$/);
  const published = await run('publish', '7');
  expect(published).toMatchObject({
    code: 0,
    stdout: expect.stringMatching(/^Published: content\/posts\/\d{4}\/[\d-]+lamps\.md\n$/),
  });
  const file = published.stdout.slice('Published: '.length).trim();
  expect(await readFile(join(home, file), 'utf8')).toContain('A lamp gives light.');
  expect((await run('--state', 'published')).stdout).toContain('7  Lamps');
  expect(await run('restore', '7')).toMatchObject({ stdout: `Waits again: ${file}\n` });
  expect(await run('reject', '7')).toMatchObject({ stdout: 'Rejected: draft 7\n' });
  expect(await run('publish', '7')).toEqual({
    code: 1,
    stdout: '',
    stderr: 'almanac: draft 7 is rejected already\n',
  });
  expect(await run('restore', '7')).toMatchObject({ stdout: 'Waits again: draft 7\n' });
});
