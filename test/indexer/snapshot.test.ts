import { mkdtemp, readdir, readFile, rm, truncate, utimes, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { buildIndex, type IndexData } from '../../indexer/build-index.ts';
import { listTexts } from '../../indexer/index-tables.ts';
import { openIndex } from '../../indexer/open-index.ts';
import { readSnapshot, writeSnapshot } from '../../indexer/snapshot.ts';
import { makePost } from '../make-index.ts';

const data = buildIndex({ posts: [makePost('arp', 'Linux ignores “gratuitous” ARP.')], events: [] }, [
  ['a', 'b'],
]);
const FOREIGN = 'it is no snapshot of Almanac';
let folder: string;
let file: string;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-'));
  file = join(folder, 'deep', 'test.index');
});
afterAll(() => rm(folder, { recursive: true }));

describe('a snapshot', () => {
  test('gives back what was written, and leaves nothing beside it', async () => {
    const bytes = await writeSnapshot(file, 'hash', data);
    expect((await readFile(file)).length).toBe(bytes);
    expect(await readSnapshot(file, 'hash')).toEqual({ data });
    expect(await readdir(join(folder, 'deep'))).toEqual(['test.index']);
  });

  test('leaves large texts in the file, and reads them there, also when another has taken its place', async () => {
    const bytes = await writeSnapshot(file, 'hash', data);
    const { data: lazy } = await readSnapshot(file, 'hash', 0);
    await writeSnapshot(file, 'hash', buildIndex({ posts: [], events: [] }, []));
    expect(openIndex(lazy as IndexData).passages[0]?.text).toBe('Linux ignores “gratuitous” ARP.');
    // What is saved again is copied from file to file.
    expect(await writeSnapshot(file, 'hash', lazy as IndexData)).toBe(bytes);
    expect(await readSnapshot(file, 'hash')).toEqual({ data });
  });

  test('that becomes shorter while it is in use is told when a text is read', async () => {
    const bytes = await writeSnapshot(file, 'hash', data);
    const { data: lazy } = await readSnapshot(file, 'hash', 0);
    await truncate(file, bytes - listTexts(data).reduce((sum, { length }) => sum + length, 0));
    expect(() => openIndex(lazy as IndexData).passages[0]?.text).toThrow('the file has become shorter');
  });

  test('takes away what a killed process had begun an hour ago, and nothing else', async () => {
    const [old, young, other] = [
      'test.index.0123456789ab.tmp',
      'test.index.ba9876543210.tmp',
      'test.index.tmp',
    ];
    for (const name of [old, young, other]) await writeFile(join(folder, 'deep', name), 'half');
    const longAgo = Date.now() / 1_000 - 3_700;
    for (const name of [old, other]) await utimes(join(folder, 'deep', name), longAgo, longAgo);
    await writeSnapshot(file, 'hash', data);
    expect((await readdir(join(folder, 'deep'))).sort()).toEqual(['test.index', young, other].sort());
  });

  test('is the same bytes for the same content', async () => {
    await writeSnapshot(file, 'hash', data);
    const first = await readFile(file);
    await writeSnapshot(file, 'hash', data);
    expect(await readFile(file)).toEqual(first);
  });

  test('is not there at first, without a reason to tell', async () => {
    expect(await readSnapshot(join(folder, 'none'), 'hash')).toEqual({
      data: null,
      reason: null,
      isReplaceable: true,
    });
  });

  test('of other content is told, with what it holds', async () => {
    await writeSnapshot(file, 'hash', data);
    expect(await readSnapshot(file, 'other')).toEqual({
      data: null,
      reason: 'the content has changed',
      isReplaceable: true,
      stale: data,
    });
  });

  test.each([
    ['version":7', 'version":4', 'its format is version 4'],
    ['"almanac-index"', '"someone-else"', FOREIGN],
    ['"content":', '"content"', 'it is damaged'],
    ['almanac-text-', 'almanac-test-', 'it was made by another version of Almanac'],
    ['"order":"', '"order":"not ', 'it was made on another kind of machine'],
    ['gratuitous', 'gratuitoux', 'it is damaged'],
  ])('with %s made %s is told, not trusted', async (from, to, reason) => {
    await writeSnapshot(file, 'hash', data);
    const text = await readFile(file, 'latin1');
    await writeFile(file, text.replace(from, to), 'latin1');
    expect(await readSnapshot(file, 'hash')).toEqual({
      data: null,
      reason,
      isReplaceable: reason !== FOREIGN,
    });
  });
});
