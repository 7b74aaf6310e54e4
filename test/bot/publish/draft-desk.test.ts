import { execFileSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, describe, expect, test } from 'vitest';
import type { Contribution } from '../../../bot/drafts/make-draft.ts';
import { type DraftDesk, openDraftDesk } from '../../../bot/publish/draft-desk.ts';

let root: string;
let content: string;
beforeEach(async () => {
  root = await mkdtemp(join(tmpdir(), 'almanac-drafts-'));
  content = join(root, 'content');
  await mkdir(join(content, 'posts'), { recursive: true });
});
afterEach(() => rm(root, { recursive: true, force: true }));

const ada = { name: 'Ada', place: 'Discord', account: '400000000000000001', consent: 'wrote it for this' };
const lamp: Contribution = {
  title: 'How to change the lamp',
  text: 'Turn the lamp to the left.',
  contributors: [ada],
  at: '2017-05-26T10:00:00Z',
};
const FILE = 'posts/2017/2017-05-26-how-to-change-the-lamp.md';
const open = (push: string | null = null): Promise<DraftDesk> =>
  openDraftDesk({ content, push, now: () => new Date('2017-05-26T12:00:00Z') });
const git = (...args: string[]) =>
  execFileSync('git', ['-C', root, ...args], {
    encoding: 'utf8',
    env: { ...process.env, ...IDENTITY },
  }).trim();
const IDENTITY = {
  GIT_AUTHOR_NAME: 'Owner',
  GIT_AUTHOR_EMAIL: 'owner@example.org',
  GIT_COMMITTER_NAME: 'Owner',
  GIT_COMMITTER_EMAIL: 'owner@example.org',
  GIT_CONFIG_GLOBAL: '/dev/null',
};
const statesOf = async () => ({
  waiting: (await readdir(join(root, 'drafts'))).filter((name) => name.endsWith('.md')),
  rejected: await readdir(join(root, 'drafts', 'rejected')),
  published: await readdir(join(root, 'drafts', 'published')),
});

