import { mkdir, mkdtemp, readFile, rename, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test, vi } from 'vitest';
import { hashContentFolder } from '../../../indexer/list-content-files.ts';
import { type Following, followContent, type News } from '../../../indexer/live/follow-content.ts';
import { openIndex } from '../../../indexer/open-index.ts';
import { readSnapshot } from '../../../indexer/snapshot.ts';

let dir: string;
let following: Following | undefined;
let news: News[];
let notes: string[];
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'almanac-follow-'));
  await mkdir(join(dir, 'content/posts'), { recursive: true });
  [news, notes] = [[], []];
  await write('a.md', post('A'));
});
afterEach(async () => {
  await following?.stop();
  await rm(dir, { recursive: true });
});

const post = (title: string) =>
  `---\ntitle: ${title}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\nText.\n`;
const write = (file: string, text: string) => writeFile(join(dir, 'content/posts', file), text);
const titles = () => {
  const data = news.findLast((item) => item.data !== null)?.data;
  return data ? openIndex(data).posts.map(({ title }) => title) : null;
};

async function follow(contentHash?: string): Promise<void> {
  const content = join(dir, 'content');
  following = followContent(
    {
      content,
      snapshot: join(dir, 'index'),
      contentHash: contentHash ?? (await hashContentFolder(content)).all,
      data: null,
      waits: { settle: 20, look: 60_000, lookUnwatched: 50 },
    },
    (item) => news.push(item),
    (line) => notes.push(line),
  );
}
/** Until the first look is over, after which the folder is watched. */
const settle = () => new Promise((resolve) => setTimeout(resolve, 150));

describe('followContent', () => {
  test('is silent about the content whose index is at hand', async () => {
    await follow();
    await settle();
    expect([news, notes]).toEqual([[], []]);
  });

  test('tells of what changed before it began', async () => {
    await follow('the hash of other content');
    await vi.waitFor(() => expect(titles()).toEqual(['A']));
  });

  test('gives a new index, and saves it for the next start', async () => {
    await follow();
    await settle();
    await write('b.md', post('B'));
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'B']));
    await vi.waitFor(async () => {
      const { data } = await readSnapshot(
        join(dir, 'index'),
        (await hashContentFolder(join(dir, 'content'))).all,
      );
      expect(data).not.toBeNull();
    });
  });

  test('sees what is put into a folder that was not there', async () => {
    await follow();
    await settle();
    await mkdir(join(dir, 'content/posts/2017/05'), { recursive: true });
    await write('2017/05/c.md', post('C'));
    await vi.waitFor(() => expect(titles()).toEqual(['C', 'A']));
    await mkdir(join(dir, 'content/events'));
    await writeFile(join(dir, 'content/events/day.md'), '---\nname: Lamp Day\nstart: 2017-06-01\n---\n');
    await vi.waitFor(() => expect(news.at(-1)?.changes.added).toBe(1));
  });

  test('sees what is put into a folder that took the place of another', async () => {
    await follow();
    await settle();
    await mkdir(join(dir, 'next'));
    await writeFile(join(dir, 'next/b.md'), post('B'));
    await rename(join(dir, 'content/posts'), join(dir, 'last'));
    await rename(join(dir, 'next'), join(dir, 'content/posts'));
    await vi.waitFor(() => expect(titles()).toEqual(['B']));
    await settle();
    await write('c.md', post('C'));
    await vi.waitFor(() => expect(titles()).toEqual(['B', 'C']));
  });

  test('sees a file that an editor writes beside and renames', async () => {
    await follow();
    await settle();
    await write('.a.md.swp', post('A, changed'));
    await rename(join(dir, 'content/posts/.a.md.swp'), join(dir, 'content/posts/a.md'));
    await vi.waitFor(() => expect(titles()).toEqual(['A, changed']));
  });

  test('does not save an index that holds a version which is on disk no more', async () => {
    await follow();
    await settle();
    await write('a.md', 'broken');
    await vi.waitFor(() => expect(news.at(-1)?.faults).toHaveLength(1));
    await write('b.md', post('B'));
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'B']));
    await settle();
    await expect(readFile(join(dir, 'index'))).rejects.toThrow('ENOENT');
  });

  test('says once that the folder is gone, and goes on when it is back', async () => {
    await follow();
    await settle();
    await rename(join(dir, 'content'), join(dir, 'moved'));
    await vi.waitFor(
      () => expect(notes).toEqual([expect.stringContaining('there is no content folder')]),
      3_000,
    );
    await settle();
    expect(notes).toHaveLength(1);
    await rename(join(dir, 'moved'), join(dir, 'content'));
    await write('b.md', post('B'));
    await vi.waitFor(() => expect(titles()).toEqual(['A', 'B']), 3_000);
  });

  test('takes a storm of changes together', async () => {
    await follow();
    await settle();
    for (let number = 0; number < 200; number++) await write(`${number}.md`, post(`N${number}`));
    await vi.waitFor(() => expect(titles()).toHaveLength(201), 5_000);
    expect(news.length).toBeLessThan(20);
  });
});
