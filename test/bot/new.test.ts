import { mkdtemp, readFile, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
});
afterEach(() => rm(home, { recursive: true }));
const run = (args: string[], input = '') =>
  runAlmanac([...args, '--today', '2017-05-26'], { home, cwd: home, input });

test('new post writes a file that passes the check', async () => {
  const args = [
    'new',
    'post',
    'How to change: the lamp',
    '--author',
    'Ada',
    '--tags',
    'led, lamp',
    '--text',
    '-',
  ];
  expect(await run(args, 'Turn the lamp to the left.\n')).toEqual({
    code: 0,
    stdout: 'content/posts/2017/2017-05-26-how-to-change-the-lamp.md\n',
    stderr: '',
  });
  expect(await readFile(join(home, 'content/posts/2017/2017-05-26-how-to-change-the-lamp.md'), 'utf8')).toBe(
    '---\ntitle: "How to change: the lamp"\nauthor: Ada\npublished: 2017-05-26T00:00:00Z\ntags:\n  - led\n  - lamp\n---\n\nTurn the lamp to the left.\n',
  );
  expect(await run(['check'])).toMatchObject({ code: 0 });
  expect(await run(args)).toMatchObject({
    code: 1,
    stderr: 'almanac: content/posts/2017/2017-05-26-how-to-change-the-lamp.md is there already\n',
  });
});

test('new event writes one with a day, or without while none is announced', async () => {
  const dated = await run(['new', 'event', 'Lamp Day', '--start', '2017-11-06', '--place', 'Sydney']);
  expect(dated).toMatchObject({ code: 0, stdout: 'content/events/2017-11-06-lamp-day.md\n' });
  expect(await run(['new', 'event', 'Lamp Night'])).toMatchObject({ code: 0, stderr: '' });
  expect(await readFile(join(home, 'content/events/2017-05-26-lamp-night.md'), 'utf8')).toContain(
    '\nstart: null\n',
  );
  expect(await run(['check'])).toMatchObject({ code: 0 });
});

test('what is wrong is told, and nothing is written', async () => {
  const wrong = await run(['new', 'event', 'Lamp Day', '--start', '2017-13-01']);
  expect(wrong).toMatchObject({ code: 1, stdout: '' });
  expect(wrong.stderr).toContain('"start" is not a date: "2017-13-01"');
  expect(wrong.stderr).toContain('nothing was written');
  expect((await run(['new', 'post', 'x'])).stderr).toBe(
    'almanac: a new post needs: author (see almanac new post --help)\n',
  );
});
