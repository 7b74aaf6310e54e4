import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatFault } from '../../../indexer/check/format-fault.ts';
import { hashContentFolder } from '../../../indexer/list-content-files.ts';
import { createContentKeeper, type Look } from '../../../indexer/live/content-keeper.ts';

let dir: string;
beforeEach(async () => {
  dir = await mkdtemp(join(tmpdir(), 'almanac-keeper-'));
  await mkdir(join(dir, 'posts'));
});
afterEach(async () => {
  await chmod(join(dir, 'posts'), 0o755).catch(() => undefined);
  await rm(dir, { recursive: true });
});

const post = (title: string, text: string) =>
  `---\ntitle: ${title}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\n${text}\n`;
const write = (file: string, text: string) => writeFile(join(dir, file), text);
const shown = ({ content, changes, faults, kept, isNew }: Look) => ({
  texts: content.posts.map(({ title, body }) => `${title}: ${body.trim()}`),
  changes: `+${changes.added} ~${changes.changed} -${changes.removed}${isNew ? ' new' : ''}`,
  faults: faults.map((fault) => formatFault(fault)),
  kept: [...kept],
});

describe('a content folder that is looked at again and again', () => {
  test('gives what was added, changed and removed', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createContentKeeper(dir);
    expect(shown(await look())).toEqual({
      texts: ['A: One.'],
      changes: '+1 ~0 -0 new',
      faults: [],
      kept: [],
    });
    expect(shown(await look()).changes).toBe('+0 ~0 -0');
    await write('posts/a.md', post('A', 'Two.'));
    await write('posts/b.md', post('B', 'Three.'));
    expect(shown(await look())).toMatchObject({ texts: ['A: Two.', 'B: Three.'], changes: '+1 ~1 -0 new' });
    await rm(join(dir, 'posts/a.md'));
    expect(shown(await look())).toMatchObject({ texts: ['B: Three.'], changes: '+0 ~0 -1 new' });
  });

  test('keeps the last good version of a file that broke, and tells its fault once a change', async () => {
    await write('posts/a.md', post('A', 'Good.'));
    const look = createContentKeeper(dir);
    await look();
    await write('posts/a.md', post('A', 'Bad.').replace('2017-05-25', '2017-13-25'));
    expect(shown(await look())).toEqual({
      texts: ['A: Good.'],
      changes: '+0 ~0 -0',
      faults: [expect.stringMatching(/^posts\/a\.md:4:12: "published" is not a date/)],
      kept: [['posts/a.md', 'Good.\n']],
    });
    expect(shown(await look())).toMatchObject({
      texts: ['A: Good.'],
      faults: [],
      kept: [['posts/a.md', 'Good.\n']],
    });
    await write('posts/a.md', `${post('A', 'Worse.').replace('2017-05-25', '2017-13-25')} `);
    expect(shown(await look())).toMatchObject({ texts: ['A: Good.'], faults: [expect.any(String)] });
    await write('posts/a.md', post('A', 'Mended.'));
    expect(shown(await look())).toEqual({
      texts: ['A: Mended.'],
      changes: '+0 ~1 -0 new',
      faults: [],
      kept: [],
    });
  });

  test('takes a broken file that was never good for nothing, and forgets a kept one that is deleted', async () => {
    await write('posts/a.md', post('A', 'Good.'));
    const look = createContentKeeper(dir);
    await look();
    await write('posts/a.md', 'no front matter');
    await write('posts/b.md', 'no front matter');
    expect(shown(await look())).toMatchObject({
      texts: ['A: Good.'],
      changes: '+0 ~0 -0',
      kept: [['posts/a.md', 'Good.\n']],
    });
    await rm(join(dir, 'posts/a.md'));
    expect(shown(await look())).toMatchObject({ texts: [], changes: '+0 ~0 -1 new', kept: [] });
  });

  test('sees a change that leaves size and time as they were, and takes a touched file for the same', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const then = new Date('2017-05-26T00:00:00Z');
    await utimes(join(dir, 'posts/a.md'), then, then);
    const look = createContentKeeper(dir);
    await look();
    await write('posts/a.md', post('A', 'Two.'));
    await utimes(join(dir, 'posts/a.md'), then, then);
    expect(shown(await look())).toMatchObject({ texts: ['A: Two.'], changes: '+0 ~1 -0 new' });
    await utimes(join(dir, 'posts/a.md'), new Date(), new Date());
    expect(shown(await look())).toMatchObject({ changes: '+0 ~0 -0', faults: [] });
  });

  test('keeps the last good synonyms while the file is broken', async () => {
    await write('posts/a.md', post('A', 'One.'));
    await write('synonyms.yaml', '- [k8s, Kubernetes]\n');
    const look = createContentKeeper(dir);
    expect((await look()).synonyms).toEqual([['k8s', 'Kubernetes']]);
    await write('synonyms.yaml', '- [k8s]\n');
    const broken = await look();
    expect([broken.synonyms, broken.isNew]).toEqual([[['k8s', 'Kubernetes']], false]);
    expect(shown(broken)).toMatchObject({
      faults: [expect.stringContaining('synonyms.yaml:1:3')],
      kept: [['synonyms.yaml', null]],
    });
    await write('synonyms.yaml', '- [nic, card]\n');
    expect(await look()).toMatchObject({ synonyms: [['nic', 'card']], isNew: true });
  });

  test('throws while there is no folder, and goes on when it is back', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createContentKeeper(dir);
    await look();
    await rename(join(dir, 'posts'), join(dir, 'moved'));
    await expect(look()).rejects.toThrow(/has neither posts\/ nor events\//);
    await rename(join(dir, 'moved'), join(dir, 'posts'));
    expect(shown(await look())).toEqual({ texts: ['A: One.'], changes: '+0 ~0 -0', faults: [], kept: [] });
  });

  test('lets go of a post whose file became a link that leads outside', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createContentKeeper(dir);
    await look();
    const outside = await mkdtemp(join(tmpdir(), 'almanac-outside-'));
    await writeFile(join(outside, 'b.md'), post('Outside', 'Not ours.'));
    await rm(join(dir, 'posts/a.md'));
    await symlink(join(outside, 'b.md'), join(dir, 'posts/a.md'));
    expect(shown(await look())).toMatchObject({
      texts: [],
      faults: [expect.stringContaining('leads outside')],
    });
    await rm(outside, { recursive: true });
  });

  test('has the hash of the folder, as a start computes it', async () => {
    await write('posts/a.md', post('A', 'One.'));
    await write('synonyms.yaml', '- [k8s, Kubernetes]\n');
    const hashed = async () => {
      const { all, files } = await hashContentFolder(dir);
      return { hash: all, digests: files };
    };
    const look = createContentKeeper(dir);
    expect(await look()).toMatchObject(await hashed());
    await write('posts/a.md', 'broken');
    expect(await look()).toMatchObject(await hashed());
  });
});
