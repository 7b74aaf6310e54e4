import { spawnSync } from 'node:child_process';
import { chmod, mkdir, mkdtemp, readdir, readFile, rm, symlink, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-fix-'));
  await mkdir(join(home, 'content/posts'), { recursive: true });
  await mkdir(join(home, 'content/events'));
});
afterEach(() => rm(home, { recursive: true }));

const write = (file: string, text: string) => writeFile(join(home, file), text);
const read = (file: string) => readFile(join(home, file), 'utf8');
const run = async (...args: string[]) => {
  const { code, stdout, stderr } = await runAlmanac(['check', ...args], { home, cwd: home });
  return { code, lines: stdout.split('\n').slice(0, -1), last: stderr.trim() };
};
const post = (text: string, more = '') =>
  `---\ntitle: A\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n${more}---\n\n${text}`;

test('--fix mends, says each mend, and finds nothing to mend the second time', async () => {
  await write('almanac.yaml', 'words: [OpenStack]\n');
  await write(
    'content/posts/a.md',
    post('#### Why\r\n\r\nOpenstack is slow. \r\n\r\n```\r\n$ nova list\r\n```', 'tags: [Nova, nova]\r\n'),
  );
  await write('content/posts/b.md', post('The other one.\n', 'tags: [nova]\n'));
  expect((await run()).lines).toEqual([
    'content/posts/a.md:8:1: warning: the heading jumps from level 1 to level 4 (write ##)',
    'content/posts/a.md:10:1: warning: the name is written otherwise here: "Openstack" (write OpenStack, or have it mended with --fix)',
    'content/posts/a.md:12:1: warning: the code has no language (write it behind the fence: ```console, or ```text)',
  ]);
  expect(await run('--fix')).toEqual({
    code: 0,
    lines: [
      'content/posts/a.md:1: mended: lines end with LF now, not CR LF',
      'content/posts/a.md:5: mended: the tag "Nova" is "nova" now, as elsewhere',
      'content/posts/a.md:5: mended: the tag "nova" stands once now',
      'content/posts/a.md:8: mended: the heading is of level 2 now, not 4',
      'content/posts/a.md:10: mended: blanks at the end of the line are gone',
      'content/posts/a.md:10: mended: "Openstack" is "OpenStack" now',
      'content/posts/a.md:12: mended: the code is marked as console now',
      'content/posts/a.md:14: mended: the last line has its end now',
    ],
    last: 'content: no faults.',
  });
  const mended = await read('content/posts/a.md');
  expect(mended).toBe(
    post('## Why\n\nOpenStack is slow.\n\n```console\n$ nova list\n```\n', 'tags: [nova]\n'),
  );
  expect(await run('--fix')).toEqual({ code: 0, lines: [], last: 'content: no faults.' });
  expect(await read('content/posts/a.md')).toBe(mended);
  expect(await readdir(join(home, 'content/posts'))).toEqual(['a.md', 'b.md']);
});

test('--fix leaves what an import made, links, what is no text, and what was not asked for', async () => {
  const imported = post('Text. \n', 'imported: { from: "https://a.example/feed" }\n');
  await write('content/posts/imported.md', imported);
  await write('content/posts/a.md', post('Text. \n'));
  await symlink('a.md', join(home, 'content/posts/link.md'));
  await writeFile(join(home, 'content/posts/latin.md'), Buffer.from(post('caf\xe9 \n'), 'latin1'));
  await write('content/events/day.md', '---\nname: Day \nstart: 2017-06-01\n---\n');
  expect((await run('--fix', 'content/posts')).lines.filter((line) => line.includes('mended'))).toEqual([
    'content/posts/a.md:7: mended: blanks at the end of the line are gone',
  ]);
  expect(await read('content/posts/imported.md')).toBe(imported);
  expect(await read('content/events/day.md')).toContain('Day \n');
});

test('words may stand in a file, and a missing one is told', async () => {
  await write('almanac.yaml', 'words: names.txt\n');
  await write('content/posts/a.md', post('The openstack lamp.\n'));
  expect((await run()).last).toContain("the list of words names.txt can't be read (ENOENT)");
  await write('names.txt', '# ours\nOpenStack # the cloud\n');
  expect((await run()).lines).toEqual([expect.stringContaining('written otherwise here: "openstack"')]);
});

