import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterEach, beforeEach, expect, test } from 'vitest';
import { runAlmanac } from '../run-almanac.ts';

let home: string;
beforeEach(async () => {
  home = await mkdtemp(join(tmpdir(), 'almanac-'));
});
afterEach(() => rm(home, { recursive: true }));

const content = join(process.cwd(), 'content');
const run = (args: string[], input = '') =>
  runAlmanac([...args, '--content', content], {
    home,
    cwd: home,
    input,
    env: { ALMANAC_WEB_LISTEN: '127.0.0.1:0' },
  });

test('what was declined at the prompt of start is what almanac gaps ranks, until it is forgotten', async () => {
  expect(await run(['gaps'])).toMatchObject({
    code: 0,
    stdout: '',
    stderr: 'No gaps: nothing was declined or said to be wrong.\n',
  });
  const asked =
    "how do I knit a hat that's red?\nhow do I bake bread?\nhow is bread baked?\nwhy is my gratuitous ARP ignored?\n";
  expect(await run(['start'], asked)).toMatchObject({ code: 0 });
  const { stdout } = await run(['gaps']);
  expect(stdout.replace(/\d{4}-\d\d-\d\d/g, 'DAY')).toBe(
    [
      '1. how do I bake bread?',
      '   asked 2 times without an answer; terminal; last on DAY',
      '   also: how is bread baked?',
      "   write this: almanac new post -- 'how do I bake bread?'",
      '',
      "2. how do I knit a hat that's red?",
      '   asked once without an answer; terminal; last on DAY',
      "   write this: almanac new post -- 'how do I knit a hat that'\\''s red?'",
      '',
    ].join('\n'),
  );
  expect(await run(['gaps', 'forget', '1'])).toMatchObject({
    code: 0,
    stderr: '2 questions are forgotten.\n',
  });
  expect(await run(['gaps', 'forget', '2'])).toMatchObject({
    code: 1,
    stderr: 'almanac: there is no gap 2: see almanac gaps\n',
  });
  const json = JSON.parse((await run(['gaps', '--json'])).stdout);
  expect(json).toMatchObject({ rank: 1, question: "how do I knit a hat that's red?", declined: 1, wrong: 0 });
});
