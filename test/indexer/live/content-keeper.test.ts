import { chmod, mkdir, mkdtemp, rename, rm, symlink, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import { formatFault } from '../../../indexer/check/format-fault.ts';
import { hashContentFolder } from '../../../indexer/list-content-files.ts';
import { createContentKeeper, type Look } from '../../../indexer/live/content-keeper.ts';
import type { IndexedFile } from '../../../indexer/indexed-files.ts';
import { readContent } from '../../../indexer/read-content.ts';

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
/** Looks, and has what is to be answered from by then. */
function createLooker(indexed: readonly IndexedFile[] = []) {
  const look = createContentKeeper(dir, indexed);
  const texts = new Map<string, string>(indexed.map(({ file, id }) => [file, `indexed ${id}`]));
  return async (...hints: string[]) => {
    const seen = await look(hints.length === 0 ? undefined : new Set(hints));
    for (const file of seen.removed) expect(texts.delete(file)).toBe(true);
    for (const { file, title, body } of seen.posts) texts.set(file, `${title}: ${body.trim()}`);
    return show(seen, texts);
  };
}
const show = ({ changes, faults, kept, isNew }: Look, texts: ReadonlyMap<string, string>) => ({
  texts: [...texts].sort().map(([, text]) => text),
  changes: `+${changes.added} ~${changes.changed} -${changes.removed}${isNew ? ' new' : ''}`,
  faults: faults.map((fault) => formatFault(fault)),
  kept: [...kept],
});

describe('a content folder that is looked at again and again', () => {
  test('gives what was added, changed and removed', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createLooker();
    expect(await look()).toEqual({
      texts: ['A: One.'],
      changes: '+1 ~0 -0 new',
      faults: [],
      kept: [],
    });
    expect((await look()).changes).toBe('+0 ~0 -0');
    await write('posts/a.md', post('A', 'Two.'));
    await write('posts/b.md', post('B', 'Three.'));
    expect(await look()).toMatchObject({ texts: ['A: Two.', 'B: Three.'], changes: '+1 ~1 -0 new' });
    await rm(join(dir, 'posts/a.md'));
    expect(await look()).toMatchObject({ texts: ['B: Three.'], changes: '+0 ~0 -1 new' });
  });

  test('keeps the last good version of a file that broke, and tells its fault once a change', async () => {
    await write('posts/a.md', post('A', 'Good.'));
    const look = createLooker();
    await look();
    await write('posts/a.md', post('A', 'Bad.').replace('2017-05-25', '2017-13-25'));
    expect(await look()).toEqual({
      texts: ['A: Good.'],
      changes: '+0 ~0 -0',
      faults: [expect.stringMatching(/^posts\/a\.md:4:12: "published" is not a date/)],
      kept: ['posts/a.md'],
    });
    expect(await look()).toMatchObject({
      texts: ['A: Good.'],
      faults: [],
      kept: ['posts/a.md'],
    });
    await write('posts/a.md', `${post('A', 'Worse.').replace('2017-05-25', '2017-13-25')} `);
    expect(await look()).toMatchObject({ texts: ['A: Good.'], faults: [expect.any(String)] });
    await write('posts/a.md', post('A', 'Mended.'));
    expect(await look()).toEqual({
      texts: ['A: Mended.'],
      changes: '+0 ~1 -0 new',
      faults: [],
      kept: [],
    });
  });

  test('takes a broken file that was never good for nothing, and forgets a kept one that is deleted', async () => {
    await write('posts/a.md', post('A', 'Good.'));
    const look = createLooker();
    await look();
    await write('posts/a.md', 'no front matter');
    await write('posts/b.md', 'no front matter');
    expect(await look()).toMatchObject({
      texts: ['A: Good.'],
      changes: '+0 ~0 -0',
      kept: ['posts/a.md'],
    });
    await rm(join(dir, 'posts/a.md'));
    expect(await look()).toMatchObject({ texts: [], changes: '+0 ~0 -1 new', kept: [] });
  });

  test('sees a change that leaves size and time as they were, and takes a touched file for the same', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const then = new Date('2017-05-26T00:00:00Z');
    await utimes(join(dir, 'posts/a.md'), then, then);
    const look = createLooker();
    await look();
    await write('posts/a.md', post('A', 'Two.'));
    await utimes(join(dir, 'posts/a.md'), then, then);
    expect(await look()).toMatchObject({ texts: ['A: Two.'], changes: '+0 ~1 -0 new' });
    await utimes(join(dir, 'posts/a.md'), new Date(), new Date());
    expect(await look()).toMatchObject({ changes: '+0 ~0 -0', faults: [] });
  });

  test('keeps the last good synonyms while the file is broken', async () => {
    await write('posts/a.md', post('A', 'One.'));
    await write('synonyms.yaml', '- [k8s, Kubernetes]\n');
    const look = createContentKeeper(dir);
    expect((await look()).synonyms).toEqual([['k8s', 'Kubernetes']]);
    await write('synonyms.yaml', '- [k8s]\n');
    const broken = await look();
    expect([broken.synonyms, broken.isNew]).toEqual([[['k8s', 'Kubernetes']], false]);
    expect(show(broken, new Map())).toMatchObject({
      faults: [expect.stringContaining('synonyms.yaml:1:3')],
      kept: ['synonyms.yaml'],
    });
    await write('synonyms.yaml', '- [nic, card]\n');
    expect(await look()).toMatchObject({ synonyms: [['nic', 'card']], isNew: true });
  });

  test('gives a post back that lost its id to another, once that is gone', async () => {
    await write('posts/b.md', post('B', 'Two.').replace('---\n', '---\nid: lamp\n'));
    const look = createLooker();
    await look();
    await write('posts/a.md', post('A', 'One.').replace('---\n', '---\nid: lamp\n'));
    const taken = [
      'posts/b.md:1:1: the id "lamp" is taken by posts/a.md (rename this file, or give it another "id")',
    ];
    expect(await look('posts/a.md')).toMatchObject({ texts: ['A: One.'], faults: taken });
    expect(await look()).toMatchObject({ texts: ['A: One.'], faults: [], changes: '+0 ~0 -0' });
    await write('posts/a.md', post('A', 'One.'));
    expect(await look('posts/a.md')).toMatchObject({
      texts: ['A: One.', 'B: Two.'],
      changes: '+0 ~1 -0 new',
    });
    await write('posts/a.md', post('A', 'One.').replace('---\n', '---\nid: lamp\n'));
    await look('posts/a.md');
    await rm(join(dir, 'posts/a.md'));
    expect(await look('posts/a.md')).toMatchObject({ texts: ['B: Two.'], changes: '+0 ~0 -1 new' });
  });

  test('gives no post back that changed just as it got its id back, until that is looked at', async () => {
    await write('posts/a.md', post('A', 'One.').replace('---\n', '---\nid: lamp\n'));
    await write('posts/b.md', post('B', 'Two.').replace('---\n', '---\nid: lamp\n'));
    await write('posts/c.md', post('C', 'Three.').replace('---\n', '---\nid: lamp\n'));
    const look = createLooker();
    await look();
    await write('posts/b.md', 'broken');
    await rm(join(dir, 'posts/a.md'));
    expect(await look('posts/a.md')).toMatchObject({ texts: ['C: Three.'], kept: [] });
    await write('posts/b.md', post('B', 'Mended.').replace('---\n', '---\nid: lamp\n'));
    expect(await look('posts/b.md')).toMatchObject({ texts: ['B: Mended.'] });
  });

  test('lets go of a last good version whose id another file takes', async () => {
    await write('posts/b.md', post('B', 'Good.').replace('---\n', '---\nid: lamp\n'));
    const look = createLooker();
    await look();
    await write('posts/b.md', 'broken');
    expect(await look('posts/b.md')).toMatchObject({ texts: ['B: Good.'], kept: ['posts/b.md'] });
    await write('posts/a.md', post('A', 'One.').replace('---\n', '---\nid: lamp\n'));
    expect(await look('posts/a.md')).toMatchObject({ texts: ['A: One.'], kept: [] });
    await rm(join(dir, 'posts/a.md'));
    expect(await look('posts/a.md')).toMatchObject({ texts: [], kept: [] });
  });

  test('goes on from an index: what it holds is not given again', async () => {
    await write('posts/a.md', post('A', 'One.'));
    await write('posts/b.md', post('B', 'Two.'));
    await write('posts/d.md', 'broken');
    const { files } = await hashContentFolder(dir);
    const fileOf = (id: string, digest = '') => ({
      file: `posts/${id}.md`,
      id,
      digest,
      place: { part: 0, post: 0 },
    });
    const look = createLooker([
      fileOf('a', files.get('posts/a.md')),
      fileOf('b', 'another one'),
      fileOf('c', 'what is gone'),
    ]);
    expect(await look()).toMatchObject({
      texts: ['indexed a', 'B: Two.'],
      changes: '+0 ~1 -1 new',
      faults: [expect.stringContaining('posts/d.md:1:1')],
    });
  });

  test('looks only where it is hinted at, and at everything when a hint is a folder', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createLooker();
    await look();
    await write('posts/b.md', post('B', 'Two.'));
    await write('posts/c.md', post('C', 'Three.'));
    expect((await look('posts/b.md', 'posts/.b.md.swp', 'posts/b.png', 'README.md')).texts).toEqual([
      'A: One.',
      'B: Two.',
    ]);
    await mkdir(join(dir, 'posts/2017'));
    expect((await look('posts/2017')).texts).toEqual(['A: One.', 'B: Two.', 'C: Three.']);
    await write('posts/2017/d.md', post('D', 'Four.'));
    expect((await look('posts/2017/d.md')).texts).toContain('D: Four.');
    await rename(join(dir, 'posts/2017'), join(dir, 'moved'));
    expect((await look('posts/2017')).texts).toEqual(['A: One.', 'B: Two.', 'C: Three.']);
  });

  test('whatever happens, and however it is hinted at, has what a fresh reading has', async () => {
    const names = ['posts/a.md', 'posts/b.md', 'posts/c.md', 'posts/x/a.md', 'posts/x/d.md'];
    const step = fc.record({
      name: fc.constantFrom(...names),
      id: fc.constantFrom('', 'id: a\n', 'id: lamp\n'),
      isGone: fc.boolean(),
      isHinted: fc.boolean(),
    });
    await mkdir(join(dir, 'posts/x'));
    await fc.assert(
      fc.asyncProperty(fc.array(fc.array(step, { maxLength: 3 }), { maxLength: 6 }), async (rounds) => {
        for (const name of names) await rm(join(dir, name), { force: true });
        const look = createLooker();
        await look();
        for (const [round, steps] of rounds.entries()) {
          for (const { name, id, isGone } of steps) {
            if (isGone) await rm(join(dir, name), { force: true });
            else await write(name, post(name, `Text ${round}.`).replace('---\n', `---\n${id}`));
          }
          const isHinted = steps.length > 0 && steps.every((step) => step.isHinted);
          const { texts } = await look(...(isHinted ? steps.map(({ name }) => name) : []));
          const { posts } = await readContent(dir);
          expect(texts).toEqual(posts.map(({ title, body }) => `${title}: ${body.trim()}`));
        }
      }),
      { numRuns: 40 },
    );
  });

  test('throws while there is no folder, and goes on when it is back', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createLooker();
    await look();
    await rename(join(dir, 'posts'), join(dir, 'moved'));
    await expect(look()).rejects.toThrow(/has neither posts\/ nor events\//);
    await rename(join(dir, 'moved'), join(dir, 'posts'));
    expect(await look()).toEqual({ texts: ['A: One.'], changes: '+0 ~0 -0', faults: [], kept: [] });
  });

  test('lets go of a post whose file became a link that leads outside', async () => {
    await write('posts/a.md', post('A', 'One.'));
    const look = createLooker();
    await look();
    const outside = await mkdtemp(join(tmpdir(), 'almanac-outside-'));
    await writeFile(join(outside, 'b.md'), post('Outside', 'Not ours.'));
    await rm(join(dir, 'posts/a.md'));
    await symlink(join(outside, 'b.md'), join(dir, 'posts/a.md'));
    expect(await look()).toMatchObject({
      texts: [],
      faults: [expect.stringContaining('leads outside')],
    });
    await rm(outside, { recursive: true });
  });

  test('has the hash of the folder, as a start computes it', async () => {
    await write('posts/a.md', post('A', 'One.'));
    await write('synonyms.yaml', '- [k8s, Kubernetes]\n');
    const look = createContentKeeper(dir);
    const seen = async () => {
      const { hash, digests } = await look();
      return { all: hash(), files: new Map([...digests].sort()) };
    };
    expect(await seen()).toEqual(await hashContentFolder(dir));
    await write('posts/a.md', 'broken');
    await write('posts/0.md', post('Before', 'Two.'));
    expect(await seen()).toEqual(await hashContentFolder(dir));
    await rm(join(dir, 'posts/a.md'));
    expect(await seen()).toEqual(await hashContentFolder(dir));
  });
});
