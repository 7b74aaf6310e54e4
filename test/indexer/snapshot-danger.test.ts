import { spawnSync } from 'node:child_process';
import { cp, mkdtemp, readFile, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { crc32 } from 'node:zlib';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { createAnswerer } from '../../bot/answer/answer-question.ts';
import { SEGMENT_SHAPE } from '../../indexer/index-tables.ts';
import { hashContentFolder } from '../../indexer/list-content-files.ts';
import { loadIndex } from '../../indexer/load-index.ts';
import { openIndex } from '../../indexer/open-index.ts';
import type { ColumnShape } from '../../indexer/segment/check-shape.ts';
import type { Column, Table } from '../../indexer/segment/column.ts';
import { packTables, unpackTables } from '../../indexer/segment/pack-tables.ts';
import { readSnapshot } from '../../indexer/snapshot.ts';

const MUTATIONS = 2_000;
const QUESTION = 'what is Snapper?';
const TODAY = '2017-05-26';
let folder: string;
let content: string;
let file: string;
let hash: string;
let good: Buffer;

beforeAll(async () => {
  folder = await mkdtemp(join(tmpdir(), 'almanac-danger-'));
  content = join(folder, 'content');
  file = join(folder, 'snapshot');
  await cp('test/fixtures/content-good', content, { recursive: true });
  await loadIndex({ content, snapshot: file });
  hash = (await hashContentFolder(content)).all;
  good = await readFile(file);
});
afterAll(() => rm(folder, { recursive: true }));

/** The snapshot with other tables, or another header, and the checksum that fits. */
function seal(tables: Uint8Array, changes: Readonly<Record<string, unknown>> = {}): Buffer {
  const header = {
    ...JSON.parse(good.toString('utf8', 0, good.indexOf(0x0a))),
    bytes: tables.length,
    crc32: crc32(tables),
    ...changes,
  };
  const line = JSON.stringify(header);
  const texts = good.subarray(good.length - header.texts);
  return Buffer.concat([
    Buffer.from(`${line.padEnd(Math.ceil((line.length + 1) / 4) * 4 - 1)}\n`),
    tables,
    texts,
  ]);
}
/** Between the header and the texts. */
const tablesOf = (bytes: Buffer) => {
  const start = bytes.indexOf(0x0a) + 1;
  return new Uint8Array(bytes.subarray(start, start + JSON.parse(bytes.toString('utf8', 0, start)).bytes));
};

const anything = fc.oneof(
  fc.integer({ min: -2, max: 2 ** 33 }),
  fc.constantFrom(null, '1', 1.5, 4, 1e300, [], {}),
);
const flip = fc.tuple(fc.nat(), fc.integer({ min: 1, max: 255 })).map(([at, bits]) => {
  const bad = Buffer.from(good);
  const place = at % bad.length;
  bad[place] = (bad[place] as number) ^ bits;
  return bad;
});
const cut = fc.nat().map((at) => good.subarray(0, at % good.length));
const insertion = fc
  .tuple(fc.nat(), fc.uint8Array({ minLength: 1, maxLength: 50 }))
  .map(([at, more]) =>
    Buffer.concat([good.subarray(0, at % good.length), more, good.subarray(at % good.length)]),
  );
const header = fc
  .tuple(
    fc.constantFrom('version', 'analysis', 'order', 'content', 'bytes', 'crc32', 'texts', 'textsCrc32'),
    anything,
  )
  .map(([key, value]) => seal(tablesOf(good), { [key]: value }));
/** One place of the directory is other than it was, and the checksum fits. */
const directory = fc.tuple(fc.nat(), fc.nat(4), anything).map(([at, place, value]) => {
  const tables = tablesOf(good);
  const newline = tables.indexOf(0x0a);
  const entries = JSON.parse(Buffer.from(tables.subarray(0, newline)).toString()) as unknown[][];
  if (place === 4) entries.splice(at % entries.length, 1);
  else (entries[at % entries.length] as unknown[])[place] = value;
  return seal(Buffer.concat([Buffer.from(`${JSON.stringify(entries)}\n`), tables.subarray(newline + 1)]));
});
/** A number leads where there is nothing, and the checksum fits. */
const offset = fc
  .tuple(
    fc.constantFrom(
      ...Object.entries<Readonly<Record<string, ColumnShape>>>(SEGMENT_SHAPE).flatMap(([table, columns]) =>
        Object.entries(columns)
          .filter(([, rule]) => rule.startsOf ?? rule.numberOf ?? rule.starts ?? rule.refersBack)
          .map(([column]) => [`0.${table}`, column] as const),
      ),
    ),
    fc.nat(),
    fc.integer({ min: 2 ** 24, max: 2 ** 32 - 1 }),
  )
  .map(([[table, column], at, value]) => {
    const tables = unpackTables(tablesOf(good)) as Record<string, Record<string, Column>>;
    const numbers = Uint32Array.from((tables[table] as Table)[column] as Column);
    numbers[at % numbers.length] = value;
    (tables[table] as Record<string, Column>)[column] = numbers;
    return seal(Buffer.concat(packTables(tables)));
  });
const foreign = fc
  .oneof(
    fc.uint8Array({ minLength: 1, maxLength: 3_000 }),
    fc.json(),
    fc.constantFrom(
      'SQLite format 3\0',
      '\n',
      '{"format":"almanac-index"}\n',
      '{"version":"2.3.9"}',
      '\u007fELF',
    ),
  )
  .map((bytes) => Buffer.from(bytes as string));

describe('a snapshot that is not as it was written', () => {
  test('is told and built anew, whatever was changed; a file of something else stays as it is', async () => {
    const { data: whole } = await readSnapshot(file, hash);
    let count = 0;
    const kinds = { flip, cut, insertion, header, directory, offset, foreign };
    const told = new Map(Object.keys(kinds).map((kind) => [kind, 0]));
    const mutation = fc.oneof(
      ...Object.entries(kinds).map(([kind, bytes]) => bytes.map((bytes) => [kind, bytes] as const)),
    );
    const isTold = async ([kind, bytes]: readonly [string, Uint8Array]) => {
      await writeFile(file, bytes);
      const reading = await readSnapshot(file, hash);
      if (reading.data !== null) {
        // A directory may tell of another width of few numbers, or of more names, and still be one.
        if (kind !== 'directory') expect(reading.data).toEqual(whole);
        expect(createAnswerer(openIndex(reading.data))(QUESTION, TODAY)).toBeDefined();
        return;
      }
      told.set(kind, (told.get(kind) ?? 0) + 1);
      expect(reading.reason).toMatch(/^(?:its?|the) /);
      if (kind === 'foreign' && bytes.length > 0) expect(reading.isReplaceable).toBe(false);
      // Building takes longer than reading.
      if (count++ % 10 > 0) return;
      const { index, discarded, built } = await loadIndex({ content, snapshot: file });
      expect(createAnswerer(index)(QUESTION, TODAY)).toBeDefined();
      expect(discarded).toBe(reading.stale ? null : reading.reason);
      expect(built?.unwritten ?? null).toEqual(
        reading.isReplaceable ? null : expect.stringContaining('is left as it is'),
      );
      expect(await readFile(file)).toEqual(reading.isReplaceable ? good : bytes);
    };
    await fc.assert(fc.asyncProperty(mutation, isTold), { numRuns: MUTATIONS, endOnFailure: true });
    for (const [kind, times] of told) expect([kind, times > 150]).toEqual([kind, true]);
  }, 60_000);

  test.each([['a folder'], ['a pipe']])(
    'is no snapshot when it is %s, and is not waited for',
    async (what) => {
      const path = join(folder, what);
      spawnSync(what === 'a pipe' ? 'mkfifo' : 'mkdir', [path]);
      expect(await readSnapshot(path, hash)).toEqual({
        data: null,
        reason: 'it is no snapshot of Almanac',
        isReplaceable: false,
      });
      expect((await loadIndex({ content, snapshot: path })).index.posts).not.toEqual([]);
    },
  );
});