test('an event that is over and still tentative is told, one that recurs or is to come is not', async () => {
  const event = (name: string, more: string) =>
    write(`content/events/${name}.md`, `---\nname: ${name}\n${more}---\n`);
  await event('over', 'start: 2017-06-01\nend: 2017-06-02\nstatus: tentative\n');
  await event('held', 'start: 2017-06-01\nstatus: confirmed\n');
  await event('weekly', 'start: 2017-06-01\nrrule: FREQ=WEEKLY\nstatus: tentative\n');
  await event('coming', 'start: 2017-06-03\nstatus: tentative\n');
  expect((await run('--today', '2017-06-03')).lines).toEqual([
    'content/events/over.md:5:9: warning: the event is over since 2017-06-02, and still tentative (write confirmed if it was held, else cancelled)',
  ]);
});

test('the hook keeps a commit back until its content passes', async () => {
  const git = (...args: string[]) => {
    const env = {
      PATH: `${home}/bin:${process.env.PATH}`,
      HOME: home,
      TMPDIR: `${home}/tmp`,
      GIT_CONFIG_NOSYSTEM: '1',
      GIT_AUTHOR_NAME: 'Ada',
      GIT_AUTHOR_EMAIL: 'ada@example.org',
      GIT_COMMITTER_NAME: 'Ada',
      GIT_COMMITTER_EMAIL: 'ada@example.org',
    };
    const { status, stdout, stderr } = spawnSync('git', args, {
      cwd: home,
      env,
      encoding: 'utf8',
      timeout: 15_000,
    });
    return { status, said: stdout + stderr };
  };
  await mkdir(join(home, 'bin'));
  await mkdir(join(home, 'tmp'));
  await write(
    'bin/almanac',
    `#!/bin/sh\nexec "${process.execPath}" "${process.cwd()}/dist/bot/cli.js" "$@"\n`,
  );
  await chmod(join(home, 'bin/almanac'), 0o755);
  git('init', '-q');
  git('config', 'core.hooksPath', join(process.cwd(), '.githooks'));
  await write('content/posts/a.md', post('Text.\n').replace('2017-05', '2017-13'));
  git('add', 'content');
  expect(git('commit', '-qm', 'One')).toEqual({
    status: 1,
    said: expect.stringContaining('posts/a.md:4:12: "published" is not a date'),
  });
  // What is staged counts, not what the folder holds.
  await write('content/posts/a.md', post('Text.\n'));
  expect(git('commit', '-qm', 'One').status).toBe(1);
  git('add', 'content');
  await write('content/posts/a.md', 'no front matter');
  await write('content/posts/unstaged.md', 'no front matter');
  expect(git('commit', '-qm', 'One')).toEqual({ status: 0, said: expect.stringContaining('no faults') });
  // `git commit FILE` commits by an index of its own.
  expect(git('commit', '-qm', 'Two', 'content/posts/a.md')).toEqual({
    status: 1,
    said: expect.stringMatching(/^content\/posts\/a\.md:1:1: /),
  });
  await write('content/posts/a.md', post('Other text.\n'));
  expect(git('commit', '-qm', 'Two', 'content/posts/a.md').status).toBe(0);
  expect(await readdir(join(home, 'tmp'))).toEqual([]);
});

test('--staged: where nothing is staged there is no fault, and outside of git it says why it can not', async () => {
  const check = (...args: string[]) => runAlmanac(['check', '--staged', ...args], { home, cwd: home });
  await write('content/posts/a.md', 'no front matter');
  expect(await check()).toEqual({
    code: 1,
    stdout: '',
    stderr: expect.stringMatching(/^almanac: content: fatal: not a git repository.*\(--staged asks git\)\n$/),
  });
  spawnSync('git', ['init', '-q', home]);
  expect(await check()).toMatchObject({ code: 0, stdout: '' });
  expect((await check('content/posts')).stderr).toContain('--staged goes with no paths');
});
