import { mkdir, mkdtemp, rm, writeFile } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterEach, beforeEach, describe, expect, it } from 'vitest';
import { ContentError } from '../../indexer/content-error.ts';
import { readContent } from '../../indexer/read-content.ts';

const fixture = (name: string) => join(import.meta.dirname, '../fixtures', name);

describe('readContent', () => {
  it('reads a folder, in the order of paths', async () => {
    const told: [number, number][] = [];
    const content = await readContent(fixture('content-good'), {
      onProgress: (done, total) => told.push([done, total]),
    });
    expect(content.faults).toEqual([]);
    expect(content.posts.map(({ id, file, published, bodyLine }) => [id, file, published, bodyLine])).toEqual(
      [
        ['locktime', 'posts/2017/locktime.md', '2017-05-25T19:46:00Z', 14],
        ['arp-sequel', 'posts/2017/sequel.md', '2017-05-26T08:00:00Z', 11],
      ],
    );
    expect(content.events.map(({ id, start, end }) => [id, start, end])).toEqual([
      ['summit', '2017-11-06', '2017-11-08'],
    ]);
    expect(told).toEqual([
      [1, 3],
      [2, 3],
      [3, 3],
    ]);
  });

  it('leaves out files with errors, keeps those with warnings, and tells all', async () => {
    const content = await readContent(fixture('content-faulty'));
    expect(content.posts.map((post) => post.file)).toEqual(['posts/a-good.md', 'posts/e-same-part.md']);
    expect(content.events.map((event) => event.file)).toEqual(['events/ptg.md']);
    expect(
      content.faults.map(({ severity, file, line, column }) => `${severity} ${file}:${line}:${column}`),
    ).toEqual([
      'error events/backwards.md:4:6',
      'error events/backwards.md:5:11',
      'warning posts/a-good.md:6:1',
      'error posts/b-bad-dates.md:4:12',
      'error posts/b-bad-dates.md:5:10',
      'error posts/b-bad-dates.md:6:6',
      'error posts/c-unclosed.md:1:1',
      'error posts/d-same-id.md:1:1',
      'error posts/f-empty.md:6:1',
      'error posts/g-plain.md:1:1',
    ]);
    expect(content.faults.find((fault) => fault.file === 'posts/d-same-id.md')?.message).toBe(
      'the id "a-good" is taken by posts/a-good.md',
    );
  });

  it('throws for a missing folder only', async () => {
    await expect(readContent(fixture('content-missing'))).rejects.toBeInstanceOf(ContentError);
  });
});

describe('readContent on files of any bytes', () => {
  let dir = '';
  beforeEach(async () => {
    dir = await mkdtemp(join(tmpdir(), 'almanac-'));
    await mkdir(join(dir, 'posts'));
    await mkdir(join(dir, 'events'));
    const good = '---\ntitle: Good\nauthor: Editors\npublished: 2017-05-25T19:46:00Z\n---\nText.\n';
    await writeFile(join(dir, 'posts/good.md'), good);
  });
  afterEach(() => rm(dir, { recursive: true }));

  it('tells where a file stops to be UTF-8', async () => {
    const latin = Buffer.from('---\ntitle: Café\nauthor: B\n---\n', 'latin1');
    await writeFile(join(dir, 'posts/latin.md'), latin);
    const { faults } = await readContent(dir);
    expect(faults).toEqual([
      {
        severity: 'error',
        file: 'posts/latin.md',
        line: 2,
        column: 11,
        message: 'the file is not in UTF-8 from here on',
        hint: 'save it as UTF-8',
      },
    ]);
  });

  it('finds a fault and keeps the good file', async () => {
    await fc.assert(
      fc.asyncProperty(fc.uint8Array({ maxLength: 300 }), fc.boolean(), async (bytes, fenced) => {
        const fence = Buffer.from(fenced ? '---\n' : '');
        const whole = Buffer.concat([fence, bytes, Buffer.from(fenced ? '\n---\nText.\n' : '')]);
        await writeFile(join(dir, 'posts/any.md'), whole);
        await writeFile(join(dir, 'events/any.md'), whole);
        const { posts, faults } = await readContent(dir);
        expect(posts.map((post) => post.id)).toEqual(['good']);
        expect(new Set(faults.map((fault) => fault.file))).toEqual(
          new Set(['posts/any.md', 'events/any.md']),
        );
      }),
      { numRuns: 150 },
    );
  });
});