describe('without git', () => {
  test('a draft waits beside the content folder, is published into it, and can be taken back', async () => {
    const desk = await open();
    const heard: number[] = [];
    desk.onAdded((number) => heard.push(number));
    expect(await desk.add(lamp)).toBe(1);
    expect(await desk.add({ ...lamp, title: 'Another' })).toBe(2);
    expect([heard, await statesOf()]).toEqual([
      [1, 2],
      { waiting: ['draft-1.md', 'draft-2.md'], rejected: [], published: [] },
    ]);

    expect(await desk.publish(1)).toEqual({
      file: FILE,
      warnings: [],
      commit: null,
      branch: null,
      unpushed: null,
    });
    expect(await readFile(join(content, FILE), 'utf8')).toContain(
      'author: Ada\npublished: 2017-05-26T12:00:00Z\n',
    );
    expect(await statesOf()).toEqual({ waiting: ['draft-2.md'], rejected: [], published: ['draft-1.md'] });
    await expect(desk.publish(1)).rejects.toThrow('draft 1 is published already');

    await writeFile(
      join(content, FILE),
      (await readFile(join(content, FILE), 'utf8')).replace('left', 'left, twice'),
    );
    await desk.restore(1);
    expect((await desk.find(1)).draft).toMatchObject({
      text: 'Turn the lamp to the left, twice.',
      post: null,
    });
    expect(await readdir(join(content, 'posts', '2017'))).toEqual([]);
  });

  test('a rejected draft is set aside, and waits again when that is undone', async () => {
    const desk = await open();
    await desk.add(lamp);
    await desk.reject(1);
    expect(await statesOf()).toEqual({ waiting: [], rejected: ['draft-1.md'], published: [] });
    await expect(desk.reject(1)).rejects.toThrow('draft 1 is rejected');
    await expect(desk.publish(1)).rejects.toThrow('draft 1 is rejected already');
    expect(await desk.restore(1)).toBeNull();
    expect((await desk.list('waiting')).map(({ number, draft }) => [number, draft?.title])).toEqual([
      [1, 'How to change the lamp'],
    ]);
    await expect(desk.restore(1)).rejects.toThrow('draft 1 waits already');
    await expect(desk.find(9)).rejects.toThrow('there is no draft 9');
  });

  test('of two who publish at once, one does, and the other is told', async () => {
    const [one, two] = [await open(), await open()];
    await one.add(lamp);
    const outcomes = await Promise.allSettled([one.publish(1), two.publish(1)]);
    expect(outcomes.map(({ status }) => status).sort()).toEqual(['fulfilled', 'rejected']);
    expect(await statesOf()).toEqual({ waiting: [], rejected: [], published: ['draft-1.md'] });
  });

  test('what the check refuses stays a draft, and leaves nothing in the content folder', async () => {
    const desk = await open();
    await desk.add({ ...lamp, text: 'See [the manual](../../manual.md).' });
    await expect(desk.publish(1)).rejects.toThrow(`${FILE}:`);
    expect([await statesOf(), await readdir(join(content, 'posts', '2017'))]).toEqual([
      { waiting: ['draft-1.md'], rejected: [], published: [] },
      [],
    ]);
    await desk.edit(1, { title: lamp.title, text: 'See the manual.', tags: [] });
    expect((await desk.publish(1)).file).toBe(FILE);
    await desk.add(lamp);
    await expect(desk.publish(2)).rejects.toThrow('there is a post of that day and title already');
    expect(await readFile(join(content, FILE), 'utf8')).toContain('See the manual.');
  });

  test('a post that says the same as another is published, with a warning', async () => {
    const desk = await open();
    const text =
      'Turn the lamp to the left until it is loose, then take it out and put the new one in. '.repeat(5);
    await desk.add({ ...lamp, text });
    await desk.add({ ...lamp, title: 'Changing lamps', text });
    await desk.publish(1);
    expect((await desk.publish(2)).warnings).toEqual([
      expect.stringMatching(
        /how-to-change-the-lamp\.md:\d+:1: warning: the post says the same as posts\/2017\/2017-05-26-changing-lamps\.md/,
      ),
    ]);
  });

  test('a file that somebody broke by hand is told, not published', async () => {
    const desk = await open();
    await desk.add(lamp);
    await writeFile(join(root, 'drafts', 'draft-1.md'), '---\ntitle: [\n---\nx');
    await expect(desk.publish(1)).rejects.toThrow(/^draft-1\.md:\d+:\d+: /);
    expect((await desk.list('waiting'))[0]).toMatchObject({ number: 1, draft: null });
  });

  test('a draft that was edited to point at another file takes nothing else back', async () => {
    const desk = await open();
    await writeFile(join(root, 'treasure.md'), 'keep me');
    await desk.add(lamp);
    await desk.publish(1);
    const path = join(root, 'drafts', 'published', 'draft-1.md');
    for (const post of ['../treasure.md', 'posts/../../treasure.md', 'posts/2017/../../../treasure.md']) {
      await writeFile(path, (await readFile(path, 'utf8')).replace(/post: .*/, `post: ${post}`));
      await expect(desk.restore(1)).rejects.toThrow('does not say which post it became');
    }
    expect(await readFile(join(root, 'treasure.md'), 'utf8')).toBe('keep me');
  });

  test('the folder of drafts is made when there is one to keep, and never through a link', async () => {
    const desk = await open();
    expect([await desk.list('waiting'), await readdir(root)]).toEqual([[], ['content']]);
    await mkdir(join(root, 'elsewhere', 'deep'), { recursive: true });
    const inside = join(root, 'elsewhere', 'content');
    await mkdir(inside);
    await symlink(join(root, 'content'), join(root, 'elsewhere', 'drafts'));
    const other = await openDraftDesk({ content: inside, push: null, now: () => new Date() });
    await expect(other.add(lamp)).rejects.toThrow('a link leads out of the folder');
    expect(await readdir(join(root, 'content'))).toEqual(['posts']);
  });

  test('a link out of the content folder is not followed', async () => {
    await mkdir(join(root, 'elsewhere'));
    await symlink(join(root, 'elsewhere'), join(content, 'posts', '2017'));
    const desk = await open();
    await desk.add(lamp);
    await expect(desk.publish(1)).rejects.toThrow('a link leads out of the folder');
    expect([await readdir(join(root, 'elsewhere')), (await statesOf()).waiting]).toEqual([
      [],
      ['draft-1.md'],
    ]);
  });

  test('of one person no more than twenty drafts wait', async () => {
    const desk = await open();
    for (let n = 0; n < 20; n++) await desk.add({ ...lamp, title: `Lamp ${n}` });
    await expect(desk.add(lamp)).rejects.toThrow('enough drafts of yours wait');
    await desk.reject(1);
    expect(await desk.add(lamp)).toBe(21);
    expect(await desk.add({ ...lamp, contributors: [{ ...ada, account: 'ben' }] })).toBe(22);
  });

  test('more than 200 drafts do not wait', async () => {
    const desk = await open();
    await mkdir(join(root, 'drafts'));
    for (let n = 1; n <= 200; n++) await writeFile(join(root, 'drafts', `draft-${n}.md`), '');
    await expect(desk.add(lamp)).rejects.toThrow('too many drafts wait');
  });
});

