import { type ChildProcess, spawn } from 'node:child_process';
import { mkdir, mkdtemp, readdir, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { setTimeout } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';

const POSTS = 1_500;
let folder: string;
let file: string;
let old: Buffer;

const index = (): ChildProcess =>
  spawn(
    process.execPath,
    ['dist/bot/cli.js', 'index', '--content', join(folder, 'content'), '--index', file],
    { stdio: 'ignore', timeout: 20_000 },
  );
const ended = (child: ChildProcess) => new Promise<void>((resolve) => child.once('exit', () => resolve()));
const write = (number: number, text: string) =>
  writeFile(
    join(folder, 'content', 'posts', `${number}.md`),
    `---\ntitle: Post ${number}\nauthor: Ada\npublished: 2017-05-25T19:46:00Z\n---\n\n${text}\n`,
  );

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-interrupted-'));
  file = join(folder, 'cache', 'snapshot');
  await mkdir(join(folder, 'content', 'posts'), { recursive: true });
  for (let number = 0; number < POSTS; number++) await write(number, `Lamp ${number} is red. `.repeat(20));
  await ended(index());
  old = await readFile(file);
  await write(0, 'Lamp 0 is green.');
}, 60_000);
afterAll(() => rm(folder, { recursive: true }));

describe('almanac index that is interrupted', () => {
  test('leaves the index as it was, or as it is to be, whenever that is', async () => {
    const moments: (readonly [signal: NodeJS.Signals, wait: () => Promise<unknown>])[] = [
      ...[200, 500, 900].map((ms) => ['SIGINT', () => setTimeout(ms)] as const),
      // While it writes.
      ['SIGKILL', waitForWriting],
      ['SIGINT', waitForWriting],
    ];
    const left: Buffer[] = [];
    for (const [signal, wait] of moments) {
      const child = index();
      const end = ended(child);
      await Promise.race([wait(), end]);
      child.kill(signal);
      await end;
      left.push(await readFile(file));
    }
    await ended(index());
    const whole = await readFile(file);
    expect(whole.equals(old)).toBe(false);
    for (const bytes of left) expect(bytes.equals(old) || bytes.equals(whole)).toBe(true);
    expect(left.some((bytes) => bytes.equals(old))).toBe(true);
  }, 60_000);
});

/** Until there is a file beside the snapshot that was not there before. */
async function waitForWriting(): Promise<void> {
  const before = (await readdir(join(folder, 'cache'))).length;
  for (const end = Date.now() + 10_000; Date.now() < end; await setTimeout(1))
    if ((await readdir(join(folder, 'cache'))).length > before) return;
}