describe('in a git repository', () => {
  beforeEach(async () => {
    git('init', '--quiet', '--initial-branch=main');
    await writeFile(join(content, 'posts', 'first.md'), 'x');
    git('add', '--', 'content');
    git('commit', '--quiet', '--message=First');
  });

  test('publishing commits that file alone, with the contributor as author; taking back commits that too', async () => {
    await rm(join(content, 'posts', 'first.md'));
    await writeFile(join(root, 'staged.txt'), 'somebody else is at work');
    git('add', '--', 'staged.txt');
    const desk = await open();
    const hostile = { ...ada, name: '--exec=touch x <a@b>\nBen', account: '"; rm -rf .' };
    await desk.add({ ...lamp, title: '--amend `touch x` $(touch x)', contributors: [ada, hostile] });
    const { file, commit } = await desk.publish(1);
    expect(git('log', '-1', '--format=%h|%an|%ae|%s')).toBe(
      `${commit}|Ada|400000000000000001@discord.noreply.invalid|Publish: --amend \`touch x\` $(touch x)`,
    );
    expect(git('log', '-1', '--format=%(trailers)')).toBe(
      'Co-authored-by: exec=touch x a@b Ben <rm-rf@discord.noreply.invalid>',
    );
    expect(git('show', '--name-status', '--format=')).toBe(`A\tcontent/${file}`);
    expect(git('status', '--short').split('\n').sort()).toEqual([
      '?? drafts/',
      'A  staged.txt',
      'D content/posts/first.md',
    ]);

    const back = await desk.restore(1);
    expect(git('show', '--name-status', '--format=%s')).toBe(
      `Take back: --amend \`touch x\` $(touch x)\n\nD\tcontent/${file}`,
    );
    expect(back?.commit).toBe(git('rev-parse', '--short', 'HEAD'));
    expect(await readdir(root)).toEqual(['.git', 'content', 'drafts', 'staged.txt']);
  });

  test('a branch for a pull request is pushed to the remote that is configured', async () => {
    const remote = join(root, 'remote.git');
    git('init', '--quiet', '--bare', '--initial-branch=main', remote);
    git('remote', 'add', 'origin', remote);
    git('push', '--quiet', 'origin', 'main');
    const desk = await open('origin');
    await desk.add(lamp);
    const { branch, commit, unpushed } = await desk.publish(1);
    expect([branch, unpushed]).toEqual([`almanac/draft-1-${commit}`, null]);
    expect(git('--git-dir', remote, 'log', '-1', '--format=%an %s', branch ?? '')).toBe(
      'Ada Publish: How to change the lamp',
    );
  });

  test('only the post is pushed, upon the branch that is followed, whatever else is committed, staged or changed here', async () => {
    const remote = join(root, 'remote.git');
    git('init', '--quiet', '--bare', '--initial-branch=other', remote);
    git('remote', 'add', 'origin', remote);
    git('push', '--quiet', 'origin', 'main:other');
    git('commit', '--quiet', '--allow-empty', '--message=Followed');
    git('push', '--quiet', '--set-upstream', 'origin', 'main:content');
    await writeFile(join(root, 'secret.txt'), 'not for others');
    git('add', '--', 'secret.txt');
    git('commit', '--quiet', '--message=Local');
    await writeFile(join(root, 'staged.txt'), 'somebody is at work');
    git('add', '--', 'staged.txt');
    const desk = await open('origin');
    await desk.add({ ...lamp, contributors: [ada, { ...ada, name: 'Ben', account: 'ben' }] });
    await desk.add({ ...lamp, title: 'Another', text: 'Lamps are lit at dusk.' });
    const first = await desk.publish(1);
    const second = await desk.publish(2);
    const logOf = (branch: string | null) =>
      git('--git-dir', remote, 'log', '--format=%an %s', '--name-only', branch ?? '').split(/\n+/);
    const before = ['Owner Followed', 'Owner First', 'content/posts/first.md'];
    expect(logOf(first.branch)).toEqual([
      'Ada Publish: How to change the lamp',
      `content/${FILE}`,
      ...before,
    ]);
    expect(git('--git-dir', remote, 'log', '-1', '--format=%(trailers)', first.branch ?? '')).toBe(
      'Co-authored-by: Ben <ben@discord.noreply.invalid>',
    );
    expect(logOf(second.branch).slice(1)).toEqual([`content/${second.file}`, ...before]);
    expect(git('status', '--short').split('\n').sort()).toEqual([
      '?? drafts/',
      '?? remote.git/',
      'A  staged.txt',
    ]);

    // The first was merged there; the second was not.
    git('--git-dir', remote, 'update-ref', 'refs/heads/content', first.branch ?? '');
    const back = await desk.restore(1);
    expect(logOf(back?.branch ?? null).slice(0, 2)).toEqual([
      'Ada Take back: How to change the lamp',
      `content/${FILE}`,
    ]);
    expect(await desk.restore(2)).toMatchObject({
      branch: null,
      unpushed: 'the remote has it so already: close the branch that was pushed before, if there is one',
    });
    expect(git('for-each-ref', 'refs/almanac')).toBe('');
  });

  test('a remote without a branch to build upon gets nothing', async () => {
    const remote = join(root, 'remote.git');
    git('init', '--quiet', '--bare', remote);
    const desk = await open(remote);
    await desk.add(lamp);
    expect(await desk.publish(1)).toMatchObject({ branch: null, unpushed: expect.stringMatching(/HEAD/) });
    expect(git('--git-dir', remote, 'for-each-ref')).toBe('');
  });

  test('a remote that is not there is told, and the post is published all the same', async () => {
    const desk = await open('nowhere');
    await desk.add(lamp);
    expect(await desk.publish(1)).toMatchObject({ branch: null, unpushed: expect.stringMatching(/nowhere/) });
    expect(git('log', '-1', '--format=%s')).toBe('Publish: How to change the lamp');
  });

  test('what a hook refuses is not published, and nothing stays staged', async () => {
    const hook = join(root, '.git', 'hooks', 'pre-commit');
    await writeFile(hook, '#!/bin/sh\necho "the gate is shut" >&2\nexit 1\n');
    await chmod(hook, 0o755);
    const desk = await open();
    await desk.add(lamp);
    await expect(desk.publish(1)).rejects.toThrow('git refused the commit: the gate is shut');
    expect([git('diff', '--cached', '--name-only'), await statesOf()]).toEqual([
      '',
      { waiting: ['draft-1.md'], rejected: [], published: [] },
    ]);
    await rm(hook);
    await desk.publish(1);
    await writeFile(hook, '#!/bin/sh\nexit 1\n');
    await chmod(hook, 0o755);
    await expect(desk.restore(1)).rejects.toThrow('git refused the commit');
    expect([await readdir(join(content, 'posts', '2017')), (await statesOf()).published]).toEqual([
      ['2017-05-26-how-to-change-the-lamp.md'],
      ['draft-1.md'],
    ]);
  });
});
